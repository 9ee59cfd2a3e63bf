// zh: 哪些机制解决了什么问题
// en: problems and the practices that address them
// param problem: text = ''
// columns: problem, mechanism, locality, sources, quote
MATCH (m:Mechanism)-[r:ADDRESSES]->(p:Problem)
WHERE $problem = '' OR p.name CONTAINS $problem
RETURN p.name AS problem, m.name AS mechanism, r.locality AS locality, r.sources AS sources, r.quote AS quote
ORDER BY problem, mechanism, locality
