SELECT DISTINCT s.publisher, s.title, s.licence, s.attribution, s.url
FROM indicator_source u JOIN source s ON s.id = u.source
WHERE u.indicator IN (SELECT unnest($indicators))
ORDER BY s.publisher, s.title
