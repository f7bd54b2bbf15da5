-- Deliveries that say something of areas, also withdrawn ones (names are taken from all), and all
-- that is known of Planungsräume.
SELECT d.id::VARCHAR AS id, d.sha256, d.reader, d.withdrawn_at IS NULL AS valid
FROM store.delivery d
WHERE d.id IN (
    SELECT delivery FROM store.area UNION SELECT delivery FROM store.boundary
    UNION SELECT delivery FROM store.area_change UNION SELECT delivery FROM store.change_coverage)
UNION ALL SELECT 'version', sum(hash(p))::VARCHAR, '', TRUE FROM store.planungsraum_version p
UNION ALL SELECT 'planungsraum', sum(hash(p))::VARCHAR, '', TRUE FROM store.planungsraum p
UNION ALL SELECT 'member', sum(hash(p))::VARCHAR, '', TRUE FROM store.planungsraum_member p
UNION ALL SELECT 'shape', sum(hash(p))::VARCHAR, '', TRUE FROM store.planungsraum_shape p
ORDER BY id;
