// zh: 哪些文章提到某一机制
// en: articles that mention a practice or a kind of it, and whether as practised or only called for
// param practice: practice
// columns: title, date, publisher, document, mechanism, modality, quote
MATCH (m:Mechanism)-[r:MENTIONED_IN]->(d:Source)
MATCH (m)-[:KIND_OF*0..3]->(x:Mechanism {id: $practice})
RETURN DISTINCT d.title AS title, d.date AS date, d.publisher AS publisher, d.document AS document,
       m.name AS mechanism, r.modality AS modality, r.quote AS quote
ORDER BY document, mechanism
