-- Primary rule: a count below its minimum is secret, and with it everything computed from it.
CREATE TABLE hidden AS
SELECT c.* FROM computed c
JOIN minimum m ON m.indicator = c.indicator
WHERE (c.numerator > 0 AND c.numerator < m.numerator)
    OR (c.denominator > 0 AND c.denominator < m.denominator);
