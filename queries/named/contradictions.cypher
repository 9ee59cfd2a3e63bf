// zh: 各来源说法不一之处
// en: where sources disagree: names, persons, dates, figures, states
// columns: field, one, other, predicate, one_source, other_source, one_title, other_title
MATCH (s:Statement)-[d:DIFFERS_FROM]->(t:Statement)
MATCH (p:Source) WHERE p.id = s.source_id
MATCH (q:Source) WHERE q.id = t.source_id
RETURN DISTINCT d.field AS field, d.one AS one, d.other AS other, s.predicate AS predicate,
       s.source_id AS one_source, t.source_id AS other_source, p.title AS one_title, q.title AS other_title
ORDER BY field, one, other, one_source, other_source
