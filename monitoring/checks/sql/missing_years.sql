-- Years without a figure between the first and the last of an area, with earlier deliveries. Each sex
-- and age band is a series of its own.
-- The rhythm of a base figure is the distance that half of its years keep: one year, or several
-- (four for an election) that more than half keep and that make at least half of the span. Without
-- such there is none, and only a year that others of the level have can be missing.
-- A year of nothing but "-" is there, but an area has neither begun nor ended with it.
WITH every AS (
    SELECT base_figure, level, (sex, age_from, age_end) AS band, key, year, status FROM incoming
    WHERE year IS NOT NULL
    UNION ALL
    SELECT s.base_figure, s.level, (s.sex, s.age_from, s.age_end), s.key, s.year, s.status FROM stock s
    SEMI JOIN incoming i ON i.base_figure = s.base_figure AND i.level = s.level
        AND i.sex = s.sex AND i.age_from = s.age_from AND i.age_end = s.age_end
), had AS (
    SELECT base_figure, level, band, key, year,
        bool_or(status NOT IN ('nil', 'missing', 'not_applicable')) AS alive
    FROM every GROUP BY ALL
), year_had AS (SELECT DISTINCT base_figure, level, band, year FROM had
), distance AS (
    SELECT *, year - lag(year) OVER (PARTITION BY base_figure, level, band ORDER BY year) AS years
    FROM year_had
), kept AS (
    SELECT base_figure, level, band, years AS step, count(*) AS times
    FROM distance WHERE years IS NOT NULL GROUP BY ALL
), every_kept AS (
    SELECT *, sum(times) OVER series AS total, sum(times * step) OVER series AS span
    FROM kept WINDOW series AS (PARTITION BY base_figure, level, band)
), rhythm AS (
    SELECT base_figure, level, band, step FROM every_kept
    WHERE CASE step WHEN 1 THEN 2 * times >= total
        ELSE 2 * times > total AND 2 * times * step >= span END
), wanted AS (
    SELECT base_figure, level, band, unnest(range(year - years, year, step)) AS year
    FROM distance JOIN rhythm USING (base_figure, level, band) WHERE years % step = 0
    UNION SELECT base_figure, level, band, year FROM year_had
), life AS (
    SELECT base_figure, level, band, key, min(year) AS first, max(year) AS last
    FROM had WHERE alive GROUP BY ALL HAVING count(*) < max(year) - min(year) + 1
), missed AS (
    SELECT DISTINCT l.base_figure, l.level, l.key, w.year
    FROM life l
    JOIN wanted w ON w.base_figure = l.base_figure AND w.level = l.level AND w.band = l.band
        AND w.year BETWEEN l.first AND l.last
    ANTI JOIN had h ON h.base_figure = l.base_figure AND h.level = l.level AND h.band = l.band
        AND h.key = l.key AND h.year = w.year
)
SELECT base_figure, level, count(*) AS n, count(DISTINCT key) AS areas,
    list(DISTINCT year ORDER BY year) AS years, min(key) AS key
FROM missed GROUP BY base_figure, level ORDER BY base_figure, level;
