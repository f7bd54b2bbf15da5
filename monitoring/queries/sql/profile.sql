WITH mine AS MATERIALIZED (
    SELECT indicator, level, ags, period, value, numerator, denominator, status, note,
        list_contains(string_split(coalesce(note, ''), ','), 'territory') AS other_territory
    FROM value_by_area WHERE ags IN (SELECT unnest($keys))
),
own AS (
    SELECT indicator, list(period) FILTER (value IS NOT NULL AND NOT other_territory) AS known,
        max(period) FILTER (status NOT IN ('missing', 'not_applicable', 'not_yet')) AS period
    FROM mine WHERE ags = $area GROUP BY indicator
),
chosen AS (
    SELECT indicator, period, list_max(list_filter(known, lambda earlier:
        substr(earlier, 1, 4)::INTEGER <= substr(period, 1, 4)::INTEGER - $years)) AS earlier
    FROM own WHERE period IS NOT NULL
)
SELECT m.indicator, m.ags, m.level, m.period, m.value, m.numerator, m.denominator, m.status,
    m.note, c.earlier AS earlier_period, b.value AS earlier_value
FROM chosen c
JOIN mine m ON m.indicator = c.indicator AND m.period = c.period
LEFT JOIN mine b ON b.indicator = c.indicator AND b.period = c.earlier AND b.ags = m.ags
    AND NOT m.other_territory AND NOT b.other_territory
ORDER BY m.indicator, m.level
