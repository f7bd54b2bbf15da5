-- Keys of Ortsteile that no division of a Gemeinde has, whether in force or not.
SELECT i.key, i.level, '' AS reference, FALSE AS ever_known, count(*) AS figures,
    min(i.position)::BIGINT AS position, min(i.period) AS first, max(i.period) AS last, FALSE AS carried
FROM incoming i
WHERE i.level = 'ortsteil' AND i.key NOT IN (SELECT s.ags || 'T' || s.key FROM store.planungsraum_shape s)
GROUP BY i.key, i.level ORDER BY i.key;
