-- Figures whose key does not exist at the release's Gebietsstand: listed, never dropped silently.
INSERT INTO release.unmatched
SELECT coalesce(b.title, f.base_figure), f.key, any_value(n.name), min(f.period), max(f.period),
    count(*), f.delivery, f.base_figure
FROM figure f
LEFT JOIN base_title b ON b.id = f.base_figure
LEFT JOIN area a ON a.key = f.key AND a.level = f.level
LEFT JOIN (
    SELECT key, max_by(name, gebietsstand) AS name FROM store.area GROUP BY key
) n ON n.key = f.key
WHERE f.base_figure IN (SELECT id FROM work_base) AND a.key IS NULL AND f.level <> 'bund' AND f.status <> 'not_applicable'
GROUP BY f.base_figure, b.title, f.key, f.delivery
ORDER BY f.key, f.base_figure, f.delivery;
