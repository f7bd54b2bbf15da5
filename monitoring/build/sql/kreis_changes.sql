-- Changes between Kreise: as delivered, and those that follow from changes of Gemeinden. There a Kreis
-- hands over what its Gemeinden do, as shares of its people and area in a directory: that of the
-- newest Gebietsstand before the change, else of the next one.
WITH valid AS (SELECT id FROM store.delivery WHERE withdrawn_at IS NULL),
change AS (SELECT c.* FROM store.area_change c JOIN valid v ON v.id = c.delivery),
crossing AS (
    SELECT delivery, after, until, from_key, substr(from_key, 1, 5) AS from_kreis,
        substr(to_key, 1, 5) AS to_kreis, share_population, share_area
    FROM change
    WHERE level = 'gemeinde' AND substr(from_key, 1, 5) <> substr(to_key, 1, 5)
        AND coalesce(share_population, 1) + coalesce(share_area, 1) > 0
        AND delivery NOT IN (SELECT delivery FROM store.change_coverage WHERE level = 'kreis')
),
directory AS (
    SELECT a.gebietsstand, a.key, substr(a.key, 1, 5) AS kreis, max(a.km2) AS km2,
        max(f.value) AS people
    FROM store.area a
    JOIN valid v ON v.id = a.delivery
    LEFT JOIN store.figure f ON f.delivery = a.delivery AND f.key = a.key
        AND f.gebietsstand = a.gebietsstand AND f.base_figure = 'bevoelkerung' AND f.sex = 'total'
        AND f.age_from = 0 AND f.age_to IS NULL
    WHERE a.level = 'gemeinde' AND substr(a.key, 1, 5) IN (SELECT from_kreis FROM crossing)
    GROUP BY ALL
),
whole AS (
    SELECT gebietsstand, kreis, sum(km2) AS km2, sum(people) AS people FROM directory GROUP BY ALL
),
weighed AS (
    SELECT DISTINCT c.after, w.*
    FROM crossing c JOIN whole w ON w.kreis = c.from_kreis
    QUALIFY row_number() OVER (PARTITION BY c.after, w.kreis ORDER BY w.people IS NULL,
        w.gebietsstand > c.after, abs(w.gebietsstand - c.after)) = 1
),
amount AS (
    SELECT c.delivery, c.after, c.until, c.from_kreis, c.to_kreis, w.gebietsstand,
        w.people AS all_people, w.km2 AS all_km2,
        CASE WHEN bool_and(c.share_population * g.people IS NOT NULL)
            THEN sum(c.share_population * g.people) END AS people,
        CASE WHEN bool_and(c.share_area * g.km2 IS NOT NULL) THEN sum(c.share_area * g.km2) END AS km2
    FROM crossing c
    LEFT JOIN weighed w ON w.after = c.after AND w.kreis = c.from_kreis
    LEFT JOIN directory g ON g.gebietsstand = w.gebietsstand AND g.key = c.from_key
    GROUP BY ALL
),
handed AS ( -- of what is left of the Kreis since its directory
    SELECT delivery, after, until, from_kreis, to_kreis,
        round(people / (all_people - coalesce(sum(people) OVER before, 0)), 12) AS people,
        round(km2 / (all_km2 - coalesce(sum(km2) OVER before, 0)), 12) AS km2
    FROM amount
    WINDOW before AS (PARTITION BY delivery, from_kreis, gebietsstand ORDER BY until
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING)
),
stays AS (
    SELECT delivery, after, until, from_kreis, from_kreis AS to_kreis,
        CASE WHEN bool_and(people IS NOT NULL) THEN round(1 - sum(people), 12) END AS people,
        CASE WHEN bool_and(km2 IS NOT NULL) THEN round(1 - sum(km2), 12) END AS km2
    FROM handed GROUP BY ALL
)
SELECT delivery, from_key, to_key, after::VARCHAR AS after, until::VARCHAR AS until,
    share_population, share_area, share_employment
FROM change WHERE level = 'kreis'
UNION ALL
SELECT delivery, from_kreis, to_kreis, after::VARCHAR, until::VARCHAR, people, km2, NULL::DOUBLE
FROM (FROM handed UNION ALL FROM stays)
WHERE coalesce(people, 1) + coalesce(km2, 1) > 0;
