// zh: 与某一机制同在一地的还有哪些机制
// en: practices adopted by the places that adopted a practice, with how many such places
// param practice: practice
// columns: mechanism, category, places, example
MATCH (x:Mechanism {id: $practice})<-[:KIND_OF*0..3]-(m:Mechanism)<-[:ADOPTED]-(l:Locality)-[:ADOPTED]->(o:Mechanism)
WHERE NOT EXISTS { MATCH (o)-[:KIND_OF*0..3]->(y:Mechanism) WHERE y.id = $practice }
RETURN o.name AS mechanism, o.category AS category, count(DISTINCT l.id) AS places, min(l.name) AS example
ORDER BY places DESC, mechanism
