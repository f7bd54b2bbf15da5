-- Earlier deliveries that are valid, with those of the same import, and what is known of areas.
CREATE TABLE base (id VARCHAR, title VARCHAR, additive BOOLEAN);
CREATE TABLE brought_figure AS
SELECT f.*, ''::VARCHAR AS file FROM store.figure f LIMIT 0;
CREATE TABLE brought_area AS SELECT * FROM store.area LIMIT 0;
CREATE TABLE brought_change AS SELECT * FROM store.area_change LIMIT 0;

CREATE VIEW earlier AS
SELECT f.*, d.file || ' (Lieferung ' || d.id || ')' AS file
FROM store.figure f JOIN store.delivery d ON d.id = f.delivery AND d.withdrawn_at IS NULL
UNION ALL SELECT * FROM brought_figure;

CREATE VIEW area_listed AS
SELECT a.* FROM store.area a
JOIN store.delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL
UNION ALL SELECT * FROM brought_area;

CREATE VIEW change_listed AS
SELECT c.* FROM store.area_change c
JOIN store.delivery d ON d.id = c.delivery AND d.withdrawn_at IS NULL
UNION ALL SELECT * FROM brought_change;

-- Severity and preference are those of the build (build/sql/chosen.sql).
CREATE MACRO counts(status) AS status IN ('reported', 'nil', 'suppressed');
CREATE MACRO has_value(status) AS status IN ('reported', 'nil');
CREATE MACRO upper_of(key, level) AS
    CASE level WHEN 'gemeinde' THEN substr(key, 1, 5) WHEN 'verband' THEN substr(key, 1, 5)
        WHEN 'kreis' THEN substr(key, 1, 2) END;
