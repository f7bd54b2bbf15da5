-- Figures that name an area which their day does not know, but a later one does, were calculated back to
-- later areas, all of their table: they have the first Gebietsstand that knows all of its areas. A day
-- knows what changes lead on from and what its directory lists in a Kreis; where it lists none there, what
-- the release has.
ALTER TABLE passage ALTER gebietsstand TYPE DATE;
ALTER TABLE carried_stand ALTER gebietsstand TYPE DATE;

CREATE TABLE backdated AS
WITH listed AS (
    SELECT DISTINCT gebietsstand,
        CASE getvariable('level') WHEN 'kreis' THEN substr(key, 1, 5) ELSE key END AS key,
        substr(key, 1, 5) AS kreis
    FROM listed_area
),
stand AS (SELECT gebietsstand FROM carried_stand UNION SELECT getvariable('stand')::DATE),
lasting AS (
    SELECT s.gebietsstand, a.key, substr(a.key, 1, 5) AS kreis
    FROM stand s, area a WHERE a.level = getvariable('level')
),
known AS (
    SELECT gebietsstand, from_key AS key FROM passage
    UNION SELECT gebietsstand, key FROM listed
    UNION SELECT gebietsstand, key FROM lasting ANTI JOIN listed USING (gebietsstand, kreis)
),
told AS (
    SELECT DISTINCT f.delivery, f.gebietsstand, f.key
    FROM figure f
    SEMI JOIN carried_stand s ON s.gebietsstand = f.gebietsstand
    SEMI JOIN known k ON k.key = f.key
    WHERE f.level = getvariable('level') AND has_value(f.status) AND f.value <> 0
),
early AS (SELECT DISTINCT delivery, gebietsstand FROM told ANTI JOIN known USING (gebietsstand, key)),
unfit AS (
    SELECT DISTINCT t.delivery, t.gebietsstand, s.gebietsstand AS later
    FROM told t
    SEMI JOIN early USING (delivery, gebietsstand)
    JOIN stand s ON s.gebietsstand > t.gebietsstand
    ANTI JOIN known k ON k.gebietsstand = s.gebietsstand AND k.key = t.key
)
SELECT e.delivery, e.gebietsstand, min(s.gebietsstand) AS later
FROM early e
JOIN stand s ON s.gebietsstand > e.gebietsstand
ANTI JOIN unfit u ON u.delivery = e.delivery AND u.gebietsstand = e.gebietsstand AND u.later = s.gebietsstand
GROUP BY e.delivery, e.gebietsstand;

UPDATE figure SET gebietsstand = b.later FROM backdated b
WHERE figure.level = getvariable('level') AND figure.delivery = b.delivery
    AND figure.gebietsstand = b.gebietsstand;
