-- A store with figures of many years, each on the territory of its own year.
CREATE SCHEMA store;
CREATE TABLE store.delivery AS SELECT 1 AS id, NULL::TIMESTAMP AS withdrawn_at;
CREATE TABLE store.change_coverage AS SELECT 1 AS delivery, 'gemeinde' AS level,
    make_date($first, 12, 31) AS after, make_date($last, 12, 31) AS until, TRUE AS exact;
CREATE TABLE listed_area (gebietsstand DATE, key VARCHAR, unincorporated BOOLEAN);
CREATE TABLE area (key VARCHAR, level VARCHAR);
CREATE TABLE known_area (gebietsstand DATE, key VARCHAR);
CREATE TABLE figure AS
SELECT 1 AS delivery, 'b' || b AS base_figure, 'gemeinde' AS level,
    '16' || lpad(k::VARCHAR, 6, '0') AS key,
    make_date(y::INTEGER, 12, 31) AS gebietsstand, y::VARCHAR AS period, 'total' AS sex,
    0 AS age_from, NULL::INTEGER AS age_to, (k * 7 + b * 13 + y)::DOUBLE % 1000 AS value,
    'reported' AS status, '' AS quality, 0.0::DOUBLE AS estimated,
    0.0::DOUBLE AS estimated_kreis, 0.0::DOUBLE AS estimated_land
FROM range($bases) t(b), range($gemeinden) u(k), range($first, $last) v(y);
CREATE TABLE stand_key AS SELECT DISTINCT level, gebietsstand, key FROM figure;
