-- Of which Gebietsstand the official area of each area is: the nearest to the release's that a directory
-- was delivered for.
CREATE TABLE official_stand AS
SELECT level, key, gebietsstand, km2 FROM territory
QUALIFY row_number() OVER (PARTITION BY level, key
    ORDER BY abs(gebietsstand - getvariable('stand')::DATE), gebietsstand) = 1;

-- That of each Gemeinde, unless the boundaries bring it themselves.
UPDATE area SET km2 = t.km2 FROM official_stand t
WHERE t.key = area.key AND t.level = area.level AND area.level = 'gemeinde'
    AND (area.km2 IS NULL OR isnan(area.km2));
