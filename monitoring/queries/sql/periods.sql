SELECT period, count(value) > 0 AS known FROM value
WHERE indicator = $indicator AND level = $level
GROUP BY period
ORDER BY period
