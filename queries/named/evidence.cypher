// zh: 某地采用某一机制,何处这样说
// en: who says that a place adopted a practice or a kind of it: sources, quotes, spans
// param practice: practice
// param place: place
// columns: locality, mechanism, title, date, publisher, document, span_start, span_end, quote, confidence
MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)-[:KIND_OF|HAS_TIER*0..3]->(x:Mechanism {id: $practice})
WHERE $place IN l.path
MATCH (s:Statement) WHERE s.relation_id = a.id
MATCH (d:Source) WHERE d.id = s.source_id
RETURN DISTINCT l.name AS locality, m.name AS mechanism, d.title AS title, d.date AS date, d.publisher AS publisher,
       d.document AS document, s.span_start AS span_start, s.span_end AS span_end, s.quote AS quote, s.confidence AS confidence
ORDER BY document, span_start, locality, mechanism
