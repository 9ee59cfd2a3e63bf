"""The ground floor: the schema, the model of triples and statements, identity, and the stores."""
