// zh: 各省级单位有多少种机制、多少地方、多少来源
// en: practices, adopting places and independent sources of each province; more sources, more practices
// columns: province, code, mechanisms, localities, sources
MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)
WHERE l.province IS NOT NULL
MATCH (s:Statement) WHERE s.id IN a.statements
RETURN l.province AS province, l.province_code AS code, count(DISTINCT m.id) AS mechanisms,
       count(DISTINCT l.id) AS localities, count(DISTINCT s.story) AS sources
ORDER BY mechanisms DESC, code
