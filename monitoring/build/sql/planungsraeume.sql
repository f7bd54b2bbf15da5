-- Per set of Planungsräume the version in force at the release's Gebietsstand, with its Gemeinden.
WITH valid AS (
    SELECT id, set_name, valid_from FROM store.planungsraum_version
    WHERE replaced_by IS NULL AND withdrawn_at IS NULL AND valid_from <= $stand
    QUALIFY row_number() OVER (PARTITION BY set_name ORDER BY valid_from DESC, id DESC) = 1
)
SELECT m.ags, p.key AS raum, p.name, p.colour, v.set_name, v.id AS version,
    v.valid_from::VARCHAR AS valid_from
FROM valid v
JOIN store.planungsraum p ON p.version = v.id
JOIN store.planungsraum_member m ON m.version = v.id AND m.key = p.key
ORDER BY p.key, m.ags;
