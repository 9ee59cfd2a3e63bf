// zh: 某一机制(含下位机制)有哪些数据
// en: figures that measure a practice or a kind of it
// param practice: practice
// columns: surface, value, high, unit, measure, comparator, period, mechanism, locality, sources
MATCH (s:Statistic)-[r:MEASURES]->(m:Mechanism)-[:KIND_OF*0..3]->(x:Mechanism {id: $practice})
OPTIONAL MATCH (s)-[:REPORTED_FOR]->(l:Locality)
RETURN s.name AS surface, s.value AS value, s.high AS high, s.unit AS unit, s.measure AS measure,
       s.comparator AS comparator, s.period AS period, m.name AS mechanism, min(l.name) AS locality, r.sources AS sources
ORDER BY mechanism, measure, value, surface
