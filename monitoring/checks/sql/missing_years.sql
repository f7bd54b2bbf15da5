-- Years without a figure between the first and the last of an area, with earlier deliveries.
-- The rhythm of a base figure is the distance that half of its years keep: one year, or several
-- (four for an election) that more than half keep and that make at least half of the span. Without
-- such there is none, and only a year that others of the level have can be missing.
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
), kept AS (
    SELECT base_figure, level, years AS step, count(*) AS times
    FROM distance WHERE years IS NOT NULL GROUP BY ALL
), rhythm AS (
    SELECT k.base_figure, k.level, k.step
    FROM kept k JOIN kept o ON o.base_figure = k.base_figure AND o.level = k.level
    GROUP BY k.base_figure, k.level, k.step, k.times
    HAVING CASE k.step WHEN 1 THEN 2 * k.times >= sum(o.times)
        ELSE 2 * k.times > sum(o.times) AND 2 * k.times * k.step >= sum(o.times * o.step) END
), wanted AS (
    SELECT d.base_figure, d.level, unnest(range(d.year - d.years, d.year, r.step)) AS year
    FROM distance d JOIN rhythm r ON r.base_figure = d.base_figure AND r.level = d.level
    WHERE d.years % r.step = 0
    UNION SELECT base_figure, level, year FROM year_had
), life AS (
    SELECT base_figure, level, key, min(year) AS first, max(year) AS last
    FROM had WHERE alive GROUP BY base_figure, level, key
    HAVING count(*) < max(year) - min(year) + 1
)
SELECT w.base_figure, w.level, count(*) AS n, count(DISTINCT l.key) AS areas,
    list(DISTINCT w.year ORDER BY w.year) AS years, min(l.key) AS key
FROM life l
JOIN wanted w ON w.base_figure = l.base_figure AND w.level = l.level
    AND w.year BETWEEN l.first AND l.last
ANTI JOIN had h ON h.base_figure = l.base_figure AND h.level = l.level AND h.key = l.key
    AND h.year = w.year
GROUP BY w.base_figure, w.level ORDER BY w.base_figure, w.level;
