-- Areas, Planungsräume and neighbours as in the earlier release, whose territory is the same.
CREATE TABLE area AS
SELECT ags AS key, name, label, level, kind, parent, verband, area_km2 AS km2, unincorporated,
    lon, lat, west, south, east, north
FROM earlier.area;
CREATE TABLE planungsraum AS FROM earlier.planungsraum;
CREATE TABLE planungsraum_member AS FROM earlier.planungsraum_member;
CREATE TABLE neighbour AS FROM earlier.neighbour;
CREATE TABLE layer_area AS FROM earlier.layer_area;
CREATE TABLE boundary_difference AS FROM earlier.boundary_difference;
