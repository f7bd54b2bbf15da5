SELECT d.id, d.file, d.reader, s.publisher, s.title AS source, d.rows, d.imported_at, d.findings
FROM delivery d LEFT JOIN source s ON s.id = d.source
ORDER BY d.id DESC
