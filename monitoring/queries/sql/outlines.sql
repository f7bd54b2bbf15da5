WITH member AS (
    SELECT ags, raum FROM planungsraum_member UNION ALL SELECT ags, ags FROM planungsraum
)
SELECT l.ags, m.raum, a.label, p.colour
FROM layer_area l
LEFT JOIN member m ON m.ags = l.ags
LEFT JOIN planungsraum p ON p.ags = m.raum
LEFT JOIN area a ON a.ags = m.raum
WHERE l.level = $level
ORDER BY l.position
