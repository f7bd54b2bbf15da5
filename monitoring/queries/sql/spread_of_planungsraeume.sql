SELECT m.raum AS upper, p.label AS upper_label, v.ags, a.label, v.value, v.status, v.note
FROM planungsraum_member m
JOIN value v ON v.ags = m.ags AND v.level = 'gemeinde' AND v.indicator = $indicator AND v.period = $period
JOIN area a ON a.ags = m.ags AND a.level = 'gemeinde'
JOIN area p ON p.ags = m.raum AND p.level = 'planungsraum'
WHERE m.raum LIKE $within || '%' AND NOT a.unincorporated
ORDER BY p.label COLLATE NOACCENT, a.label COLLATE NOACCENT
