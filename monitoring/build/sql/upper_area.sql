-- Official area of each upper area: the sum of its Gemeinden, where all of them have one.
UPDATE area SET km2 = t.km2
FROM (
    SELECT upper, CASE WHEN bool_and(coalesce(NOT isnan(km2), FALSE)) THEN exact_sum(km2) END AS km2
    FROM (
        SELECT unnest([verband, substr(key, 1, 5), substr(key, 1, 2)]) AS upper, km2
        FROM area WHERE level = 'gemeinde'
        UNION ALL
        SELECT m.raum, a.km2
        FROM planungsraum_member m JOIN area a ON a.key = m.ags AND a.level = 'gemeinde'
    ) GROUP BY upper
) t
WHERE t.upper = area.key AND area.level <> 'gemeinde' AND (area.km2 IS NULL OR isnan(area.km2));

-- A Verband in name only, of areas where nobody lives.
UPDATE area SET unincorporated = TRUE
FROM (
    SELECT verband FROM area WHERE level = 'gemeinde' GROUP BY verband HAVING bool_and(unincorporated)
) t
WHERE t.verband = area.key AND area.level = 'verband';
