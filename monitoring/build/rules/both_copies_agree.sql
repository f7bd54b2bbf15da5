(FROM value EXCEPT FROM value_by_area) UNION ALL (FROM value_by_area EXCEPT FROM value)
