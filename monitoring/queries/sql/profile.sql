WITH mine AS (
    SELECT indicator, ags, period, value, numerator, denominator, status, note
    FROM value_by_area WHERE ags IN (SELECT unnest($keys))
),
latest AS (
    SELECT indicator, max(period) AS period FROM mine
    WHERE ags = $area AND status NOT IN ('missing', 'not_applicable', 'not_yet') GROUP BY indicator
),
earlier AS (
    SELECT m.indicator, max(m.period) AS period
    FROM mine m JOIN latest l ON l.indicator = m.indicator
    WHERE m.ags = $area AND m.value IS NOT NULL
        AND substr(m.period, 1, 4)::INTEGER <= substr(l.period, 1, 4)::INTEGER - $years
    GROUP BY m.indicator
)
SELECT t.title AS topic, i.id AS indicator, i.title, i.unit, i.decimals, i.kind, i.per, i.polarity,
    i.caution, m.ags, a.level, m.period, m.value, m.numerator, m.denominator, m.status, m.note,
    e.period AS earlier_period, b.value AS earlier_value
FROM latest l
JOIN mine m ON m.indicator = l.indicator AND m.period = l.period
JOIN area a ON a.ags = m.ags
JOIN indicator i ON i.id = l.indicator
JOIN indicator_topic it ON it.indicator = i.id
JOIN topic t ON t.id = it.topic
LEFT JOIN earlier e ON e.indicator = l.indicator
LEFT JOIN mine b ON b.indicator = l.indicator AND b.period = e.period AND b.ags = m.ags
ORDER BY t.position, i.position, a.level
