-- One figure per measure, area and period: known or secret before unknown, delivered before summed,
-- newest delivery first. What a Kreis handed over or took is estimated better by its Gemeinden, and a
-- figure on another territory goes after one on the release's, which one without Gebietsstand is
-- taken to be on.
-- Keys outside the release's territory stay out (see unmatched.sql).
CREATE TABLE chosen AS
WITH candidate AS (
    SELECT measure, key, level, period, delivery, gebietsstand, quality, estimated, value, status,
        CASE WHEN level = 'kreis' AND estimated > 0 THEN 4 ELSE 0 END AS step
    FROM measured
    UNION ALL BY NAME SELECT * FROM summed
)
SELECT c.measure, c.key, c.level, c.period, c.delivery, c.gebietsstand, c.quality, c.estimated, c.value,
    c.status, c.step, substr(c.period, 1, 4)::INTEGER AS year,
    CASE WHEN c.gebietsstand IS NULL THEN a.km2 ELSE t.km2 END AS territory_km2
FROM candidate c
JOIN area a ON a.key = c.key AND a.level = c.level
LEFT JOIN territory t ON t.key = c.key AND t.level = c.level AND t.gebietsstand = c.gebietsstand
QUALIFY row_number() OVER (
    PARTITION BY c.measure, c.key, c.period
    ORDER BY has_value(c.status) OR c.status = 'suppressed' DESC, c.status = 'missing',
        c.gebietsstand IS NOT NULL AND apart(t.km2, a.km2), c.step,
        c.delivery DESC) = 1;
