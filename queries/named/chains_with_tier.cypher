// zh: 哪些链条以某一机制为一级
// en: the chains of which a practice, or a kind of it, is a tier
// param practice: practice
// columns: chain, tier_order, tier, locality
MATCH (c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)-[:KIND_OF*0..3]->(x:Mechanism {id: $practice})
OPTIONAL MATCH (l:Locality)-[:ADOPTED]->(c)
RETURN c.name AS chain, h.`order` AS tier_order, t.name AS tier, l.name AS locality
ORDER BY chain, tier_order, locality
