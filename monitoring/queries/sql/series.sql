SELECT v.ags, a.label, a.level, v.period, v.value, v.numerator, v.denominator, v.status, v.note
FROM value_by_area v
JOIN area a ON a.ags = v.ags
WHERE v.ags IN (SELECT unnest($keys)) AND v.indicator = $indicator
ORDER BY v.ags, v.period
