-- Official area of each Gemeinde: of the nearest Gebietsstand that a directory was delivered for,
-- unless the boundaries bring it themselves.
UPDATE area SET km2 = t.km2
FROM (
    SELECT key, km2 FROM territory WHERE level = 'gemeinde'
    QUALIFY row_number() OVER (
        PARTITION BY key ORDER BY abs(gebietsstand - getvariable('stand')::DATE), gebietsstand) = 1
) t
WHERE t.key = area.key AND area.level = 'gemeinde' AND (area.km2 IS NULL OR isnan(area.km2));
