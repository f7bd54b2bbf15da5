SELECT a.ags, a.parent FROM area a LEFT JOIN area p ON p.ags = a.parent
WHERE a.parent IS NOT NULL AND p.ags IS NULL
