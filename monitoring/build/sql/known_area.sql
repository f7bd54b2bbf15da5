-- Gemeinden of each Gebietsstand that a directory or boundaries were delivered for.
CREATE TABLE known_area AS
SELECT DISTINCT a.gebietsstand, a.key
FROM store.area a
JOIN store.delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL
WHERE a.level = 'gemeinde' AND NOT a.unincorporated;
