// zh: 某地(含下级)有谁任什么职务
// en: who holds which role in a place or below it
// param place: place
// param role: text = ''
// columns: person, role, locality, level, sources, quote
MATCH (p:Person)-[h:HOLDS_ROLE_IN]->(l:Locality)
WHERE $place IN l.path AND ($role = '' OR h.role CONTAINS $role)
RETURN p.name AS person, h.role AS role, l.name AS locality, l.level AS level, h.sources AS sources, h.quote AS quote
ORDER BY locality, person, role
