-- Numerator and denominator of every indicator, put together from their parts.
-- A part of a flow's denominator may be taken at the start of the year or as the mean of both ends.
CREATE TABLE at_year AS
SELECT measure, key, level, year, max_by(value, period) AS value, max_by(status, period) AS status,
    max_by(quality, period) AS quality, max_by(estimated, period) AS estimated,
    max_by(territory_km2, period) AS territory_km2
FROM chosen GROUP BY measure, key, level, year;

CREATE TABLE numerator AS
SELECT p.indicator, c.key, c.level, c.period, c.year,
    CASE WHEN count(*) = any_value(n.parts) AND bool_and(has_value(c.status))
        THEN exact_sum(p.sign * c.value) END AS value,
    CASE WHEN bool_and(has_value(c.status)) AND count(*) < any_value(n.parts) THEN 'missing'
        ELSE arg_min(c.status, severity(c.status)) END AS status,
    gravest(c.quality) AS quality, exact_sum(c.estimated) AS estimated,
    max(c.territory_km2) AS territory_km2
FROM part p
JOIN chosen c ON c.measure = p.measure
JOIN (SELECT indicator, count(*) AS parts FROM part WHERE side = 'numerator' GROUP BY 1) n
    ON n.indicator = p.indicator
WHERE p.side = 'numerator'
GROUP BY p.indicator, c.key, c.level, c.period, c.year;

CREATE TABLE denominator AS
WITH stock AS (
    SELECT measure, key, level, year, 'same' AS moment, value, status, estimated, territory_km2
    FROM at_year
    UNION ALL
    SELECT measure, key, level, year + 1, 'start', value, status, estimated, territory_km2 FROM at_year
    UNION ALL
    SELECT b.measure, b.key, b.level, b.year, 'mean', (a.value + b.value) / 2,
        CASE WHEN severity(a.status) < severity(b.status) THEN a.status ELSE b.status END,
        (a.estimated + b.estimated) / 2, b.territory_km2
    FROM at_year a JOIN at_year b
        ON b.measure = a.measure AND b.key = a.key AND b.level = a.level AND b.year = a.year + 1
)
SELECT p.indicator, s.key, s.level, s.year,
    CASE WHEN count(*) = any_value(n.parts) AND bool_and(has_value(s.status))
        THEN exact_sum(p.sign * s.value) END AS value,
    CASE WHEN bool_and(has_value(s.status)) AND count(*) < any_value(n.parts) THEN 'missing'
        ELSE arg_min(s.status, severity(s.status)) END AS status,
    exact_sum(s.estimated) AS estimated, max(s.territory_km2) AS territory_km2
FROM part p
JOIN stock s ON s.measure = p.measure AND s.moment = p.moment
JOIN (SELECT indicator, count(*) AS parts FROM part WHERE side = 'denominator' GROUP BY 1) n
    ON n.indicator = p.indicator
WHERE p.side = 'denominator'
GROUP BY p.indicator, s.key, s.level, s.year;
