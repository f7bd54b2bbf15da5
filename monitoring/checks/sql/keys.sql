-- Keys that no Gebietsstand knows, and keys that the figure's own (else the newest) does not.
-- A key without any number is left out: tables keep dissolved areas as "-".
WITH used AS (
    SELECT key, level, substr(key, 1, 2) AS land, gebietsstand, count(*) AS figures,
        min(position) AS position, min(period) AS first, max(period) AS last
    FROM incoming WHERE level <> 'bund'
    GROUP BY key, level, gebietsstand HAVING bool_or(status NOT IN ('nil', 'missing', 'not_applicable'))
), ever AS (
    SELECT DISTINCT key, level FROM known
    UNION SELECT from_key, level FROM change_listed
    UNION SELECT to_key, level FROM change_listed
), judged AS (
    SELECT u.*, coalesce(own.gebietsstand, newest.gebietsstand) AS reference,
        ever.key IS NOT NULL AS ever_known
    FROM used u
    JOIN stand newest ON newest.level = u.level AND newest.land = u.land AND newest.newest
    LEFT JOIN stand own ON own.level = u.level AND own.land = u.land
        AND own.gebietsstand = u.gebietsstand
    LEFT JOIN ever ON ever.key = u.key AND ever.level = u.level
)
SELECT j.key, j.level, j.reference::VARCHAR AS reference, j.ever_known, sum(j.figures)::BIGINT AS figures,
    min(j.position)::BIGINT AS position, min(j.first) AS first, max(j.last) AS last,
    bool_or(c.from_key IS NOT NULL) AS carried, bool_and(j.gebietsstand IS NOT NULL) AS dated
FROM judged j
LEFT JOIN known k ON k.key = j.key AND k.level = j.level AND k.gebietsstand = j.reference
LEFT JOIN (SELECT DISTINCT from_key, level FROM change_listed) c
    ON c.from_key = j.key AND c.level = j.level
WHERE k.key IS NULL
GROUP BY j.key, j.level, j.reference, j.ever_known ORDER BY j.key, j.reference;
