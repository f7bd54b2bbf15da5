-- Every Gemeinde and Kreis that some valid delivery has a figure for, at the figure's Gebietsstand.
CREATE TABLE stand_key AS
SELECT DISTINCT f.level, f.gebietsstand, f.key
FROM store.figure f
JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
WHERE f.level IN ('gemeinde', 'kreis') AND f.gebietsstand IS NOT NULL
    AND ($land IS NULL OR f.key LIKE $land || '%');
