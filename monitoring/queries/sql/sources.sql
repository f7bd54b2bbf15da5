WITH used AS (
    SELECT DISTINCT source, 'Zahlen' AS purpose FROM indicator_source
    UNION ALL SELECT $boundaries, 'Grenzen'
    UNION ALL SELECT DISTINCT source, 'Gebietsänderungen' FROM delivery
    WHERE reader IN ('gebietsaenderungen', 'umsteigeschluessel')
)
SELECT s.publisher, s.title, string_agg(u.purpose, ', ' ORDER BY u.purpose DESC) AS purpose,
    s.licence, s.attribution, s.url
FROM used u JOIN source s ON s.id = u.source
GROUP BY ALL
ORDER BY s.publisher, s.title
