// zh: 采用的先后,从最早的起
// en: adoptions with a date, the earliest first
// param practice: practice = ''
// columns: since, locality, province, mechanism, sources
MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)-[:KIND_OF|HAS_TIER*0..3]->(x:Mechanism)
WHERE a.since IS NOT NULL AND (($practice = '' AND x.id = m.id) OR x.id = $practice)
RETURN DISTINCT a.since AS since, l.name AS locality, l.province AS province, m.name AS mechanism, a.sources AS sources
ORDER BY since, locality, mechanism
