// zh: 某地本级采用了哪些机制
// en: practices that a place itself adopted, those below it left out
// param place: place
// columns: mechanism, category, type, since, status, sources, confidence, quote
MATCH (l:Locality {id: $place})-[a:ADOPTED]->(m:Mechanism)
OPTIONAL MATCH (m)-[:KIND_OF]->(t:Mechanism)
RETURN m.name AS mechanism, m.category AS category, min(t.name) AS type, a.since AS since, a.status AS status,
       a.sources AS sources, a.confidence AS confidence, a.quote AS quote
ORDER BY category, mechanism
