INSERT INTO release.area
SELECT a.key, a.name, a.label, a.level, a.kind, a.parent, nullif(a.verband, ''),
    CASE WHEN isnan(a.km2) THEN NULL ELSE a.km2 END, p.value, a.unincorporated, a.lon, a.lat,
    a.west, a.south, a.east, a.north
FROM area a
LEFT JOIN people p ON p.ags = a.key AND p.level = a.level
ORDER BY a.level, a.key;

INSERT INTO release.planungsraum FROM planungsraum ORDER BY ags;
INSERT INTO release.planungsraum_member FROM planungsraum_member ORDER BY raum, ags;

INSERT INTO release.neighbour BY NAME FROM neighbour ORDER BY ags, neighbour;
INSERT INTO release.boundary_difference
SELECT ags, drawn_km2, CASE WHEN isnan(official_km2) THEN NULL ELSE official_km2 END
FROM boundary_difference ORDER BY ags;
INSERT INTO release.layer_area BY NAME FROM layer_area ORDER BY level, position;

INSERT INTO release.value FROM computed ORDER BY indicator, level, period, ags;
INSERT INTO release.value_by_area FROM computed ORDER BY ags, indicator, period;

INSERT INTO release.delivery
SELECT d.id, d.file, d.sha256, d.reader, d.source, d.rows, d.imported_at,
    (SELECT count(*) FROM store.finding f WHERE f.delivery = d.id)
FROM store.delivery d WHERE d.withdrawn_at IS NULL ORDER BY d.id;

INSERT INTO release.indicator_source
SELECT DISTINCT p.indicator, d.source, d.id
FROM part p
JOIN chosen c ON c.measure = p.measure AND c.value IS NOT NULL
JOIN store.delivery d ON d.id = c.delivery
ORDER BY 1, 3;
