-- The valid deliveries of each base figure.
SELECT f.base_figure, d.id, d.sha256, d.reader, d.source
FROM (SELECT DISTINCT base_figure, delivery FROM store.figure) f
JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
ORDER BY f.base_figure, d.id;
