-- Severity of a status: the first that applies to any part applies to the whole.
CREATE OR REPLACE MACRO severity(status) AS CASE status
    WHEN 'suppressed' THEN 1 WHEN 'not_yet' THEN 2 WHEN 'unreliable' THEN 3
    WHEN 'unknown' THEN 4 WHEN 'missing' THEN 5 WHEN 'not_applicable' THEN 6
    WHEN 'reported' THEN 7 ELSE 8 END;
CREATE OR REPLACE MACRO has_value(status) AS status IN ('reported', 'nil');
