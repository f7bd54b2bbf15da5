WITH by_period AS (
    SELECT indicator, level, period, count(value) AS available,
        count(*) FILTER (status = 'suppressed') AS suppressed,
        count(*) FILTER (status = 'not_comparable') AS not_comparable,
        count(*) FILTER (status IN ('missing', 'unknown', 'not_yet', 'unreliable')) AS missing
    FROM value GROUP BY indicator, level, period
)
SELECT indicator, level, min(period) AS first, max(period) AS last, count(*) AS periods,
    sum(available)::BIGINT AS available, sum(suppressed)::BIGINT AS suppressed,
    sum(not_comparable)::BIGINT AS not_comparable, sum(missing)::BIGINT AS missing
FROM by_period GROUP BY indicator, level
