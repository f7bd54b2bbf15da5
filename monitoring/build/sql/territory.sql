-- Official area of each key at each Gebietsstand that a directory of Gemeinden was delivered for;
-- for a Verband or Planungsraum that of its present members, as far as they existed then.
CREATE TABLE territory AS
WITH official AS (
    SELECT a.gebietsstand, a.key, a.km2, a.delivery
    FROM store.area a
    JOIN store.delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL
    WHERE a.level = 'gemeinde' AND a.km2 IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY a.gebietsstand, a.key ORDER BY a.delivery DESC) = 1
)
SELECT gebietsstand, key, 'gemeinde' AS level, km2 FROM official
UNION ALL SELECT gebietsstand, substr(key, 1, 5), 'kreis', exact_sum(km2) FROM official GROUP BY ALL
UNION ALL SELECT gebietsstand, substr(key, 1, 2), 'land', exact_sum(km2) FROM official GROUP BY ALL
UNION ALL SELECT o.gebietsstand, a.verband, 'verband', exact_sum(o.km2)
    FROM official o JOIN area a ON a.key = o.key AND a.level = 'gemeinde'
    WHERE a.verband IS NOT NULL GROUP BY ALL
UNION ALL SELECT o.gebietsstand, m.raum, 'planungsraum', exact_sum(o.km2)
    FROM official o JOIN planungsraum_member m ON m.ags = o.key GROUP BY ALL;
