-- Figures of valid deliveries, within the territory of the release.
-- GENESIS writes "-" for nothing and for an area that no longer exists: its validity decides.
CREATE TABLE figure AS
SELECT f.* REPLACE (
    CASE WHEN f.status = 'nil' AND d.reader IN ('genesis_flat', 'genesis_web') AND a.key IS NULL
        THEN 'not_applicable' ELSE f.status END AS status,
    CASE WHEN f.status = 'nil' AND d.reader IN ('genesis_flat', 'genesis_web') AND a.key IS NULL
        THEN NULL ELSE f.value END AS value),
    0.0::DOUBLE AS estimated, 0.0::DOUBLE AS estimated_kreis, 0.0::DOUBLE AS estimated_land
FROM store.figure f
JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
LEFT JOIN area a ON a.key = f.key AND a.level = f.level
WHERE $land IS NULL OR f.key LIKE $land || '%' OR f.level = 'bund';
