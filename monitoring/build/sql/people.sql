-- Population that stands beside an area: of the day nearest to the Gebietsstand on which the area
-- had today's territory, so that its density is one.
CREATE TABLE people AS
SELECT ags, level, arg_min(value, abs(
    coalesce(try_cast(period AS DATE), make_date(left(period, 4)::INTEGER, 12, 31)) - $stand::DATE
)) AS value
FROM computed
WHERE indicator = 'bevoelkerung' AND value IS NOT NULL
GROUP BY ags, level;
