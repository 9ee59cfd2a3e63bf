// zh: 某一机制的各级,从上到下
// en: the tiers of a practice, the top first
// param practice: practice
// columns: chain, tier_order, tier, sources, quote
MATCH (m:Mechanism {id: $practice})-[h:HAS_TIER]->(t:Mechanism)
RETURN m.name AS chain, h.`order` AS tier_order, t.name AS tier, h.sources AS sources, h.quote AS quote
ORDER BY chain, tier_order
