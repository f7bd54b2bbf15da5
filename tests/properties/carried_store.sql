-- A store with the changes and figures of an example, and nothing else.
CREATE SCHEMA store;
CREATE TABLE store.delivery AS SELECT 1 AS id, NULL::TIMESTAMP AS withdrawn_at;
CREATE TABLE store.area_change AS SELECT 'gemeinde' AS level, c.* REPLACE (
    after::DATE AS after, until::DATE AS until) FROM changes c;
CREATE TABLE store.change_coverage AS SELECT 'gemeinde' AS level, c.* REPLACE (
    after::DATE AS after, until::DATE AS until) FROM coverage c;
CREATE TABLE listed_area (gebietsstand DATE, key VARCHAR, unincorporated BOOLEAN);
CREATE TABLE area (key VARCHAR, level VARCHAR);
CREATE TABLE known_area (gebietsstand DATE, key VARCHAR);
CREATE TABLE figure AS SELECT 1 AS delivery, f.* REPLACE (gebietsstand::DATE AS gebietsstand),
    0::DOUBLE AS estimated, 0::DOUBLE AS estimated_kreis, 0::DOUBLE AS estimated_land
    FROM given f;
CREATE TABLE stand_key AS SELECT DISTINCT level, gebietsstand, key FROM figure;
