// zh: 某地及其下级的图:机制、人物、数据
// en: the graph around a place and those below it: practices, people, figures
// param place: place
// columns: a, r, b
MATCH (a:Locality)-[r:ADOPTED]->(b:Mechanism) WHERE $place IN a.path RETURN a, r, b;
MATCH (a:Locality)-[r:PART_OF]->(b:Locality) WHERE $place IN a.path AND $place IN b.path RETURN a, r, b;
MATCH (a:Person|Statistic)-[r:HOLDS_ROLE_IN|REPORTED_FOR]->(b:Locality) WHERE $place IN b.path RETURN a, r, b
