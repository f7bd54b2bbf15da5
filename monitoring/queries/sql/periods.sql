SELECT indicator, level, period, count(value) > 0 AS known FROM value
GROUP BY ALL
ORDER BY ALL
