-- Which Gemeinden must be there for a sum to be complete, per delivery and upper area.
-- For a Verband or Planungsraum its present members. Else the areas of the delivery's own Gebietsstand where the
-- store knows them; else those of the release where the delivery uses no other keys there; else
-- the delivery's own keys.
CREATE TABLE delivered_key AS
SELECT delivery, key, max(gebietsstand) AS gebietsstand
FROM figure WHERE level = 'gemeinde' GROUP BY delivery, key;

-- Parts of a kreisfreie Stadt (districts of Berlin) that a delivery gives besides the town itself:
-- they would count twice. Its key ends in 000, it is alone in its Kreis, and no directory knows them.
DELETE FROM delivered_key
WHERE substr(key, 6) <> '000'
    AND key NOT IN (SELECT key FROM known_area)
    AND (delivery, substr(key, 1, 5) || '000') IN (SELECT (delivery, key) FROM delivered_key)
    AND substr(key, 1, 5) IN (
        SELECT parent FROM area WHERE level = 'gemeinde'
        GROUP BY parent HAVING count(*) = 1 AND bool_and(key = parent || '000'));

CREATE TABLE member AS
WITH every AS (
    SELECT key FROM delivered_key UNION SELECT key FROM known_area
    UNION SELECT key FROM area WHERE level = 'gemeinde'
)
SELECT key, 'kreis' AS upper_level, substr(key, 1, 5) AS upper FROM every
UNION ALL SELECT key, 'land', substr(key, 1, 2) FROM every
UNION ALL SELECT key, 'verband', verband FROM area
    WHERE level = 'gemeinde' AND verband IS NOT NULL
UNION ALL SELECT ags, 'planungsraum', raum FROM planungsraum_member;

CREATE TABLE expected AS
WITH basis AS (
    SELECT k.delivery, m.upper_level, m.upper, max(k.gebietsstand) AS gebietsstand,
        bool_or(a.key IS NULL) AS other_keys,
        max(k.gebietsstand) IN (SELECT gebietsstand FROM known_area) AS stand_known
    FROM delivered_key k
    JOIN member m ON m.key = k.key
    LEFT JOIN area a ON a.key = k.key AND a.level = 'gemeinde'
    GROUP BY k.delivery, m.upper_level, m.upper
)
SELECT b.delivery, b.upper_level, b.upper, m.key,
    b.upper_level = 'verband' OR coalesce(b.stand_known, FALSE) OR NOT b.other_keys AS certain
FROM basis b
JOIN member m ON m.upper_level = b.upper_level AND m.upper = b.upper
LEFT JOIN known_area n ON n.gebietsstand = b.gebietsstand AND n.key = m.key
LEFT JOIN delivered_key k ON k.delivery = b.delivery AND k.key = m.key
LEFT JOIN area a ON a.key = m.key AND a.level = 'gemeinde' AND NOT a.unincorporated
WHERE CASE WHEN b.upper_level IN ('verband', 'planungsraum') THEN a.key
    WHEN coalesce(b.stand_known, FALSE) THEN n.key
    WHEN b.other_keys THEN k.key ELSE a.key END IS NOT NULL;

CREATE TABLE need AS
SELECT delivery, upper_level, upper, count(*) AS expected, bool_and(certain) AS certain
FROM expected GROUP BY ALL;
