-- Which Gemeinden must be there for a sum to be complete, per delivery, Gebietsstand and upper area.
-- For a Verband or Planungsraum its present members. Else the areas of the figures' own Gebietsstand
-- where the store knows those of the upper area; else those of the release where the delivery uses no
-- other keys there; else the delivery's own keys.
CREATE TABLE delivered_key AS
SELECT DISTINCT delivery, gebietsstand, key FROM figure WHERE level = 'gemeinde';

-- Parts of a kreisfreie Stadt (districts of Berlin) that a delivery gives besides the town itself:
-- they would count twice. Its key ends in 000, it is alone in its Kreis or Land, and no directory
-- knows them.
DELETE FROM delivered_key USING (
    SELECT t.delivery, s.prefix, s.key
    FROM (
        SELECT prefix, any_value(key) AS key
        FROM (SELECT unnest([substr(key, 1, 5), substr(key, 1, 2)]) AS prefix, key
            FROM area WHERE level = 'gemeinde')
        GROUP BY prefix HAVING count(*) = 1
    ) s
    JOIN delivered_key t ON t.key = s.key
    WHERE substr(s.key, 6) = '000'
) town
WHERE town.delivery = delivered_key.delivery AND starts_with(delivered_key.key, town.prefix)
    AND delivered_key.key <> town.key AND delivered_key.key NOT IN (SELECT key FROM known_area);

-- Keys that the directory of their day does not know are in no sum; they are listed as unmatched.
DELETE FROM delivered_key USING (
    SELECT k.gebietsstand, k.key
    FROM delivered_key k
    SEMI JOIN listed_area l ON l.gebietsstand = k.gebietsstand AND substr(l.key, 1, 5) = substr(k.key, 1, 5)
    ANTI JOIN listed_area n ON n.gebietsstand = k.gebietsstand AND n.key = k.key
) stranger
WHERE stranger.gebietsstand = delivered_key.gebietsstand AND stranger.key = delivered_key.key;

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
WITH known AS (
    SELECT DISTINCT n.gebietsstand, m.upper_level, m.upper
    FROM known_area n JOIN member m ON m.key = n.key
),
basis AS (
    SELECT k.delivery, k.gebietsstand, m.upper_level, m.upper,
        bool_or(a.key IS NULL) AS other_keys, bool_or(n.upper IS NOT NULL) AS stand_known
    FROM delivered_key k
    JOIN member m ON m.key = k.key
    LEFT JOIN area a ON a.key = k.key AND a.level = 'gemeinde'
    LEFT JOIN known n ON n.gebietsstand = k.gebietsstand AND n.upper_level = m.upper_level
        AND n.upper = m.upper
    GROUP BY ALL
)
SELECT b.delivery, b.gebietsstand, b.upper_level, b.upper, m.key,
    b.upper_level IN ('verband', 'planungsraum') OR b.stand_known OR NOT b.other_keys AS certain
FROM basis b
JOIN member m ON m.upper_level = b.upper_level AND m.upper = b.upper
LEFT JOIN known_area n ON n.gebietsstand = b.gebietsstand AND n.key = m.key
LEFT JOIN delivered_key k ON k.delivery = b.delivery AND k.key = m.key
    AND k.gebietsstand IS NOT DISTINCT FROM b.gebietsstand
LEFT JOIN area a ON a.key = m.key AND a.level = 'gemeinde' AND NOT a.unincorporated
WHERE CASE WHEN b.upper_level IN ('verband', 'planungsraum') THEN a.key
    WHEN b.stand_known THEN n.key
    WHEN b.other_keys THEN k.key ELSE a.key END IS NOT NULL;

CREATE TABLE need AS
SELECT delivery, gebietsstand, upper_level, upper, count(*) AS expected, bool_and(certain) AS certain
FROM expected GROUP BY ALL;
