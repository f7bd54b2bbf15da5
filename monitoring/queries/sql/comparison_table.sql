WITH latest AS (
    SELECT indicator, max(period) AS period FROM value
    WHERE level = $level AND value IS NOT NULL AND indicator IN (SELECT unnest($indicators))
        AND ($within IS NULL OR ags LIKE $within || '%')
    GROUP BY indicator
)
SELECT v.ags, a.label, i.id AS indicator, i.title, i.unit, i.decimals, i.kind, i.per, i.polarity,
    v.period, v.value, v.numerator, v.denominator, v.status, v.note, a.population,
    a.unincorporated, a.population / nullif(a.area_km2, 0) AS density
FROM latest l
JOIN value v ON v.indicator = l.indicator AND v.period = l.period AND v.level = $level
JOIN area a ON a.ags = v.ags AND a.level = v.level
JOIN indicator i ON i.id = v.indicator
WHERE $within IS NULL OR v.ags LIKE $within || '%'
ORDER BY i.position, a.label COLLATE NOACCENT
