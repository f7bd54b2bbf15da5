-- What the earlier release says of base figures and indicators that come out the same.
INSERT INTO release.indicator_source
FROM earlier.indicator_source WHERE indicator IN (SELECT id FROM kept_indicator);
INSERT INTO release.unmatched
FROM earlier.unmatched WHERE base IN (SELECT id FROM kept_base);
INSERT INTO release.sum_difference
FROM earlier.sum_difference WHERE base IN (SELECT id FROM kept_base);
INSERT INTO release.population
FROM earlier.population WHERE 'bevoelkerung' IN (SELECT id FROM kept_base);
