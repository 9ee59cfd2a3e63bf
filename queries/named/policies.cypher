// zh: 有哪些政策文件,什么机制依据它们
// en: policies, the articles that mention them and the practices that rest on them
// columns: policy, mechanism, title
MATCH (p:Policy)
OPTIONAL MATCH (m:Mechanism)-[:GOVERNED_BY]->(p)
OPTIONAL MATCH (p)-[:MENTIONED_IN]->(d:Source)
RETURN p.name AS policy, m.name AS mechanism, min(d.title) AS title
ORDER BY policy, mechanism
