-- Periods of a base figure that come for several Gebietsstände at once, or a single Stichtag whose
-- territory is of another day. (Series on one later Gebietsstand are meant so by the office.)
WITH grouped AS (
    SELECT base_figure, level, period, count(*) AS n, min(position) AS position,
        list(DISTINCT gebietsstand::VARCHAR ORDER BY gebietsstand::VARCHAR) AS stands,
        count(*) OVER (PARTITION BY base_figure, level) AS periods
    FROM incoming WHERE gebietsstand IS NOT NULL
    GROUP BY base_figure, level, period
)
SELECT * FROM grouped
WHERE len(stands) > 1 OR periods = 1 AND regexp_matches(period, '^\d{4}-\d{2}-\d{2}$') AND stands[1] <> period
ORDER BY base_figure, level, period;
