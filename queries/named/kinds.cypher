// zh: 某一机制的下位机制和品牌
// en: kinds and brands of a practice, with how many places adopted each
// param practice: practice
// columns: mechanism, category, places
MATCH (m:Mechanism)-[:KIND_OF*1..3]->(x:Mechanism {id: $practice})
OPTIONAL MATCH (l:Locality)-[:ADOPTED]->(m)
RETURN m.name AS mechanism, m.category AS category, count(DISTINCT l.id) AS places
ORDER BY places DESC, mechanism
