-- Figures of one kind of meeting with an earlier delivery, the first of each base figure and level.
SELECT *, count(*) OVER (PARTITION BY base_figure, level) AS n
FROM met WHERE kind = $kind
QUALIFY row_number() OVER (PARTITION BY base_figure, level ORDER BY position) <= $most
ORDER BY base_figure, level, position;
