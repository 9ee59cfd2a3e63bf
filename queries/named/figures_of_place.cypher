// zh: 某地(含下级)有哪些数据
// en: figures reported for a place or places below it
// param place: place
// columns: surface, value, high, unit, measure, comparator, period, locality, mechanism, sources
MATCH (s:Statistic)-[r:REPORTED_FOR]->(l:Locality)
WHERE $place IN l.path
OPTIONAL MATCH (s)-[:MEASURES]->(m:Mechanism)
RETURN s.name AS surface, s.value AS value, s.high AS high, s.unit AS unit, s.measure AS measure,
       s.comparator AS comparator, s.period AS period, l.name AS locality, min(m.name) AS mechanism, r.sources AS sources
ORDER BY locality, measure, value, surface
