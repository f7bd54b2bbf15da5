-- Numerator and denominator of every indicator, put together from their parts.
CREATE TABLE sized AS SELECT *, count(*) OVER (PARTITION BY indicator, side) AS parts FROM part;

CREATE TABLE numerator AS
WITH added AS (
    SELECT p.indicator, p.parts, p.sign, c.* FROM sized p JOIN chosen c ON c.measure = p.measure
    WHERE p.side = 'numerator'
)
SELECT indicator, key, level, period, year, CASE WHEN has_value(status) THEN exact(sign * value) END
    AS value, status, quality, exact(estimated) AS estimated, territory_km2
FROM added WHERE parts = 1
UNION ALL BY NAME
SELECT indicator, key, level, period, year,
    CASE WHEN count(*) = any_value(parts) AND bool_and(has_value(status))
        AND NOT apart(min(territory_km2), max(territory_km2)) THEN exact_sum(sign * value) END AS value,
    CASE WHEN bool_and(has_value(status)) AND count(*) < any_value(parts) THEN 'missing'
        WHEN bool_and(has_value(status)) AND apart(min(territory_km2), max(territory_km2))
            THEN 'not_comparable'
        ELSE arg_min(status, severity(status)) END AS status,
    gravest(quality) AS quality, exact_sum(estimated) AS estimated,
    territory_of(territory_km2) AS territory_km2
FROM added WHERE parts > 1
GROUP BY indicator, key, level, period, year;

-- A denominator is of a year: of its last period where it is delivered more often.
CREATE TABLE at_year AS
WITH used AS (
    SELECT measure, key, level, year, period, value, status, quality, estimated, territory_km2
    FROM chosen
    WHERE measure IN (SELECT measure FROM part WHERE side = 'denominator')
),
several AS (SELECT measure, year FROM used GROUP BY ALL HAVING min(period) < max(period))
SELECT * EXCLUDE (period) FROM used ANTI JOIN several USING (measure, year)
UNION ALL
SELECT * EXCLUDE (period) FROM used SEMI JOIN several USING (measure, year)
QUALIFY row_number() OVER (PARTITION BY measure, key, level, year ORDER BY period DESC) = 1;

-- A part of a flow's denominator may be taken at the start of the year or as the mean of both ends.
CREATE TABLE denominator AS
WITH stock AS (
    SELECT *, 'same' AS moment FROM at_year
    UNION ALL
    SELECT * REPLACE (year + 1 AS year), 'start' FROM at_year
    WHERE measure IN (SELECT measure FROM part WHERE moment = 'start')
    UNION ALL
    SELECT b.measure, b.key, b.level, b.year,
        CASE WHEN NOT apart(a.territory_km2, b.territory_km2) THEN (a.value + b.value) / 2 END,
        CASE WHEN has_value(a.status) AND has_value(b.status)
            AND apart(a.territory_km2, b.territory_km2) THEN 'not_comparable'
            WHEN severity(a.status) < severity(b.status) THEN a.status ELSE b.status END,
        graver(a.quality, b.quality), (a.estimated + b.estimated) / 2, b.territory_km2, 'mean'
    FROM at_year a JOIN at_year b
        ON b.measure = a.measure AND b.key = a.key AND b.level = a.level AND b.year = a.year + 1
    WHERE a.measure IN (SELECT measure FROM part WHERE moment = 'mean')
),
added AS (
    SELECT p.indicator, p.parts, p.sign, s.* FROM sized p
    JOIN stock s ON s.measure = p.measure AND s.moment = p.moment
    WHERE p.side = 'denominator'
)
SELECT indicator, key, level, year, CASE WHEN has_value(status) THEN exact(sign * value) END
    AS value, status, quality, exact(estimated) AS estimated, territory_km2
FROM added WHERE parts = 1
UNION ALL BY NAME
SELECT indicator, key, level, year,
    CASE WHEN count(*) = any_value(parts) AND bool_and(has_value(status))
        AND NOT apart(min(territory_km2), max(territory_km2)) THEN exact_sum(sign * value) END AS value,
    CASE WHEN bool_and(has_value(status)) AND count(*) < any_value(parts) THEN 'missing'
        WHEN bool_and(has_value(status)) AND apart(min(territory_km2), max(territory_km2))
            THEN 'not_comparable'
        ELSE arg_min(status, severity(status)) END AS status, gravest(quality) AS quality,
    exact_sum(estimated) AS estimated, territory_of(territory_km2) AS territory_km2
FROM added WHERE parts > 1
GROUP BY indicator, key, level, year;
