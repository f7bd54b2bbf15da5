SELECT DISTINCT period FROM value
WHERE indicator = $indicator AND level = $level
ORDER BY period
