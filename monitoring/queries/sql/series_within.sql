SELECT v.ags, a.label, v.period, v.value, v.numerator, v.denominator, v.status, v.note
FROM value v
JOIN area a ON a.ags = v.ags AND a.level = v.level
WHERE v.indicator = $indicator AND v.level = $level
    AND ($within IS NULL OR v.ags LIKE $within || '%') AND NOT a.unincorporated
ORDER BY a.label COLLATE NOACCENT, v.period
