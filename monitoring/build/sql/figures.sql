-- Figures of the deliveries that are needed, within the territory of the release.
-- GENESIS writes "-" for nothing and for an area that did not exist. It did not where all its figures
-- of the period are dashes and the directory of their day does not know it, or where there is none,
-- the release does not.
CREATE TABLE figure AS
WITH taken AS (
    SELECT f.*, d.reader LIKE 'genesis\_%' ESCAPE '\' AND f.status = 'nil' AS dashed
    FROM store.figure f
    JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
    WHERE f.delivery IN (SELECT unnest($deliveries::INTEGER[]))
        AND ($land IS NULL OR f.key LIKE $land || '%' OR f.level = 'bund')
),
empty AS (
    SELECT t.delivery, t.base_figure, t.key, t.period FROM taken t
    SEMI JOIN (SELECT DISTINCT delivery, base_figure, key, period FROM taken WHERE dashed)
        USING (delivery, base_figure, key, period)
    GROUP BY ALL HAVING bool_and(t.status IN ('nil', 'not_applicable'))
),
directory AS (
    SELECT DISTINCT gebietsstand, unnest([key, substr(key, 1, 5), substr(key, 1, 2)]) AS key
    FROM known_area
),
gone AS (
    SELECT t.delivery, t.base_figure, t.key, t.period FROM taken t
    SEMI JOIN empty USING (delivery, base_figure, key, period)
    LEFT JOIN area a ON a.key = t.key AND a.level = t.level
    LEFT JOIN directory n ON n.gebietsstand = t.gebietsstand AND n.key = t.key
    LEFT JOIN directory l ON l.gebietsstand = t.gebietsstand AND l.key = substr(t.key, 1, 2)
    WHERE t.dashed AND t.level IN ('gemeinde', 'kreis')
        AND CASE WHEN l.key IS NULL THEN a.key IS NULL ELSE n.key IS NULL END
    GROUP BY ALL
)
SELECT t.* EXCLUDE (dashed) REPLACE (
    CASE WHEN g.key IS NULL THEN t.status ELSE 'not_applicable' END AS status,
    CASE WHEN g.key IS NULL THEN t.value END AS value),
    0.0::DOUBLE AS estimated, 0.0::DOUBLE AS estimated_kreis, 0.0::DOUBLE AS estimated_land
FROM taken t LEFT JOIN gone g USING (delivery, base_figure, key, period);
