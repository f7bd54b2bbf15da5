-- Sums of Gemeinden for the Kreise of their own Gebietsstand, where the chain of Gemeinden has a gap and
-- that of Kreise may have none: only complete ones, and only where no office gives Kreise itself.
INSERT INTO figure BY NAME
WITH listed AS (
    SELECT gebietsstand, substr(key, 1, 5) AS kreis, count(*) AS gemeinden
    FROM known_area WHERE gebietsstand::VARCHAR IN (SELECT unnest($stands::VARCHAR[])) GROUP BY ALL
),
given AS (
    SELECT f.delivery, f.base_figure, f.gebietsstand, f.period, f.sex, f.age_from, f.age_to,
        substr(f.key, 1, 5) AS key, exact_sum(f.value) AS value, count(*) AS gemeinden,
        arg_min(f.status, severity(f.status)) FILTER (f.status <> 'not_applicable') AS status,
        gravest(f.quality) AS quality
    FROM figure f
    JOIN base_weight b ON b.base_figure = f.base_figure AND b.additive
    JOIN known_area k ON k.gebietsstand = f.gebietsstand AND k.key = f.key
    WHERE f.level = 'gemeinde'
    GROUP BY ALL
)
SELECT g.* EXCLUDE (gemeinden) REPLACE (CASE WHEN has_value(g.status) THEN g.value END AS value),
    'kreis' AS level, 0.0 AS estimated, 0.0 AS estimated_kreis, 0.0 AS estimated_land
FROM given g
JOIN listed l ON l.gebietsstand = g.gebietsstand AND l.kreis = g.key AND l.gemeinden = g.gemeinden
ANTI JOIN figure d ON d.level = 'kreis' AND d.base_figure = g.base_figure AND d.period = g.period
WHERE g.status IS NOT NULL;
