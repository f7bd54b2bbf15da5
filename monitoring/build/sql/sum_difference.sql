-- Where an office delivers a Verband, Kreis or Land itself, its figure counts; here is by how much
-- it differs from the complete sum of its parts on the same territory. The sum of the same delivery
-- goes first. Official areas of a territory differ by some hectares from survey to survey.
-- Counts below the base figure's minimum stay out.
INSERT INTO release.sum_difference
WITH compared AS (
    SELECT d.measure, d.key, d.level, d.period, d.value AS delivered, s.value AS summed,
        round(d.value - s.value, 6) AS difference, d.delivery, s.delivery AS sum_delivery
    FROM chosen d
    JOIN summed s ON s.measure = d.measure AND s.key = d.key AND s.level = d.level
        AND s.period = d.period AND s.value IS NOT NULL AND s.certain
    JOIN area a ON a.key = d.key AND a.level = d.level
    LEFT JOIN territory t ON t.key = s.key AND t.level = s.level AND t.gebietsstand = s.gebietsstand
    WHERE d.step = 0 AND has_value(d.status) AND (
        d.gebietsstand IS NOT DISTINCT FROM s.gebietsstand
        OR abs(d.territory_km2 - CASE WHEN s.gebietsstand IS NULL THEN a.km2 ELSE t.km2 END)
            < 0.001 * d.territory_km2)
    QUALIFY row_number() OVER (
        PARTITION BY d.measure, d.key, d.period
        ORDER BY s.delivery = d.delivery DESC, s.step, s.delivery DESC) = 1
)
SELECT m.title, m.unit, c.level, c.key, c.period, c.delivered, c.summed, c.difference, c.delivery,
    c.sum_delivery
FROM compared c
JOIN measure m ON m.measure = c.measure
WHERE c.difference <> 0 AND coalesce((c.delivered = 0 OR abs(c.delivered) >= m.minimum)
    AND (c.summed = 0 OR abs(c.summed) >= m.minimum), TRUE)
ORDER BY abs(c.difference) DESC, m.title, c.key, c.period;
