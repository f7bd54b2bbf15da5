SELECT ags, period, sex, age_from, age_to, value, status, note FROM population
WHERE ags IN (SELECT unnest($keys)) AND period = $period
ORDER BY ags, sex, age_from
