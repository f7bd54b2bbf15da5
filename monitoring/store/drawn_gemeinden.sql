-- Key, name and geometry of the Gemeinden at the Gebietsstand nearest before $start, else the first.
WITH drawn AS (
    SELECT b.gebietsstand, b.key, b.geometry, a.name, b.delivery FROM boundary b
    JOIN delivery d ON d.id = b.delivery AND d.withdrawn_at IS NULL
    JOIN area a ON a.delivery = b.delivery AND a.key = b.key AND a.level = b.level
    WHERE b.level = 'gemeinde'
), nearest AS (
    SELECT gebietsstand FROM drawn
    ORDER BY gebietsstand <= $start DESC, abs(gebietsstand - $start) LIMIT 1
)
SELECT key, name, geometry FROM drawn SEMI JOIN nearest USING (gebietsstand)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY delivery DESC) = 1
