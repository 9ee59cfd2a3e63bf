// zh: 某人任什么职务
// en: the posts that a person holds
// param person: text
// columns: person, role, post_at, kind, city, sources, quote
MATCH (p:Person)-[h:HOLDS_ROLE_IN]->(l:Locality)
WHERE p.name = $person
RETURN p.name AS person, h.role AS role, l.name AS post_at, 'Locality' AS kind, l.city AS city, h.sources AS sources, h.quote AS quote
UNION
MATCH (p:Person)-[h:HOLDS_ROLE_IN]->(o:Organization)
WHERE p.name = $person
RETURN p.name AS person, h.role AS role, o.name AS post_at, 'Organization' AS kind, '' AS city, h.sources AS sources, h.quote AS quote
