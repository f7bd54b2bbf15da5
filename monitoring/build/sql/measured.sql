-- Each needed measure (base figure, sex, age band) per delivery, put together from its tiles.
CREATE TABLE measured AS
WITH part AS (
    SELECT t.measure, t.tiles, f.key, f.level, f.period, f.delivery, f.gebietsstand,
        f.value, f.status, f.quality, f.estimated, f.estimated_kreis, f.estimated_land
    FROM tile t
    JOIN figure f ON f.delivery = t.delivery AND f.level = t.level AND f.period = t.period
        AND f.base_figure = t.base_figure AND f.sex = t.sex AND f.age_from = t.age_from
        AND f.age_to IS NOT DISTINCT FROM t.age_to
)
SELECT * EXCLUDE (tiles) REPLACE (
    CASE WHEN has_value(status) THEN exact(value) END AS value, exact(estimated) AS estimated,
    exact(estimated_kreis) AS estimated_kreis, exact(estimated_land) AS estimated_land)
FROM part WHERE tiles = 1
UNION ALL BY NAME
SELECT measure, key, level, period, delivery, any_value(gebietsstand) AS gebietsstand,
    CASE WHEN count(*) = any_value(tiles) AND bool_and(has_value(status)) THEN exact_sum(value) END
        AS value,
    CASE WHEN bool_and(has_value(status)) AND count(*) < any_value(tiles) THEN 'missing'
        WHEN bool_and(has_value(status) OR status = 'not_applicable')
            AND bool_or(has_value(status)) AND bool_or(status = 'not_applicable') THEN 'unknown'
        ELSE arg_min(status, severity(status)) END AS status,
    gravest(quality) AS quality, exact_sum(estimated) AS estimated,
    exact_sum(estimated_kreis) AS estimated_kreis, exact_sum(estimated_land) AS estimated_land
FROM part WHERE tiles > 1
GROUP BY measure, key, level, period, delivery;
