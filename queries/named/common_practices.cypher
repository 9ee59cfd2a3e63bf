// zh: 两地(含下级)都采用的机制
// en: practices that two places, or places below them, have in common
// param one: place
// param other: place
// columns: mechanism, category, in_one, in_other
MATCH (a:Locality)-[:ADOPTED]->(m:Mechanism)<-[:ADOPTED]-(b:Locality)
WHERE $one IN a.path AND $other IN b.path
RETURN m.name AS mechanism, m.category AS category, count(DISTINCT a.id) AS in_one, count(DISTINCT b.id) AS in_other
ORDER BY mechanism
