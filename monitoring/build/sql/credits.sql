-- "<Jahr>" in an attribution: of boundaries the year of their Gebietsstand, else the year in which the
-- newest delivery of the source came in. A source without a delivery is credited without a year.
UPDATE release.source AS s SET attribution = CASE WHEN u.year IS NULL
    THEN regexp_replace(s.attribution, ',? <Jahr>', '') ELSE replace(s.attribution, '<Jahr>', u.year) END
FROM (
    SELECT s.id, coalesce(max(substr(b.gebietsstand::VARCHAR, 1, 4)) FILTER (b.gebietsstand = $boundaries::DATE),
        max(substr(b.gebietsstand::VARCHAR, 1, 4)), max(year(d.imported_at)::VARCHAR)) AS year
    FROM release.source s
    LEFT JOIN store.delivery d ON d.source = s.id AND d.withdrawn_at IS NULL
    LEFT JOIN (SELECT DISTINCT delivery, gebietsstand FROM store.boundary) b ON b.delivery = d.id
    GROUP BY s.id
) u
WHERE u.id = s.id AND contains(s.attribution, '<Jahr>');
