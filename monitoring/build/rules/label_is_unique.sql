SELECT level, label FROM area GROUP BY ALL HAVING count(*) > 1
