-- A Planungsraum with a secret Gemeinde is secret itself: people draw it as they like, and with the
-- other Gemeinden beside it, the sum would give the secret figure back.
UPDATE computed SET value = NULL, numerator = NULL, denominator = NULL, estimated_share = NULL,
    status = 'suppressed'
FROM (
    SELECT DISTINCT c.indicator, c.period, m.raum
    FROM computed c JOIN planungsraum_member m ON m.ags = c.ags
    WHERE c.status = 'suppressed'
) s
WHERE s.indicator = computed.indicator AND s.period = computed.period AND s.raum = computed.ags
    AND computed.value IS NOT NULL;
