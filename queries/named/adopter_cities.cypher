// zh: 哪些城市(地级市、直辖市)有地方采用了某一机制
// en: cities (prefectures and municipalities) in which a place adopted a practice
// param practice: practice
// columns: city, province, localities, mechanisms, first, sources
MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)-[:KIND_OF|HAS_TIER*0..3]->(x:Mechanism {id: $practice})
WHERE l.city IS NOT NULL AND NOT (l.level = 'province' AND l.city <> l.province)
RETURN l.city AS city, l.province AS province, count(DISTINCT l.id) AS localities,
       count(DISTINCT m.id) AS mechanisms, min(a.since) AS first, max(a.sources) AS sources
ORDER BY city
