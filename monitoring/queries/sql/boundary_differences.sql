SELECT d.ags, a.label, d.drawn_km2, d.official_km2
FROM boundary_difference d JOIN area a ON a.ags = d.ags AND a.level = 'gemeinde'
ORDER BY abs(d.drawn_km2 / d.official_km2 - 1) DESC NULLS LAST, a.label COLLATE NOACCENT
