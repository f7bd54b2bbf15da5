SELECT indicator, ags, period FROM value
WHERE (status IN ('reported', 'nil')) <> (value IS NOT NULL)
    OR (value IS NULL AND (numerator IS NOT NULL OR denominator IS NOT NULL))
