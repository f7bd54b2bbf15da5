SELECT DISTINCT u.indicator, s.publisher, s.title, s.licence, s.attribution, s.url
FROM indicator_source u JOIN source s ON s.id = u.source
ORDER BY s.publisher, s.title
