-- Primary rule: a count below its minimum is secret, and with it everything computed from it.
UPDATE computed SET value = NULL, numerator = NULL, denominator = NULL, estimated_share = NULL,
    status = 'suppressed'
FROM minimum m
WHERE m.indicator = computed.indicator AND (
    (computed.numerator > 0 AND computed.numerator < m.numerator)
    OR (computed.denominator > 0 AND computed.denominator < m.denominator));
