// zh: 只有倡导、没有地方采用的机制
// en: practices that articles call for and no place is said to practise
// param category: text = ''
// columns: mechanism, category, title, confidence
MATCH (m:Mechanism)-[r:MENTIONED_IN]->(d:Source)
WHERE NOT EXISTS { MATCH (l:Locality)-[:ADOPTED]->(m) } AND ($category = '' OR m.category = $category)
RETURN m.name AS mechanism, m.category AS category, min(d.title) AS title, m.confidence AS confidence
ORDER BY category, mechanism
