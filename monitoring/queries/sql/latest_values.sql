SELECT ags, value FROM value
WHERE indicator = $indicator AND level = $level AND value IS NOT NULL
    AND ($within IS NULL OR ags LIKE $within || '%')
    AND period = (
        SELECT max(period) FROM value
        WHERE indicator = $indicator AND level = $level AND value IS NOT NULL)
