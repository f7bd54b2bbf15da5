-- Population by sex and age for the pyramid: per area and period the delivery with most bands.
CREATE TABLE banded AS
WITH delivered AS (
    SELECT f.key, f.level, f.period, f.sex, f.age_from, f.age_to, f.value, f.status, f.quality,
        f.estimated, f.delivery
    FROM figure f JOIN area a ON a.key = f.key AND a.level = f.level
    WHERE f.base_figure = 'bevoelkerung' AND f.sex IN ('male', 'female')
        AND NOT (f.age_from = 0 AND f.age_to IS NULL)
),
added AS (
    SELECT m.upper AS key, m.upper_level AS level, f.period, f.sex, f.age_from, f.age_to,
        CASE WHEN bool_and(has_value(f.status) OR f.status = 'not_applicable')
            THEN exact_sum(f.value) END AS value,
        coalesce(arg_min(f.status, severity(f.status)) FILTER (f.status <> 'not_applicable'),
            'not_applicable') AS status, gravest(f.quality) AS quality,
        exact_sum(CASE m.upper_level WHEN 'kreis' THEN f.estimated_kreis
            WHEN 'land' THEN f.estimated_land ELSE f.estimated END) AS estimated,
        f.delivery, f.gebietsstand, count(e.key) AS found
    FROM figure f
    JOIN member m ON m.key = f.key
    JOIN area a ON a.key = m.upper AND a.level = m.upper_level
    LEFT JOIN expected e ON e.delivery = f.delivery AND e.key = f.key
        AND e.gebietsstand IS NOT DISTINCT FROM f.gebietsstand
        AND e.upper_level = m.upper_level AND e.upper = m.upper
    WHERE f.base_figure = 'bevoelkerung' AND f.sex IN ('male', 'female') AND f.level = 'gemeinde'
        AND NOT (f.age_from = 0 AND f.age_to IS NULL)
    GROUP BY m.upper, m.upper_level, f.period, f.sex, f.age_from, f.age_to, f.delivery, f.gebietsstand
),
complete AS (
    SELECT a.* EXCLUDE (found, gebietsstand) FROM added a
    JOIN need n ON n.delivery = a.delivery AND n.upper = a.key AND n.upper_level = a.level
        AND n.gebietsstand IS NOT DISTINCT FROM a.gebietsstand
    WHERE a.found >= n.expected
)
SELECT *, 0 AS step FROM delivered
UNION ALL BY NAME
SELECT *, 1 AS step FROM complete;

INSERT INTO release.population
WITH bands AS (
    SELECT key, period, delivery, step, count(*) AS n FROM banded
    GROUP BY key, period, delivery, step
    QUALIFY row_number() OVER (PARTITION BY key, period ORDER BY step, n DESC, delivery DESC) = 1
)
SELECT b.key AS ags, b.level, b.period, b.sex, b.age_from, b.age_to, b.value, b.status,
    marks(b.quality, CASE WHEN has_value(b.status)
        THEN least(coalesce(b.estimated / nullif(b.value, 0), 0), 1) ELSE 0 END) AS note
FROM banded b JOIN bands USING (key, period, delivery, step)
ORDER BY b.level, b.key, b.period, b.sex, b.age_from;
