-- The delivery's figures, those that held until now, and the areas by Gebietsstand.
CREATE OR REPLACE TABLE incoming AS
SELECT position, base_figure, key, level, gebietsstand::DATE AS gebietsstand, period, sex,
    age_from::INTEGER AS age_from, coalesce(age_to, -1)::INTEGER AS age_end,
    CASE WHEN isnan(value) THEN NULL ELSE value END AS value, status,
    CASE WHEN regexp_matches(period, '^\d{4}') THEN substr(period, 1, 4)::INTEGER END AS year
FROM arriving;

CREATE OR REPLACE TABLE stock AS
WITH touched AS (
    SELECT DISTINCT base_figure, substr(key, 1, 2) AS land FROM incoming
), held AS (
    SELECT e.base_figure, e.key, e.level, e.period, e.sex, e.age_from,
        coalesce(e.age_to, -1) AS age_end,
        max_by(struct_pack(value := e.value, status := e.status, file := e.file,
            gebietsstand := e.gebietsstand), (counts(e.status), e.status <> 'missing', e.delivery))
            AS latest
    FROM earlier e
    SEMI JOIN touched t ON t.base_figure = e.base_figure AND t.land = substr(e.key, 1, 2)
    GROUP BY ALL
)
SELECT * EXCLUDE (latest), latest.value AS value, latest.status AS status, latest.file AS file,
    latest.gebietsstand AS gebietsstand, substr(period, 1, 4)::INTEGER AS year
FROM held;

CREATE OR REPLACE TABLE known AS
WITH gemeinde AS (SELECT * FROM area_listed WHERE level = 'gemeinde')
SELECT key, level, gebietsstand, bool_and(unincorporated) AS unincorporated
FROM (
    SELECT key, level, gebietsstand, unincorporated FROM area_listed
    UNION ALL SELECT substr(key, 1, 5), 'kreis', gebietsstand, unincorporated FROM gemeinde
    UNION ALL SELECT substr(key, 1, 2), 'land', gebietsstand, unincorporated FROM gemeinde
    UNION ALL SELECT verband, 'verband', gebietsstand, unincorporated
        FROM gemeinde WHERE verband IS NOT NULL
) GROUP BY key, level, gebietsstand;

-- What the whole Land is known at: a Gebietsstand with no areas there says nothing of its keys.
CREATE OR REPLACE TABLE stand AS
SELECT level, substr(key, 1, 2) AS land, gebietsstand,
    gebietsstand = max(gebietsstand) OVER (PARTITION BY level, substr(key, 1, 2)) AS newest
FROM known GROUP BY level, substr(key, 1, 2), gebietsstand;

-- The Gebietsstand that was known last in each year, to tell whether an area existed then.
CREATE OR REPLACE TABLE stand_of_year AS
SELECT y.year, s.level, s.land, max(s.gebietsstand) AS gebietsstand
FROM (SELECT DISTINCT year FROM incoming UNION SELECT DISTINCT year FROM stock) y
JOIN stand s ON year(s.gebietsstand) <= y.year
GROUP BY y.year, s.level, s.land;

-- Figures that were delivered before: the same again, another one, or nothing in place of one.
-- Figures of different Gebietsstände are of different territories and contradict nothing.
CREATE OR REPLACE TABLE met AS
SELECT i.position, i.base_figure, i.level, i.key, i.period, i.value, i.status,
    s.value AS old_value, s.status AS old_status, s.file,
    CASE WHEN NOT counts(i.status) THEN 'lost_figure'
        WHEN has_value(i.status) AND has_value(s.status)
            AND round(i.value, 6) = round(s.value, 6) OR i.status = s.status AND i.value IS NULL
            THEN 'known_figure'
        ELSE 'contradiction' END AS kind
FROM incoming i
JOIN stock s ON s.base_figure = i.base_figure AND s.key = i.key AND s.level = i.level
    AND s.period = i.period AND s.sex = i.sex AND s.age_from = i.age_from
    AND s.age_end = i.age_end AND counts(s.status)
WHERE i.gebietsstand IS NOT DISTINCT FROM s.gebietsstand
    OR i.gebietsstand IS NULL OR s.gebietsstand IS NULL;
