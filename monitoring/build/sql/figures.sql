-- Figures of valid deliveries, within the territory of the release.
CREATE TABLE figure AS
SELECT f.*
FROM store.figure f
JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
WHERE $land IS NULL OR f.key LIKE $land || '%' OR f.level = 'bund';
