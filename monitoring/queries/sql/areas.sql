SELECT a.ags, a.name, a.label, a.level, a.kind, a.parent, a.verband, a.area_km2, a.population,
    a.population / nullif(a.area_km2, 0) AS density, a.unincorporated,
    a.west, a.south, a.east, a.north
FROM area a
WHERE a.level = $level AND ($within IS NULL OR a.ags LIKE $within || '%')
ORDER BY a.label COLLATE NOACCENT
