SELECT indicator, level, period, count(value) AS areas FROM value
GROUP BY ALL
ORDER BY ALL
