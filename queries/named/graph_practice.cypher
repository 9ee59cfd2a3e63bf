// zh: 某一机制的图:采用者、上下位、各级、数据、人物
// en: the graph around a practice: adopters, kinds, tiers, figures, people
// param practice: practice
// columns: a, r, b
MATCH (a:Locality)-[r:ADOPTED]->(b:Mechanism)-[:KIND_OF|HAS_TIER*0..3]->(x:Mechanism {id: $practice}) RETURN a, r, b;
MATCH (a:Mechanism)-[r:KIND_OF|HAS_TIER]->(b:Mechanism)-[:KIND_OF|HAS_TIER*0..2]->(x:Mechanism {id: $practice}) RETURN a, r, b;
MATCH (a:Mechanism {id: $practice})-[r:KIND_OF|HAS_TIER|ADDRESSES|SERVES|GOVERNED_BY|MENTIONED_IN]->(b:Mechanism|Problem|`Group`|Policy|Source) RETURN a, r, b;
MATCH (a:Statistic|Person|Organization)-[r:MEASURES|SPEAKS_ON|TAKES_PART_IN]->(b:Mechanism)-[:KIND_OF*0..3]->(x:Mechanism {id: $practice}) RETURN a, r, b
