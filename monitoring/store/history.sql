-- All deliveries, newest first; which later delivery holds their figures is asked of valid ones, for
-- base figures, levels and periods that several bring. Known or secret goes before unknown, else the
-- newest counts (see build/sql/chosen.sql).
WITH brought AS (
    SELECT f.delivery, f.base_figure, f.level, f.period, count(*) AS figures
    FROM figure f WHERE f.status IN ('reported', 'nil', 'suppressed')
    GROUP BY ALL
), shared AS (
    SELECT b.base_figure, b.level, b.period
    FROM brought b JOIN delivery d ON d.id = b.delivery AND d.withdrawn_at IS NULL
    GROUP BY ALL HAVING count(*) > 1
), held AS (
    SELECT f.delivery, max(f.delivery) OVER (
        PARTITION BY f.base_figure, f.key, f.level, f.period, f.sex, f.age_from, f.age_to) AS holder
    FROM figure f
    SEMI JOIN shared s ON s.base_figure = f.base_figure AND s.level = f.level AND s.period = f.period
    JOIN delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
    WHERE f.status IN ('reported', 'nil', 'suppressed')
), lost AS (
    SELECT delivery, holder, count(*) AS figures FROM held WHERE holder <> delivery GROUP BY ALL
)
SELECT d.id, d.file, d.source, d.rows, d.imported_at, d.imported_by, d.withdrawn_at,
    (SELECT count(*) FROM finding f WHERE f.delivery = d.id) AS findings,
    coalesce((SELECT sum(b.figures) FROM brought b WHERE b.delivery = d.id), 0)::BIGINT AS figures,
    (SELECT min(b.period) FROM brought b WHERE b.delivery = d.id) AS first,
    (SELECT max(b.period) FROM brought b WHERE b.delivery = d.id) AS last,
    coalesce((SELECT list([l.holder, l.figures] ORDER BY l.holder DESC) FROM lost l
        WHERE l.delivery = d.id), []) AS holders
FROM delivery d ORDER BY d.id DESC;
