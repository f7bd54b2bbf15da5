-- Figures of a level of other Gebietsstände on the release's territory: each key hands its
-- figures to its successors by their shares. A target has a value only if every area that hands
-- something to it has one. "estimated" is the part of a value that rests on shares below 1, also
-- counted for Kreis and Land, where parts of one area may come together again.
-- Published rates stay only where one area became another as a whole.

-- An area that came and went on the way is in no directory of the figures' day: nothing came from it.
DELETE FROM passage USING (
    WITH listed AS (
        SELECT DISTINCT gebietsstand,
            CASE getvariable('level') WHEN 'kreis' THEN substr(key, 1, 5) ELSE key END AS key,
            substr(key, 1, CASE getvariable('level') WHEN 'kreis' THEN 2 ELSE 5 END) AS around
        FROM listed_area
    )
    SELECT DISTINCT p.gebietsstand, p.from_key FROM passage p
    SEMI JOIN listed l ON l.gebietsstand = p.gebietsstand AND starts_with(p.from_key, l.around)
    ANTI JOIN listed n ON n.gebietsstand = p.gebietsstand AND n.key = p.from_key
    ANTI JOIN stand_key s ON s.level = getvariable('level') AND s.key = p.from_key
        AND s.gebietsstand = p.gebietsstand
) passing
WHERE passage.gebietsstand = passing.gebietsstand AND passage.from_key = passing.from_key;

CREATE TABLE handed AS
SELECT gebietsstand, from_key, to_key, population, area, coalesce(employment, population) AS employment
FROM passage
UNION ALL
SELECT k.gebietsstand, k.key, k.key, 1, 1, 1
FROM (
    SELECT gebietsstand,
        CASE getvariable('level') WHEN 'kreis' THEN substr(key, 1, 5) ELSE key END AS key
    FROM known_area
    UNION SELECT gebietsstand, CASE getvariable('level') WHEN 'kreis' THEN substr(key, 1, 5) ELSE key END
    FROM stand_key WHERE level = getvariable('level') OR getvariable('level') = 'kreis'
) k
SEMI JOIN passage p ON p.gebietsstand = k.gebietsstand AND p.to_key = k.key
ANTI JOIN passage q ON q.gebietsstand = k.gebietsstand AND q.from_key = k.key;

CREATE TABLE needed AS
SELECT gebietsstand, to_key, count(*) FILTER (population IS NULL OR population > 0) AS population,
    count(*) FILTER (area IS NULL OR area > 0) AS area,
    count(*) FILTER (employment IS NULL OR employment > 0) AS employment
FROM handed GROUP BY gebietsstand, to_key;

-- Where an area hands parts to several of one Kreis or Land, they are whole there again.
CREATE TABLE way AS
SELECT *, sum(population) OVER in_kreis AS population_kreis, sum(area) OVER in_kreis AS area_kreis,
    sum(population) OVER in_land AS population_land, sum(area) OVER in_land AS area_land,
    sum(employment) OVER in_kreis AS employment_kreis, sum(employment) OVER in_land AS employment_land
FROM handed
WINDOW in_kreis AS (PARTITION BY gebietsstand, from_key, substr(to_key, 1, 5)),
    in_land AS (PARTITION BY gebietsstand, from_key, substr(to_key, 1, 2));

CREATE TABLE carried AS
WITH part AS (
    SELECT f.*, w.to_key, b.additive, b.weight,
        CASE b.weight WHEN 'area' THEN w.area WHEN 'employment' THEN w.employment
            ELSE w.population END AS share,
        CASE b.weight WHEN 'area' THEN w.area_kreis WHEN 'employment' THEN w.employment_kreis
            ELSE w.population_kreis END AS kreis_share,
        CASE b.weight WHEN 'area' THEN w.area_land WHEN 'employment' THEN w.employment_land
            ELSE w.population_land END AS land_share
    FROM figure f
    JOIN base_weight b ON b.base_figure = f.base_figure
    JOIN way w ON w.gebietsstand = f.gebietsstand AND w.from_key = f.key
    WHERE f.level = getvariable('level')
),
moved AS (
    SELECT *, value * share AS amount,
        CASE WHEN share < 1 THEN value * share ELSE 0 END AS estimated_part,
        CASE WHEN kreis_share < 1 - 1e-9 THEN value * share ELSE 0 END AS kreis_part,
        CASE WHEN land_share < 1 - 1e-9 THEN value * share ELSE 0 END AS land_part
    FROM part
    WHERE share IS NULL OR share > 0
),
added AS (
    SELECT m.base_figure, m.to_key, m.period, m.sex, m.age_from, m.age_to, m.delivery,
        m.gebietsstand, any_value(m.additive) AS additive, count(*) AS parts,
        bool_and(m.share = 1) AS whole, bool_or(m.share IS NULL) AS undecided,
        any_value(CASE m.weight WHEN 'area' THEN n.area WHEN 'employment' THEN n.employment
            ELSE n.population END) AS needed,
        exact_sum(m.amount) AS amount, gravest(m.quality) AS quality,
        arg_min(m.status, severity(m.status)) FILTER (m.status <> 'not_applicable') AS gravest_status,
        exact_sum(m.estimated_part) AS estimated, exact_sum(m.kreis_part) AS estimated_kreis,
        exact_sum(m.land_part) AS estimated_land
    FROM moved m
    LEFT JOIN needed n ON n.gebietsstand = m.gebietsstand AND n.to_key = m.to_key
    GROUP BY m.base_figure, m.to_key, m.period, m.sex, m.age_from, m.age_to, m.delivery,
        m.gebietsstand
),
judged AS (
    SELECT *, CASE
        WHEN gravest_status IS NULL THEN 'not_applicable'
        WHEN NOT has_value(gravest_status) THEN gravest_status
        WHEN undecided OR (NOT additive AND NOT (whole AND coalesce(needed, 1) = 1))
            THEN 'not_comparable'
        WHEN parts < needed THEN 'missing'
        ELSE gravest_status END AS status
    FROM added
)
SELECT delivery, base_figure, to_key AS key, getvariable('level') AS level,
    getvariable('stand')::DATE AS gebietsstand, period, sex, age_from, age_to,
    CASE WHEN has_value(status) THEN amount END AS value, status, quality,
    coalesce(estimated, 0) AS estimated, coalesce(estimated_kreis, 0) AS estimated_kreis,
    coalesce(estimated_land, 0) AS estimated_land
FROM judged;

-- A Kreis or Land that gave or took people or area does not compare with itself of before; the sum
-- of its carried Gemeinden stands for it.
UPDATE figure SET status = 'not_comparable', value = NULL
FROM (
    SELECT DISTINCT p.gebietsstand, b.base_figure, unnest([substr(p.from_key, 1, digits),
        substr(p.to_key, 1, digits)]) AS key
    FROM passage p, base_weight b, (SELECT unnest(CASE getvariable('level') WHEN 'kreis' THEN [2] ELSE [2, 5] END) AS digits)
    WHERE substr(p.from_key, 1, digits) <> substr(p.to_key, 1, digits)
        AND coalesce(CASE b.weight WHEN 'area' THEN p.area
            WHEN 'employment' THEN coalesce(p.employment, p.population) ELSE p.population END, 1) > 0
) crossed
WHERE figure.level IN ('kreis', 'land') AND has_value(figure.status)
    AND crossed.gebietsstand = figure.gebietsstand AND crossed.key = figure.key
    AND crossed.base_figure = figure.base_figure;

-- What nothing happened to stands on the release's territory already, and what the catalogue does not
-- know stays listed; what else is left was handed on.
UPDATE figure SET gebietsstand = getvariable('stand')::DATE
WHERE level = getvariable('level') AND gebietsstand IN (FROM carried_stand)
    AND ((gebietsstand, key) NOT IN (SELECT gebietsstand, from_key FROM way)
        OR base_figure NOT IN (SELECT base_figure FROM base_weight));
DELETE FROM figure
WHERE level = getvariable('level') AND gebietsstand IN (FROM carried_stand);
INSERT INTO figure BY NAME FROM carried;
