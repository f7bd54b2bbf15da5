SELECT d.source AS id, coalesce(s.publisher, d.source) AS publisher, coalesce(s.title, d.source) AS title,
    s.rhythm, s.published_after_months AS months, p.period
FROM delivery d
LEFT JOIN source s ON s.id = d.source
LEFT JOIN delivery_period p ON p.delivery = d.id
GROUP BY ALL
ORDER BY publisher, title, id, p.period
