-- Base figures whose periods are of several kinds or days of the year, with earlier deliveries.
-- Where no two years follow one another the day is that of an event (elections).
WITH had AS (
    SELECT base_figure, period, year, position FROM incoming
    UNION ALL
    SELECT s.base_figure, s.period, s.year, NULL FROM stock s
    SEMI JOIN incoming i ON i.base_figure = s.base_figure
), yearly AS (
    SELECT DISTINCT h.base_figure FROM (SELECT DISTINCT base_figure, year FROM had) h
    JOIN (SELECT DISTINCT base_figure, year, period FROM had) n ON n.base_figure = h.base_figure
        AND n.year IN (h.year, h.year + 1)
    GROUP BY h.base_figure, h.year HAVING count(*) > 1
), form AS (
    SELECT base_figure, position,
        CASE WHEN regexp_matches(period, '^\d{4}-\d{2}-\d{2}$')
            THEN substr(period, 9, 2) || '.' || substr(period, 6, 2) || '.'
            WHEN regexp_matches(period, '^\d{4}$') THEN 'Jahr'
            WHEN period LIKE '%/%' THEN 'Schuljahr'
            WHEN period LIKE '%-H%' THEN 'Halbjahr' WHEN period LIKE '%-Q%' THEN 'Quartal'
            ELSE 'Monat' END AS form
    FROM had SEMI JOIN yearly USING (base_figure)
), counted AS (
    SELECT base_figure, form, count(position) AS n, min(position) AS position
    FROM form GROUP BY base_figure, form
)
SELECT base_figure, list(form ORDER BY n DESC, form) AS forms,
    arg_min(n, n) FILTER (n > 0) AS n, arg_min(position, n) FILTER (n > 0) AS position
FROM counted GROUP BY base_figure HAVING count(*) > 1 ORDER BY base_figure;
