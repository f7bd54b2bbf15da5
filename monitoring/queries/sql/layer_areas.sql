SELECT l.ags, a.label, a.parent, a.population, a.unincorporated
FROM layer_area l JOIN area a ON a.ags = l.ags AND a.level = l.level
WHERE l.level = $level
ORDER BY l.position
