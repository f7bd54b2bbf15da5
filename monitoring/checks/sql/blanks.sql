-- Cells without any entry.
SELECT base_figure, level, position, key, period,
    count(*) OVER (PARTITION BY base_figure, level) AS n
FROM incoming WHERE status = 'missing'
QUALIFY row_number() OVER (PARTITION BY base_figure, level ORDER BY position) <= $most
ORDER BY base_figure, level, position;
