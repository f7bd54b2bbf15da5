-- What was found in each delivery.
INSERT INTO release.finding
SELECT f.delivery, row_number() OVER (PARTITION BY f.delivery ORDER BY f.rowid), f.message, f.place,
    f.count, coalesce(f.proposal, '')
FROM store.finding f
JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
ORDER BY 1, 2;
