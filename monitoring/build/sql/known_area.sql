-- Gemeinden of each Gebietsstand that a directory or boundaries were delivered for; uninhabited ones,
-- which belong to none, are in listed_area alone.
CREATE TABLE listed_area AS
SELECT DISTINCT a.gebietsstand, a.key, a.unincorporated
FROM store.area a
JOIN store.delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL
WHERE a.level = 'gemeinde';
CREATE TABLE known_area AS
SELECT DISTINCT gebietsstand, key FROM listed_area WHERE NOT unincorporated;
