// zh: 哪些地方采用了某一机制(含其下位机制、品牌和以它为一级的链条)
// en: localities that adopted a practice, a kind or brand of it, or a chain of which it is a tier
// param practice: practice
// param level: text = ''
// param within: place = ''
// columns: locality, level, code, province, city, mechanism, since, status, sources, confidence, quote
MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)-[:KIND_OF|HAS_TIER*0..3]->(x:Mechanism {id: $practice})
WHERE ($level = '' OR l.level = $level) AND ($within = '' OR $within IN l.path)
RETURN DISTINCT l.name AS locality, l.level AS level, l.code AS code, l.province AS province, l.city AS city,
       m.name AS mechanism, a.since AS since, a.status AS status, a.sources AS sources,
       a.confidence AS confidence, a.quote AS quote
ORDER BY code, locality, mechanism, since
