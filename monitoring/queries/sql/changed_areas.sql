-- An area above changes where a Gemeinde with people, or a part of one, comes to it or leaves it. A
-- Verband and a Planungsraum have the members of today.
WITH change AS (
    SELECT row_number() OVER () AS id, from_key, to_key, until, share_population
    FROM area_change WHERE kind <> 'renamed'
),
side AS (
    SELECT id, until, share_population, from_key AS ags FROM change
    UNION ALL SELECT id, until, share_population, to_key FROM change
),
upper AS (
    SELECT DISTINCT s.ags, substr(s.ags, 1, n.digits) AS key
    FROM side s JOIN (VALUES (2), (5)) n (digits) ON length(s.ags) > n.digits
    UNION ALL SELECT ags, verband FROM area WHERE verband IS NOT NULL
    UNION ALL SELECT ags, raum FROM planungsraum_member
)
SELECT ags, until FROM side
UNION
SELECT any_value(u.key), any_value(s.until)
FROM side s JOIN upper u ON u.ags = s.ags
WHERE coalesce(s.share_population, 1) > 0
GROUP BY s.id, u.key HAVING count(*) = 1
ORDER BY ags, until
