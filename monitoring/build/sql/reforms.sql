-- Territorial changes of the release's Länder, for people to read: of several deliveries the one
-- that knows the days, and of Kreise only what no changes of Gemeinden tell; what merely stayed as it
-- was is left out. Where the spans of a delivery overlap, as those of BBSR from every year to one, a
-- change is in all that begin before it: it happened before the next one begins.
INSERT INTO release.area_change
WITH valid AS (SELECT id FROM store.delivery WHERE withdrawn_at IS NULL),
coverage AS (FROM store.change_coverage WHERE delivery IN (SELECT id FROM valid)),
land AS (SELECT key FROM area WHERE level = 'land'),
latest AS (
    SELECT c.* FROM store.area_change c
    WHERE c.delivery IN (SELECT id FROM valid)
        AND (c.level = 'gemeinde' OR c.level = 'kreis' AND c.kind <> 'renamed')
        AND (substr(c.from_key, 1, 2) IN (SELECT key FROM land)
            OR substr(c.to_key, 1, 2) IN (SELECT key FROM land))
        AND NOT (c.from_key = c.to_key AND coalesce(c.share_area, 1) = 1 AND c.from_name = c.to_name)
    QUALIFY coalesce(c.until <= lead(c.after) OVER (
        PARTITION BY c.delivery, c.from_key, c.to_key ORDER BY c.after, c.until DESC), true)
),
change AS (
    SELECT c.* REPLACE (least(c.until, (SELECT min(v.after) FROM coverage v
        WHERE v.delivery = c.delivery AND v.level = c.level AND v.after > c.after)) AS until)
    FROM latest c
)
SELECT c.from_key, coalesce(nullif(c.from_name, ''), c.from_key) AS from_name, c.to_key,
    coalesce(nullif(c.to_name, ''), c.to_key) AS to_name, c.kind, c.after::VARCHAR AS after,
    c.until::VARCHAR AS until, c.share_population, c.share_area, c.population
FROM change c
WHERE c.level = 'gemeinde'
        AND c.delivery IN (SELECT delivery FROM coverage WHERE level = 'gemeinde' AND exact)
    OR NOT EXISTS (FROM coverage e WHERE e.level = 'gemeinde' AND (e.exact OR c.level = 'kreis')
        AND e.after <= c.after AND e.until >= c.until)
QUALIFY row_number() OVER (
    PARTITION BY c.from_key, c.to_key, c.until ORDER BY c.delivery DESC) = 1
ORDER BY until, to_key, from_key;

INSERT INTO release.area_name
SELECT a.key, a.level, a.name, min(a.gebietsstand)::VARCHAR,
    CASE WHEN count(r.key) = 0 THEN max(a.gebietsstand)::VARCHAR END
FROM store.area a
JOIN store.delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL
LEFT JOIN area r ON r.key = a.key AND r.level = a.level AND r.name = a.name
WHERE a.level IN ('gemeinde', 'verband', 'kreis')
    AND substr(a.key, 1, 2) IN (SELECT key FROM area WHERE level = 'land')
GROUP BY a.key, a.level, a.name ORDER BY a.key, min(a.gebietsstand), a.name;

INSERT INTO release.missing_step
SELECT DISTINCT gebietsstand::VARCHAR, after::VARCHAR, until::VARCHAR FROM missing_step ORDER BY 1;
