-- Official area of each key at each Gebietsstand that a directory of Gemeinden was delivered for.
CREATE TABLE territory AS
WITH official AS (
    SELECT a.gebietsstand, a.key, a.km2, a.delivery
    FROM store.area a
    JOIN store.delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL
    WHERE a.level = 'gemeinde' AND a.km2 IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY a.gebietsstand, a.key ORDER BY a.delivery DESC) = 1
)
SELECT gebietsstand, key, km2 FROM official
UNION ALL SELECT gebietsstand, substr(key, 1, 5), sum(km2) FROM official GROUP BY ALL
UNION ALL SELECT gebietsstand, substr(key, 1, 2), sum(km2) FROM official GROUP BY ALL;
