SELECT v.value, v.numerator, v.denominator, coalesce(v.status, 'missing') AS status,
    v.estimated_share, coalesce(v.note, '') AS note
FROM layer_area l
LEFT JOIN value v ON v.indicator = $indicator AND v.level = $level AND v.period = $period
    AND v.ags = l.ags
WHERE l.level = $level
ORDER BY l.position
