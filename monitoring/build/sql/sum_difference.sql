-- Where an office delivers a Verband, Kreis or Land itself, its figure counts; here is by how much
-- it differs from the complete sum of its parts on the same territory. The sum of the same delivery
-- goes first. Figures without a Gebietsstand are compared with those of their Stichtag and with those
-- that the same office delivered in the same form, also without; Ortsteile, which a city counts itself,
-- with what any office says. Official areas of a territory differ by some hectares from survey to survey.
-- Counts below the base figure's minimum stay out.
-- Gemeinden that a later delivery corrected, without all others, count with what it says.
INSERT INTO release.sum_difference
WITH corrected AS (
    SELECT o.delivery, o.measure, o.period, m.upper_level AS level, m.upper AS key,
        exact_sum(n.value - o.value) AS more, max(n.delivery) AS later
    FROM chosen n
    JOIN measured o ON o.measure = n.measure AND o.key = n.key AND o.level = n.level
        AND o.period = n.period AND o.delivery < n.delivery
    JOIN member m ON m.key = n.key
    ANTI JOIN summed w ON w.delivery = n.delivery AND w.measure = n.measure AND w.key = m.upper
        AND w.period = n.period AND w.value IS NOT NULL AND w.certain
    WHERE n.level = 'gemeinde' AND has_value(n.status) AND has_value(o.status) AND n.value <> o.value
        AND n.gebietsstand IS NOT DISTINCT FROM o.gebietsstand
    GROUP BY ALL
),
compared AS (
    SELECT d.measure, d.key, d.level, d.period, d.value AS delivered,
        s.value + coalesce(c.more, 0) AS summed, round(d.value - summed, 6) AS difference, d.delivery,
        coalesce(c.later, s.delivery) AS sum_delivery
    FROM chosen d
    JOIN summed s ON s.measure = d.measure AND s.key = d.key AND s.level = d.level
        AND s.period = d.period AND s.value IS NOT NULL AND s.certain
    LEFT JOIN corrected c ON s.step = 1 AND c.delivery = s.delivery AND c.measure = s.measure
        AND c.period = s.period AND c.level = s.level AND c.key = s.key
    LEFT JOIN territory t ON t.key = s.key AND t.level = s.level AND t.gebietsstand = s.gebietsstand
    JOIN store.delivery o ON o.id = d.delivery
    JOIN store.delivery p ON p.id = s.delivery
    WHERE d.step = 0 AND has_value(d.status) AND (
        d.gebietsstand = s.gebietsstand
        OR d.gebietsstand IS NULL AND s.gebietsstand IS NULL
            AND o.reader = p.reader AND o.source = p.source
        OR s.step = 3 AND (d.gebietsstand IS NULL OR s.gebietsstand IS NULL)
        OR coalesce(d.gebietsstand, s.gebietsstand)::VARCHAR = d.period
            AND (d.gebietsstand IS NULL OR s.gebietsstand IS NULL)
        OR d.gebietsstand IS NOT NULL AND abs(d.territory_km2 - t.km2) < 0.001 * d.territory_km2)
    QUALIFY row_number() OVER (
        PARTITION BY d.measure, d.key, d.period
        ORDER BY s.delivery = d.delivery DESC, s.step, s.delivery DESC) = 1
)
SELECT m.title, m.unit, c.level, c.key, c.period, c.delivered, c.summed, c.difference, c.delivery,
    c.sum_delivery, m.base
FROM compared c
JOIN measure m ON m.measure = c.measure
SEMI JOIN work_base w ON w.id = m.base
WHERE c.difference <> 0 AND coalesce((c.delivered = 0 OR abs(c.delivered) >= m.minimum)
    AND (c.summed = 0 OR abs(c.summed) >= m.minimum), TRUE)
ORDER BY abs(c.difference) DESC, m.title, c.key, c.period;
