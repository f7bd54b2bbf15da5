-- Upper areas whose own figure is not the sum of their parts, both of the delivery or one of an
-- earlier one. Compared only where every part has a value; which parts there must be, the areas of
-- the figures' Gebietsstand (else the newest) say, and where none are known, the delivery's own, a lone one
-- excepted.
-- Whole numbers must agree exactly; of n parts rounded to a unit u the sum may be off by (n + 1) u / 2.
WITH held AS (
    SELECT base_figure, key, level, period, sex, age_from, age_end, gebietsstand, value, status, position
    FROM incoming
    UNION ALL
    SELECT s.base_figure, s.key, s.level, s.period, s.sex, s.age_from, s.age_end, s.gebietsstand,
        s.value, s.status, NULL
    FROM stock s
    SEMI JOIN incoming i ON i.base_figure = s.base_figure AND i.period = s.period
    ANTI JOIN incoming i ON i.base_figure = s.base_figure AND i.key = s.key
        AND i.level = s.level AND i.period = s.period AND i.sex = s.sex
        AND i.age_from = s.age_from AND i.age_end = s.age_end
), additive AS (
    SELECT h.*, CASE h.level WHEN 'gemeinde' THEN 'kreis' WHEN 'kreis' THEN 'land' END AS upper_level,
        CASE WHEN h.level <> 'verband' THEN upper_of(h.key, h.level) END AS upper
    FROM held h JOIN base b ON b.id = h.base_figure AND b.additive
), own AS (
    SELECT upper, level, count(DISTINCT key) AS parts
    FROM additive WHERE upper IS NOT NULL GROUP BY upper, level
), listed AS (
    SELECT upper_of(k.key, k.level) AS upper, k.level, k.gebietsstand, s.newest, count(*) AS parts
    FROM known k
    JOIN stand s ON s.level = k.level AND s.land = substr(k.key, 1, 2) AND s.gebietsstand = k.gebietsstand
    WHERE k.level IN ('gemeinde', 'kreis') AND NOT k.unincorporated GROUP BY ALL
), summed AS (
    SELECT base_figure, upper, upper_level, level, period, sex, age_from, age_end,
        round(sum(value), 6) AS total, count(*) AS parts, max(gebietsstand) AS gebietsstand,
        count(DISTINCT gebietsstand) AS stands, bool_and(value = round(value)) AS whole,
        bool_and(has_value(status) OR status = 'not_applicable') AS complete, min(position) AS position
    FROM additive WHERE upper IS NOT NULL
    GROUP BY base_figure, upper, upper_level, level, period, sex, age_from, age_end
), met AS (
    SELECT coalesce(u.position, s.position) AS position, s.base_figure, s.upper_level AS level,
        s.upper AS key, s.period, u.value, s.total, s.parts,
        CASE WHEN s.whole AND u.value = round(u.value) THEN 0.0000005
            WHEN round(u.value, 1) = u.value THEN 0.05 * (s.parts + 1)
            WHEN round(u.value, 2) = u.value THEN 0.005 * (s.parts + 1)
            ELSE 0.0005 * (s.parts + 1) END AS tolerance
    FROM summed s
    JOIN additive u ON u.base_figure = s.base_figure AND u.key = s.upper AND u.level = s.upper_level
        AND u.period = s.period AND u.sex = s.sex AND u.age_from = s.age_from
        AND u.age_end = s.age_end AND has_value(u.status)
        AND (u.gebietsstand IS NULL OR s.gebietsstand IS NULL OR u.gebietsstand = s.gebietsstand)
    LEFT JOIN listed l ON l.upper = s.upper AND l.level = s.level
        AND CASE WHEN s.gebietsstand IS NULL THEN l.newest ELSE l.gebietsstand = s.gebietsstand END
    JOIN own o ON o.upper = s.upper AND o.level = s.level
    WHERE s.complete AND s.stands <= 1 AND s.parts >= coalesce(l.parts, greatest(o.parts, 2))
        AND coalesce(u.position, s.position) IS NOT NULL
)
SELECT *, count(*) OVER (PARTITION BY base_figure, level) AS n
FROM met WHERE abs(value - total) > tolerance + 1e-9
QUALIFY row_number() OVER (PARTITION BY base_figure, level ORDER BY abs(value - total) DESC, position) <= $most
ORDER BY base_figure, level, abs(value - total) DESC, position;
