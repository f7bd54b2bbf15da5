-- What the directory nearest to the date says of each Gemeinde; "same_day" where it is of that day.
SELECT a.key, a.name, a.kind, a.verband, a.km2, a.gebietsstand = $stand AS same_day
FROM store.area a
JOIN store.delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL
WHERE a.level = 'gemeinde'
QUALIFY row_number() OVER (
    PARTITION BY a.key ORDER BY abs(a.gebietsstand - $stand), a.km2 IS NULL OR isnan(a.km2),
        a.delivery DESC) = 1;
