-- What stands in "hidden" is shown as secret.
UPDATE computed SET value = NULL, numerator = NULL, denominator = NULL, estimated_share = NULL,
    status = 'suppressed'
FROM hidden h
WHERE h.indicator = computed.indicator AND h.ags = computed.ags AND h.period = computed.period
    AND computed.value IS NOT NULL;
