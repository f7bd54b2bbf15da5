SELECT from_key, from_name, to_key, to_name, kind, after, until, share_population, share_area, population
FROM area_change
WHERE $within IS NULL OR from_key LIKE $within || '%' OR to_key LIKE $within || '%'
ORDER BY until DESC, to_name COLLATE NOACCENT, from_name COLLATE NOACCENT
