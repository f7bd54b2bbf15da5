WITH pair AS (
    SELECT raum AS area, 'gemeinden' AS relation, ags, raum FROM planungsraum_member
    UNION ALL SELECT ags, 'raum', raum, raum FROM planungsraum_member
    UNION ALL SELECT parent, 'ortsteile', ags, NULL FROM area WHERE level = 'ortsteil'
    UNION ALL SELECT ags, 'gemeinde', parent, NULL FROM area WHERE level = 'ortsteil'
)
SELECT r.relation, a.ags, a.label, a.population, p.colour
FROM pair r
JOIN area a USING (ags)
LEFT JOIN planungsraum p ON p.ags = r.raum
WHERE r.area = $area
ORDER BY r.relation, a.label COLLATE NOACCENT
