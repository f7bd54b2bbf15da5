SELECT v.ags, a.label, a.kind, v.value, v.numerator, v.denominator, v.status, v.note, a.population,
    a.area_km2, a.population / nullif(a.area_km2, 0) AS density
FROM value v
JOIN area a ON a.ags = v.ags AND a.level = v.level
WHERE v.indicator = $indicator AND v.level = $level AND v.period = $period
    AND ($within IS NULL OR v.ags LIKE $within || '%')
ORDER BY a.label COLLATE NOACCENT
