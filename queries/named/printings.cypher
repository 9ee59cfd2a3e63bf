// zh: 同一稿件的不同刊载
// en: articles that print one text and so count as one independent source
// columns: story, title, printings, documents
MATCH (d:Source)
WHERE d.story IS NOT NULL
WITH d.story AS story, min(d.title) AS title, count(d) AS printings, min(d.document) AS first, max(d.document) AS last
WHERE printings > 1
RETURN story, title, printings, first + ' … ' + last AS documents
ORDER BY printings DESC, story
