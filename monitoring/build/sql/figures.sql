-- Figures of the deliveries that are needed, within the territory of the release.
-- GENESIS writes "-" for nothing and for an area that no longer exists: its validity decides.
CREATE TABLE figure AS
SELECT f.* EXCLUDE (gone) REPLACE (
    CASE WHEN gone THEN 'not_applicable' ELSE f.status END AS status,
    CASE WHEN gone THEN NULL ELSE f.value END AS value),
    0.0::DOUBLE AS estimated, 0.0::DOUBLE AS estimated_kreis, 0.0::DOUBLE AS estimated_land
FROM (
    SELECT f.*, f.status = 'nil' AND d.reader LIKE 'genesis\_%' ESCAPE '\'
        AND a.key IS NULL AND k.key IS NULL AS gone
    FROM store.figure f
    JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
    LEFT JOIN area a ON a.key = f.key AND a.level = f.level
    LEFT JOIN known_area k ON k.key = f.key AND f.level = 'gemeinde' AND k.gebietsstand = f.gebietsstand
    WHERE f.delivery IN (SELECT unnest($deliveries::INTEGER[]))
        AND ($land IS NULL OR f.key LIKE $land || '%' OR f.level = 'bund')
) f;
