-- A Planungsraum with a secret Gemeinde is secret itself: people draw it as they like, and with the
-- other Gemeinden beside it, the sum would give the secret figure back.
INSERT INTO hidden
SELECT c.* FROM computed c
SEMI JOIN (
    SELECT DISTINCT g.indicator, g.period, m.raum
    FROM computed g JOIN planungsraum_member m ON m.ags = g.ags
    WHERE g.status = 'suppressed'
) s ON s.indicator = c.indicator AND s.period = c.period AND s.raum = c.ags
WHERE c.value IS NOT NULL;
