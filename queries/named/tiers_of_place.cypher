// zh: 某地(含下级)的组织链条有哪些级
// en: the chains of tiers that a place, or a place below it, adopted
// param place: place
// columns: locality, chain, tier_order, tier
MATCH (l:Locality)-[:ADOPTED]->(m:Mechanism)-[h:HAS_TIER]->(t:Mechanism)
WHERE $place IN l.path
RETURN l.name AS locality, m.name AS chain, h.`order` AS tier_order, t.name AS tier
ORDER BY locality, chain, tier_order
