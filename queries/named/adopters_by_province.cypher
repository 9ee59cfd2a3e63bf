// zh: 某一机制在各省级单位的采用情况
// en: a practice's adopters rolled up by province
// param practice: practice
// columns: province, code, localities, mechanisms, first
MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)-[:KIND_OF|HAS_TIER*0..3]->(x:Mechanism {id: $practice})
WHERE l.province IS NOT NULL
RETURN l.province AS province, l.province_code AS code, count(DISTINCT l.id) AS localities,
       count(DISTINCT m.id) AS mechanisms, min(a.since) AS first
ORDER BY code
