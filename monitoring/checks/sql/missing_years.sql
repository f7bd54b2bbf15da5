-- Years without a figure between the first and the last of an area, with earlier deliveries.
-- The rhythm of a base figure is the shortest distance of its years (four for an election).
-- A year of nothing but "-" is there, but an area has neither begun nor ended with it.
WITH every AS (
    SELECT base_figure, level, key, year, status FROM incoming WHERE year IS NOT NULL
    UNION ALL SELECT s.base_figure, s.level, s.key, s.year, s.status FROM stock s
    SEMI JOIN incoming i ON i.base_figure = s.base_figure AND i.level = s.level
), had AS (
    SELECT base_figure, level, key, year,
        bool_or(status NOT IN ('nil', 'missing', 'not_applicable')) AS alive
    FROM every GROUP BY base_figure, level, key, year
), year_had AS (SELECT DISTINCT base_figure, level, year FROM had
), distance AS (
    SELECT base_figure, level, year, year - lag(year) OVER (PARTITION BY base_figure, level
        ORDER BY year) AS years FROM year_had
), rhythm AS (
    SELECT base_figure, level, min(years) AS step, min(year) AS first, max(year) AS last
    FROM distance GROUP BY base_figure, level HAVING min(years) IS NOT NULL
), wanted AS (
    SELECT base_figure, level, unnest(range(first, last + 1, step)) AS year FROM rhythm
    UNION SELECT base_figure, level, year FROM year_had
), life AS (
    SELECT base_figure, level, key, min(year) AS first, max(year) AS last
    FROM had WHERE alive GROUP BY base_figure, level, key
    HAVING count(*) < max(year) - min(year) + 1
)
SELECT w.base_figure, w.level, count(*) AS n, count(DISTINCT l.key) AS areas,
    list(DISTINCT w.year ORDER BY w.year)[:8] AS years, min(l.key) AS key
FROM life l
JOIN wanted w ON w.base_figure = l.base_figure AND w.level = l.level
    AND w.year BETWEEN l.first AND l.last
ANTI JOIN had h ON h.base_figure = l.base_figure AND h.level = l.level AND h.key = l.key
    AND h.year = w.year
GROUP BY w.base_figure, w.level ORDER BY w.base_figure, w.level;
