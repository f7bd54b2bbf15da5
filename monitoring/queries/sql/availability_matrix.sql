WITH told AS (
    SELECT indicator, period, status, value IS NOT NULL AS known,
        estimated_share > 0 OR coalesce(note, '') LIKE '%estimated%' AS guessed
    FROM value WHERE level = $level AND status <> 'not_applicable'
)
SELECT indicator, period,
    count(*) FILTER (known AND NOT coalesce(guessed, FALSE)) AS available,
    count(*) FILTER (known AND guessed) AS estimated,
    count(*) FILTER (status = 'suppressed') AS suppressed,
    count(*) FILTER (status = 'not_comparable') AS not_comparable,
    count(*) FILTER (status IN ('missing', 'unknown', 'not_yet', 'unreliable')) AS missing
FROM told GROUP BY indicator, period ORDER BY indicator, period
