-- The newest delivery's boundary of every area at a Gebietsstand, with what is known of the area.
SELECT b.level, b.key, b.geometry, a.name, a.kind, a.parent, a.verband, a.km2, a.unincorporated
FROM store.boundary b
JOIN store.delivery d ON d.id = b.delivery AND d.withdrawn_at IS NULL
JOIN store.area a ON a.delivery = b.delivery AND a.key = b.key AND a.level = b.level
WHERE b.gebietsstand = $stand AND ($land IS NULL OR b.key LIKE $land || '%')
QUALIFY row_number() OVER (PARTITION BY b.level, b.key ORDER BY b.delivery DESC) = 1
