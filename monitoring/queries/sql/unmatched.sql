SELECT u.key, u.name, u.base_figure, u.period_from, u.period_to, u.rows, d.file
FROM unmatched u JOIN delivery d ON d.id = u.delivery
ORDER BY u.key, u.base_figure, u.period_from
