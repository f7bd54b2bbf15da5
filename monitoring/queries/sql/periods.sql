SELECT indicator, level, period, count(value) AS areas, count_if(value < 0) AS negative FROM value
WHERE $within IS NULL OR starts_with(ags, $within)
GROUP BY ALL
ORDER BY ALL
