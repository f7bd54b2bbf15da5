SELECT a.ags, a.label, a.parent, a.population, a.area_km2
FROM neighbour n JOIN area a ON a.ags = n.neighbour
WHERE n.ags = $area
ORDER BY a.label COLLATE NOACCENT
