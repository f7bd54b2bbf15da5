-- Areas that were not there on the day of figures that the chain of changes does not carry: whoever
-- was there instead may have a figure, but none that compares. A Verband came about with its members.
CREATE TABLE afterwards AS
WITH there AS (
    SELECT level, gebietsstand, key FROM stand_key
    UNION SELECT 'gemeinde', gebietsstand, key FROM known_area
    UNION SELECT 'kreis', gebietsstand, substr(key, 1, 5) FROM known_area
),
uncarried AS (
    SELECT DISTINCT p.indicator, c.level, c.year, c.gebietsstand
    FROM part p JOIN chosen c ON c.measure = p.measure
    SEMI JOIN missing_step m ON m.gebietsstand = c.gebietsstand
    WHERE c.level IN ('gemeinde', 'kreis')
),
later AS (
    SELECT u.indicator, u.year, a.level, a.key FROM uncarried u
    JOIN area a ON a.level = u.level AND NOT a.unincorporated
    ANTI JOIN there t ON t.level = u.level AND t.gebietsstand = u.gebietsstand AND t.key = a.key
)
SELECT indicator, year, key FROM later
UNION SELECT l.indicator, l.year, m.upper FROM later l
JOIN member m ON m.key = l.key AND m.upper_level IN ('verband', 'planungsraum')
JOIN (SELECT upper, count(*) AS members FROM member GROUP BY upper) s ON s.upper = m.upper
GROUP BY l.indicator, l.year, m.upper HAVING count(*) = any_value(s.members);

-- Values of a day from which no chain of changes leads on, where nothing tells of a change either.
-- And of no known Gebietsstand, whose area has changed since.
CREATE TABLE unproved AS
SELECT p.indicator, c.key, c.year, bool_or(c.unproved) AS unproved, bool_or(c.undated) AS undated
FROM part p JOIN chosen c ON c.measure = p.measure
WHERE (c.unproved OR c.undated) AND has_value(c.status)
GROUP BY p.indicator, c.key, c.year;

-- Every indicator × area × period: a value, or the reason why there is none.
CREATE TABLE every_value AS
WITH grid AS (
    SELECT DISTINCT n.indicator, n.level, n.period, n.year, a.key, a.km2, a.unincorporated
    FROM (SELECT DISTINCT indicator, level, period, year FROM numerator) n
    JOIN indicator_level l ON l.indicator = n.indicator AND l.level = n.level
    JOIN area a ON a.level = n.level
),
joined AS (
    SELECT g.*, i.per, i.is_rate,
        n.value AS numerator, coalesce(n.status, 'missing') AS numerator_status,
        CASE WHEN i.is_rate THEN graver(n.quality, d.quality) ELSE n.quality END AS quality,
        coalesce(n.estimated / nullif(n.value, 0), 0) AS numerator_share,
        coalesce(d.estimated / nullif(d.value, 0), 0) AS denominator_share,
        d.value AS denominator, coalesce(d.status, 'missing') AS denominator_status,
        apart(n.territory_km2, d.territory_km2)
            OR coalesce(n.territory_km2 < 0, FALSE) <> coalesce(d.territory_km2 < 0, FALSE) AS mismatch,
        apart(n.territory_km2, g.km2) OR coalesce(n.territory_km2 < 0, FALSE) AS other_territory,
        f.key IS NOT NULL AS is_later, o.unproved, o.undated
    FROM grid g
    JOIN definition i ON i.id = g.indicator
    LEFT JOIN numerator n ON n.indicator = g.indicator AND n.key = g.key AND n.period = g.period
    LEFT JOIN denominator d ON d.indicator = g.indicator AND d.key = g.key AND d.year = g.year
    LEFT JOIN afterwards f ON f.indicator = g.indicator AND f.key = g.key AND f.year = g.year
    LEFT JOIN unproved o ON o.indicator = g.indicator AND o.key = g.key AND o.year = g.year
),
judged AS (
    SELECT *,
        CASE
            WHEN is_later AND (numerator_status = 'missing'
                OR is_rate AND has_value(numerator_status) AND denominator_status = 'missing')
                THEN 'not_comparable'
            WHEN NOT has_value(numerator_status) THEN numerator_status
            WHEN is_rate AND NOT has_value(denominator_status) THEN denominator_status
            WHEN is_rate AND denominator = 0 THEN 'not_applicable'
            WHEN is_rate AND mismatch OR other_territory THEN 'not_comparable'
            WHEN numerator = 0 THEN 'nil'
            ELSE 'reported' END AS raw_status,
        least(greatest(abs(numerator_share),
            CASE WHEN is_rate THEN abs(denominator_share) ELSE 0 END), 1) AS estimated_share
    FROM joined
)
SELECT indicator, level, key AS ags, period,
    CASE WHEN has_value(raw_status)
        THEN CASE WHEN is_rate THEN numerator * per / denominator ELSE numerator END END AS value,
    CASE WHEN has_value(raw_status) THEN numerator END AS numerator,
    CASE WHEN has_value(raw_status) AND is_rate THEN denominator END AS denominator,
    CASE WHEN unincorporated AND raw_status IN ('missing', 'unknown') THEN 'not_applicable'
        ELSE raw_status END AS status,
    CASE WHEN has_value(raw_status) THEN estimated_share END AS estimated_share,
    concat_ws(',',
        nullif(marks(quality, CASE WHEN has_value(raw_status) THEN estimated_share ELSE 0 END), ''),
        CASE WHEN is_rate AND denominator = 0 THEN 'zero_denominator' END,
        CASE WHEN is_rate AND mismatch THEN 'territory_mismatch' END,
        CASE WHEN unincorporated THEN 'uninhabited' END,
        CASE WHEN unproved AND has_value(raw_status) THEN 'unproved' END,
        CASE WHEN undated AND has_value(raw_status) THEN 'undated' END,
        CASE WHEN other_territory OR is_later AND raw_status = 'not_comparable' THEN 'territory' END)
        AS note
FROM judged;

-- A period of which nothing is known at a level is no period of the indicator.
CREATE TABLE computed AS
SELECT v.* FROM every_value v
SEMI JOIN (
    SELECT DISTINCT indicator, level, period FROM every_value
    WHERE status NOT IN ('missing', 'not_applicable', 'not_comparable', 'unknown')
) k USING (indicator, level, period);
