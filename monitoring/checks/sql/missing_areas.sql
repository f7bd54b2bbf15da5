-- Areas of which nothing came although others of the same Kreis (of the same Land) did.
-- Told where the areas of the figures' own Gebietsstand are known; without one the newest is taken,
-- less the areas that did not exist in the year of the figures.
WITH came AS (
    SELECT base_figure, level, period, year, upper_of(key, level) AS upper, substr(key, 1, 2) AS land,
        max(gebietsstand) AS gebietsstand
    FROM incoming WHERE level IN ('gemeinde', 'verband', 'kreis') GROUP BY ALL
), wanted AS (
    SELECT c.base_figure, c.level, c.period, k.key
    FROM came c
    JOIN stand s ON s.level = c.level AND s.land = c.land
        AND CASE WHEN c.gebietsstand IS NULL THEN s.newest ELSE s.gebietsstand = c.gebietsstand END
    JOIN known k ON k.level = c.level AND k.gebietsstand = s.gebietsstand
        AND upper_of(k.key, k.level) = c.upper AND NOT k.unincorporated
    LEFT JOIN stand_of_year t ON t.level = c.level AND t.land = c.land AND t.year = c.year
        AND c.gebietsstand IS NULL
    LEFT JOIN known then_known ON then_known.key = k.key AND then_known.level = k.level
        AND then_known.gebietsstand = t.gebietsstand
    WHERE t.gebietsstand IS NULL OR then_known.key IS NOT NULL
)
SELECT w.base_figure, w.level, count(DISTINCT w.key) AS areas, count(*) AS n,
    list(DISTINCT w.key ORDER BY w.key)[:5] AS keys, min(w.period) AS first, max(w.period) AS last
FROM wanted w
ANTI JOIN incoming i ON i.base_figure = w.base_figure AND i.level = w.level
    AND i.period = w.period AND i.key = w.key
GROUP BY w.base_figure, w.level ORDER BY w.base_figure, w.level;
