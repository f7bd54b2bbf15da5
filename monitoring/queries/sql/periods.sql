SELECT DISTINCT period FROM value
WHERE indicator = $indicator AND level = $level
    AND status IN ('reported', 'nil', 'suppressed', 'unreliable')
ORDER BY period
