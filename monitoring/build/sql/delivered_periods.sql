-- Which periods each delivery has something of; without figures the days of its areas or the last
-- day of its territorial changes.
INSERT INTO release.delivery_period
WITH told AS (
    SELECT DISTINCT f.delivery, f.period FROM store.figure f
    JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
    WHERE (has_value(f.status) OR f.status = 'suppressed')
        AND ($land IS NULL OR f.key LIKE $land || '%' OR f.level = 'bund')
),
day AS (
    SELECT delivery, gebietsstand::VARCHAR AS period FROM store.area
    UNION SELECT delivery, gebietsstand::VARCHAR FROM store.boundary
    UNION SELECT delivery, until::VARCHAR FROM store.change_coverage
)
SELECT delivery, period FROM told
UNION ALL
SELECT day.delivery, day.period
FROM day
JOIN store.delivery d ON d.id = day.delivery AND d.withdrawn_at IS NULL
ANTI JOIN store.figure f ON f.delivery = day.delivery
ORDER BY 1, 2;
