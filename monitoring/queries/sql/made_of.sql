SELECT a.ags, a.label, a.population, p.colour, m.raum = $area AS inside
FROM planungsraum_member m
JOIN planungsraum p ON p.ags = m.raum
JOIN area a ON a.ags = CASE WHEN m.raum = $area THEN m.ags ELSE m.raum END
WHERE m.raum = $area OR m.ags = $area
ORDER BY a.label COLLATE NOACCENT
