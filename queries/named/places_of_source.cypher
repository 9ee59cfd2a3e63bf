// zh: 某篇文章说哪些地方采用了什么
// en: what one article says that places adopted
// param source: source
// columns: locality, mechanism, since, status, span_start, quote, confidence
MATCH (s:Statement) WHERE s.source_id = $source AND s.predicate = 'ADOPTED'
MATCH (l:Locality) WHERE l.id = s.subject_id
MATCH (m:Mechanism) WHERE m.id = s.object_id
RETURN l.name AS locality, m.name AS mechanism, s.since AS since, s.status AS status, s.span_start AS span_start,
       s.quote AS quote, s.confidence AS confidence
ORDER BY span_start, locality, mechanism
