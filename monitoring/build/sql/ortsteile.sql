-- Per set of Ortsteile the version in force at the release's Gebietsstand.
WITH valid AS (
    SELECT id, set_name, valid_from FROM store.planungsraum_version
    WHERE replaced_by IS NULL AND withdrawn_at IS NULL AND valid_from <= $stand
    QUALIFY row_number() OVER (PARTITION BY set_name ORDER BY valid_from DESC, id DESC) = 1
)
SELECT p.key, s.ags, p.name, p.colour, v.set_name, v.id AS version,
    v.valid_from::VARCHAR AS valid_from, s.geometry
FROM valid v
JOIN store.planungsraum_shape s ON s.version = v.id
JOIN store.planungsraum p ON p.version = v.id AND p.key = s.ags || 'T' || s.key
ORDER BY p.key;
