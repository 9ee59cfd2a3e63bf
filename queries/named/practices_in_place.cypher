// zh: 某地及其下级采用了哪些机制
// en: practices that a place or any place below it adopted
// param place: place
// param category: text = ''
// columns: mechanism, category, locality, level, since, status, sources, confidence
MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)
WHERE $place IN l.path AND ($category = '' OR m.category = $category)
RETURN m.name AS mechanism, m.category AS category, l.name AS locality, l.level AS level, a.since AS since,
       a.status AS status, a.sources AS sources, a.confidence AS confidence
ORDER BY category, mechanism, locality
