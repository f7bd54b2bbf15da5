-- Sums of Gemeinden for Verband, Planungsraum, Kreis and Land, of Kreise for the Land, and of Ortsteile
-- for a Gemeinde that they fill: within one delivery, and only where every expected area has a value
-- (or did not exist at the time).
CREATE TABLE summed AS
WITH got AS (
    SELECT v.measure, v.period, v.delivery, v.gebietsstand, m.upper_level, m.upper,
        exact_sum(v.value) AS value,
        arg_min(v.status, severity(v.status)) FILTER (v.status <> 'not_applicable') AS status,
        count(e.key) AS found, gravest(v.quality) AS quality,
        exact_sum(CASE m.upper_level WHEN 'kreis' THEN v.estimated_kreis
            WHEN 'land' THEN v.estimated_land ELSE v.estimated END) AS estimated
    FROM measured v
    JOIN measure a ON a.measure = v.measure AND a.additive
    JOIN member m ON m.key = v.key
    LEFT JOIN expected e ON e.delivery = v.delivery AND e.key = v.key
        AND e.gebietsstand IS NOT DISTINCT FROM v.gebietsstand
        AND e.upper_level = m.upper_level AND e.upper = m.upper
    SEMI JOIN delivered_key k ON k.delivery = v.delivery AND k.key = v.key
        AND k.gebietsstand IS NOT DISTINCT FROM v.gebietsstand
    WHERE v.level = 'gemeinde'
    GROUP BY v.measure, v.period, v.delivery, v.gebietsstand, m.upper_level, m.upper
),
from_gemeinden AS (
    SELECT g.*, coalesce(n.expected <= g.found, FALSE) AS complete,
        coalesce(n.certain, FALSE) AS certain, 1 AS step
    FROM got g
    LEFT JOIN need n ON n.delivery = g.delivery AND n.upper_level = g.upper_level
        AND n.upper = g.upper AND n.gebietsstand IS NOT DISTINCT FROM g.gebietsstand
),
kreise AS (
    SELECT parent AS land, count(*) AS expected FROM area WHERE level = 'kreis' GROUP BY parent
),
from_kreise AS (
    SELECT v.measure, v.period, v.delivery, 'land' AS upper_level, k.land AS upper,
        any_value(v.gebietsstand) AS gebietsstand, exact_sum(v.value) AS value,
        arg_min(v.status, severity(v.status)) FILTER (v.status <> 'not_applicable') AS status,
        count(r.key) AS found, gravest(v.quality) AS quality, exact_sum(v.estimated_land) AS estimated,
        count(r.key) >= any_value(k.expected) AS complete, TRUE AS certain, 2 AS step
    FROM measured v
    JOIN measure a ON a.measure = v.measure AND a.additive
    JOIN kreise k ON k.land = substr(v.key, 1, 2)
    LEFT JOIN area r ON r.key = v.key AND r.level = 'kreis'
    WHERE v.level = 'kreis' AND (r.key IS NOT NULL OR k.expected > 1) -- no districts of Berlin
    GROUP BY v.measure, v.period, v.delivery, k.land
),
from_ortsteile AS (
    SELECT v.measure, v.period, v.delivery, 'gemeinde' AS upper_level, o.parent AS upper,
        any_value(v.gebietsstand) AS gebietsstand, exact_sum(v.value) AS value,
        arg_min(v.status, severity(v.status)) FILTER (v.status <> 'not_applicable') AS status,
        count(*) AS found, gravest(v.quality) AS quality, exact_sum(v.estimated) AS estimated,
        count(*) >= any_value(o.expected) AS complete, TRUE AS certain, 3 AS step
    FROM measured v
    JOIN measure a ON a.measure = v.measure AND a.additive
    JOIN (
        SELECT a.key, a.parent, count(*) OVER (PARTITION BY a.parent) AS expected
        FROM planungsraum p JOIN area a ON a.key = p.ags AND a.level = 'ortsteil' WHERE p.whole
    ) o ON o.key = v.key
    WHERE v.level = 'ortsteil'
    GROUP BY v.measure, v.period, v.delivery, o.parent
)
SELECT measure, upper AS key, upper_level AS level, period, delivery, gebietsstand, quality, estimated, step, certain,
    CASE WHEN complete AND has_value(status) THEN value END AS value,
    CASE WHEN has_value(status) AND NOT complete THEN 'unknown' ELSE status END AS status
FROM (SELECT * FROM from_gemeinden UNION ALL BY NAME SELECT * FROM from_kreise
    UNION ALL BY NAME SELECT * FROM from_ortsteile)
WHERE status IS NOT NULL;
