-- People and area of the release's Gemeinden or Kreise: what weighs their shares in later areas. Employment is
-- not delivered as one figure, so that its shares stay unknown and people weigh in their place.
SELECT CASE $level WHEN 'kreis' THEN a.parent ELSE a.key END AS key,
    CASE WHEN bool_and(p.people IS NOT NULL OR a.unincorporated) THEN sum(p.people) END AS population,
    CASE WHEN bool_and(NOT isnan(a.km2)) THEN sum(a.km2) END AS area, NULL::DOUBLE AS employment
FROM area a
LEFT JOIN (
    SELECT key, arg_min(value, abs(
        coalesce(try_cast(period AS DATE), make_date(left(period, 4)::INTEGER, 12, 31)) - $stand::DATE
    )) AS people
    FROM figure
    WHERE base_figure = 'bevoelkerung' AND level = 'gemeinde' AND sex = 'total' AND age_from = 0
        AND age_to IS NULL AND has_value(status)
        AND (gebietsstand IS NULL OR gebietsstand = $stand::DATE)
    GROUP BY key
) p ON p.key = a.key
WHERE a.level = 'gemeinde'
GROUP BY 1;
