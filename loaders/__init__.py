"""Everything that brings triples into a graph: documents, extraction, gazetteer, triple files, bundled facts."""
