SELECT v.value
FROM value v
WHERE v.indicator = $indicator AND v.level = $level AND v.period = $period
    AND starts_with(v.ags, coalesce($within, '')) AND v.value IS NOT NULL
