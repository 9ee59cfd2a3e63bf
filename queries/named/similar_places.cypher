// zh: 做法与某地最相似的地方
// en: places that share practices, or types of practice, with a place
// param place: place
// param level: text = ''
// columns: locality, level, province, shared, practices
MATCH (l:Locality {id: $place})-[:ADOPTED]->(a:Mechanism)-[:KIND_OF|HAS_TIER*0..2]->(x:Mechanism)<-[:KIND_OF|HAS_TIER*0..2]-(b:Mechanism)<-[:ADOPTED]-(o:Locality)
WHERE o.id <> l.id AND o.level <> 'nation' AND ($level = '' OR o.level = $level)
RETURN o.name AS locality, o.level AS level, o.province AS province, count(DISTINCT x.id) AS shared,
       min(x.name) AS practices
ORDER BY shared DESC, locality
