-- Kreise whose Gemeinden are not those of a day that the chain of changes does not lead on from: a key
-- of the day is gone, or, where a directory lists the Kreis, one of the release was not there yet.
CREATE TABLE changed_kreis AS
WITH listed AS (
    SELECT DISTINCT n.gebietsstand, n.key, substr(n.key, 1, 5) AS kreis
    FROM known_area n SEMI JOIN missing_step m ON m.gebietsstand = n.gebietsstand
),
was AS (
    SELECT gebietsstand, key, kreis FROM listed
    UNION
    SELECT s.gebietsstand, s.key, substr(s.key, 1, 5)
    FROM stand_key s
    SEMI JOIN missing_step m ON m.gebietsstand = s.gebietsstand
    ANTI JOIN listed l ON l.gebietsstand = s.gebietsstand AND l.kreis = substr(s.key, 1, 5)
    WHERE s.level = 'gemeinde'
),
here AS (SELECT key, substr(key, 1, 5) AS kreis, unincorporated FROM area WHERE level = 'gemeinde')
SELECT w.gebietsstand, w.kreis FROM was w ANTI JOIN here h ON h.key = w.key
UNION
SELECT l.gebietsstand, h.kreis
FROM here h
JOIN (SELECT DISTINCT gebietsstand, kreis FROM listed) l ON l.kreis = h.kreis
ANTI JOIN listed n ON n.gebietsstand = l.gebietsstand AND n.key = h.key
WHERE NOT h.unincorporated;

-- What lies in them, with the Verbände and Planungsräume.
CREATE TABLE changed_area AS
SELECT c.gebietsstand, a.key FROM changed_kreis c JOIN area a ON substr(a.key, 1, 5) = c.kreis
WHERE a.level = 'gemeinde'
UNION
SELECT c.gebietsstand, m.upper FROM changed_kreis c JOIN member m ON substr(m.key, 1, 5) = c.kreis
WHERE m.upper_level IN ('verband', 'planungsraum');

-- Whether the official area of a day is that of a directory of the release's day or from beyond it.
CREATE TABLE compared_area AS
SELECT t.level, t.key, t.gebietsstand, bool_or(same(t.km2, z.km2)) AS equal
FROM territory t
SEMI JOIN missing_step m ON m.gebietsstand = t.gebietsstand
JOIN territory z ON z.level = t.level AND z.key = t.key AND z.gebietsstand <> t.gebietsstand
WHERE abs(z.gebietsstand - getvariable('stand')::DATE) <= 1
    OR (z.gebietsstand < getvariable('stand')::DATE) <> (t.gebietsstand < getvariable('stand')::DATE)
GROUP BY ALL;

-- Until when each Gemeinde and Kreis had another territory than in the release, as far as changes are known.
CREATE TABLE changed_since AS
WITH moved AS (
    SELECT c.from_key, c.to_key, c.after
    FROM store.area_change c
    JOIN store.delivery d ON d.id = c.delivery AND d.withdrawn_at IS NULL
    WHERE c.level = 'gemeinde' AND c.until <= getvariable('stand')::DATE AND c.from_key <> c.to_key
        AND coalesce(c.share_population, 1) > 0
),
ends AS (
    SELECT unnest([from_key, to_key]) AS key, after FROM moved
    UNION ALL
    SELECT unnest([substr(from_key, 1, 5), substr(to_key, 1, 5)]), after FROM moved
    WHERE substr(from_key, 1, 5) <> substr(to_key, 1, 5)
)
SELECT key, max(after) AS after FROM ends GROUP BY key;

-- One figure per measure, area and period: known or secret before unknown, delivered before summed,
-- newest delivery first. What a Kreis handed over or took is estimated better by its Gemeinden, and a
-- figure on another territory goes after one on the release's, which one without Gebietsstand is
-- taken to be on. Without the chain of changes an area in a Kreis that changed counts as another one (-1)
-- until its official area proves the opposite; elsewhere nothing is proved. The area of a Kreis is that of
-- the Gemeinden it has in the release.
-- Keys outside the release's territory stay out (see unmatched.sql).
CREATE TABLE chosen AS
WITH candidate AS (
    SELECT measure, key, level, period, delivery, gebietsstand, quality, estimated, value, status,
        CASE WHEN level = 'kreis' AND estimated > 0 THEN 4 ELSE 0 END AS step
    FROM measured
    UNION ALL BY NAME SELECT * FROM summed
),
placed AS (
    SELECT c.*, a.km2, t.km2 AS then_km2,
        m.gebietsstand IS NOT NULL AND NOT CASE c.level WHEN 'kreis' THEN same(t.km2, a.km2)
            ELSE coalesce(o.equal, FALSE) END AS open_chain,
        x.key IS NOT NULL
            OR c.level = 'kreis' AND coalesce(abs(t.km2 - a.km2) > 0.005 * a.km2, FALSE) AS doubtful,
        coalesce(c.gebietsstand IS NULL AND y.after >= coalesce(try_cast(c.period AS DATE),
            make_date(substr(c.period, 1, 4)::INTEGER, 12, 31)), FALSE) AS undated
    FROM candidate c
    JOIN area a ON a.key = c.key AND a.level = c.level
    LEFT JOIN territory t ON t.key = c.key AND t.level = c.level AND t.gebietsstand = c.gebietsstand
    LEFT JOIN compared_area o ON o.key = c.key AND o.level = c.level AND o.gebietsstand = c.gebietsstand
    LEFT JOIN (SELECT DISTINCT gebietsstand FROM missing_step) m ON m.gebietsstand = c.gebietsstand
    LEFT JOIN changed_since y ON y.key = c.key
    LEFT JOIN changed_area x ON x.gebietsstand = c.gebietsstand AND x.key = c.key
)
SELECT measure, key, level, period, delivery, gebietsstand, quality, estimated, value, status, step,
    substr(period, 1, 4)::INTEGER AS year,
    CASE WHEN gebietsstand IS NULL THEN km2 WHEN open_chain AND doubtful THEN -1 ELSE then_km2 END
        AS territory_km2,
    open_chain AND NOT doubtful AND level <> 'land' AS unproved, undated
FROM placed
QUALIFY row_number() OVER (
    PARTITION BY measure, key, period
    ORDER BY has_value(status) OR status = 'suppressed' DESC, status = 'missing',
        gebietsstand IS NOT NULL AND (apart(then_km2, km2) OR open_chain AND doubtful), step,
        delivery DESC) = 1;
