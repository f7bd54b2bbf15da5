-- Each figure that was delivered before: the same again, another one, or nothing in its place.
-- Figures of different Gebietsstände are of different territories and contradict nothing.
WITH met AS (
    SELECT i.position, i.base_figure, i.level, i.key, i.period, i.value, i.status,
        s.value AS old_value, s.status AS old_status, s.file,
        CASE WHEN NOT counts(i.status) THEN 'lost_figure'
            WHEN has_value(i.status) AND has_value(s.status)
                AND round(i.value, 6) = round(s.value, 6) OR i.status = s.status AND i.value IS NULL
                THEN 'known_figure'
            ELSE 'contradiction' END AS kind
    FROM incoming i
    JOIN stock s ON s.base_figure = i.base_figure AND s.key = i.key AND s.level = i.level
        AND s.period = i.period AND s.sex = i.sex AND s.age_from = i.age_from
        AND s.age_end = i.age_end AND counts(s.status)
    WHERE i.gebietsstand IS NOT DISTINCT FROM s.gebietsstand
        OR i.gebietsstand IS NULL OR s.gebietsstand IS NULL
)
SELECT *, count(*) OVER (PARTITION BY kind, base_figure, level) AS n
FROM met
QUALIFY row_number() OVER (PARTITION BY kind, base_figure, level ORDER BY position) <= $most
ORDER BY kind, base_figure, level, position;
