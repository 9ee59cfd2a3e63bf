// zh: 哪些机制服务什么人群
// en: groups of people and the practices that serve them
// param people: text = ''
// columns: people, mechanism, locality, sources, quote
MATCH (m:Mechanism)-[r:SERVES]->(g:`Group`)
WHERE $people = '' OR g.name CONTAINS $people
RETURN g.name AS people, m.name AS mechanism, r.locality AS locality, r.sources AS sources, r.quote AS quote
ORDER BY people, mechanism, locality
