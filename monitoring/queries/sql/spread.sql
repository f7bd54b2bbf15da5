SELECT a.parent AS upper, k.label AS upper_label, v.ags, a.label, v.value, v.status, v.note
FROM value v
JOIN area a ON a.ags = v.ags AND a.level = 'gemeinde'
JOIN area k ON k.ags = a.parent AND k.level = 'kreis'
WHERE v.indicator = $indicator AND v.level = 'gemeinde' AND v.period = $period
    AND ($within IS NULL OR v.ags LIKE $within || '%') AND NOT a.unincorporated
ORDER BY k.label COLLATE NOACCENT, a.label COLLATE NOACCENT
