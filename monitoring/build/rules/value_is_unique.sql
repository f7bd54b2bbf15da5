SELECT indicator, ags, period FROM value GROUP BY ALL HAVING count(*) > 1
