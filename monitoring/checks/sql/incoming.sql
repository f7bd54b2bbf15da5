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
FROM area_listed GROUP BY key, level, gebietsstand
UNION SELECT substr(key, 1, 5), 'kreis', gebietsstand, FALSE FROM gemeinde
UNION SELECT substr(key, 1, 2), 'land', gebietsstand, FALSE FROM gemeinde
UNION SELECT verband, 'verband', gebietsstand, FALSE FROM gemeinde WHERE verband IS NOT NULL;

-- What the whole Land is known at: a Gebietsstand with no areas there says nothing of its keys.
CREATE OR REPLACE TABLE stand AS
SELECT level, substr(key, 1, 2) AS land, gebietsstand,
    gebietsstand = max(gebietsstand) OVER (PARTITION BY level, substr(key, 1, 2)) AS newest
FROM known GROUP BY level, substr(key, 1, 2), gebietsstand;
