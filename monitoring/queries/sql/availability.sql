SELECT v.indicator, v.level, min(v.period) AS first, max(v.period) AS last,
    count(DISTINCT v.period) AS periods, count(v.value) AS available,
    count(*) FILTER (v.status = 'suppressed') AS suppressed,
    count(*) FILTER (v.status IN ('missing', 'unknown', 'not_yet', 'unreliable')) AS missing
FROM value v GROUP BY v.indicator, v.level
