// zh: 全国层面的百分比
// en: shares reported for the whole country, in percent
// columns: surface, value, measure, comparator, mechanism, sources
MATCH (s:Statistic)-[r:REPORTED_FOR]->(l:Locality {id: 'loc/CN'})
WHERE s.unit = '%'
OPTIONAL MATCH (s)-[:MEASURES]->(m:Mechanism)
RETURN s.name AS surface, s.value AS value, s.measure AS measure, s.comparator AS comparator,
       min(m.name) AS mechanism, r.sources AS sources
ORDER BY value DESC, measure
