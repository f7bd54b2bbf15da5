CREATE TABLE area (
    ags VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, label VARCHAR NOT NULL, level VARCHAR NOT NULL,
    kind VARCHAR, parent VARCHAR, verband VARCHAR, area_km2 DOUBLE, population DOUBLE,
    unincorporated BOOLEAN NOT NULL, lon DOUBLE, lat DOUBLE,
    west DOUBLE, south DOUBLE, east DOUBLE, north DOUBLE
);
CREATE TABLE planungsraum (
    ags VARCHAR PRIMARY KEY, colour VARCHAR NOT NULL, set_name VARCHAR NOT NULL,
    version INTEGER NOT NULL, valid_from DATE NOT NULL,
    whole BOOLEAN -- of an Ortsteil: its Gemeinde is the sum of such
);
CREATE TABLE planungsraum_member (raum VARCHAR NOT NULL, ags VARCHAR NOT NULL);
CREATE TABLE topic (id VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, position INTEGER NOT NULL);
CREATE TABLE source (
    id VARCHAR PRIMARY KEY, publisher VARCHAR NOT NULL, title VARCHAR NOT NULL,
    licence VARCHAR NOT NULL, url VARCHAR, attribution VARCHAR,
    rhythm VARCHAR, published_after_months INTEGER
);
CREATE TABLE indicator (
    id VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, question VARCHAR NOT NULL,
    definition VARCHAR NOT NULL, unit VARCHAR NOT NULL, decimals INTEGER NOT NULL,
    polarity VARCHAR NOT NULL, kind VARCHAR NOT NULL, per DOUBLE NOT NULL,
    numerator_text VARCHAR NOT NULL, denominator_text VARCHAR, source VARCHAR NOT NULL,
    caution VARCHAR, reference VARCHAR, minimum INTEGER, computable BOOLEAN NOT NULL,
    reason VARCHAR, position INTEGER NOT NULL
);
CREATE TABLE indicator_topic (indicator VARCHAR NOT NULL, topic VARCHAR NOT NULL);
CREATE TABLE indicator_break (indicator VARCHAR NOT NULL, year INTEGER NOT NULL, text VARCHAR NOT NULL);
CREATE TABLE indicator_source (indicator VARCHAR NOT NULL, source VARCHAR NOT NULL, delivery INTEGER NOT NULL);
CREATE TABLE value (
    indicator VARCHAR NOT NULL, level VARCHAR NOT NULL, ags VARCHAR NOT NULL,
    period VARCHAR NOT NULL, value DOUBLE, numerator DOUBLE, denominator DOUBLE,
    status VARCHAR NOT NULL, estimated_share DOUBLE, note VARCHAR NOT NULL,
    CHECK ((status IN ('reported', 'nil')) = (value IS NOT NULL))
);
CREATE TABLE value_by_area AS FROM value;
CREATE TABLE population (
    ags VARCHAR NOT NULL, level VARCHAR NOT NULL, period VARCHAR NOT NULL, sex VARCHAR NOT NULL,
    age_from INTEGER NOT NULL, age_to INTEGER, value DOUBLE, status VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);
CREATE TABLE boundary_difference ( -- of Gemeinden whose boundary was made of earlier ones
    ags VARCHAR PRIMARY KEY, drawn_km2 DOUBLE NOT NULL, official_km2 DOUBLE
);
CREATE TABLE neighbour (ags VARCHAR NOT NULL, neighbour VARCHAR NOT NULL);
CREATE TABLE area_change (
    from_key VARCHAR NOT NULL, from_name VARCHAR NOT NULL, to_key VARCHAR NOT NULL,
    to_name VARCHAR NOT NULL, kind VARCHAR NOT NULL, after VARCHAR NOT NULL, until VARCHAR NOT NULL,
    share_population DOUBLE, share_area DOUBLE, population DOUBLE
);
CREATE TABLE area_name ( -- of every Gebietsstand that was delivered; until is NULL for those of today
    ags VARCHAR NOT NULL, level VARCHAR NOT NULL, name VARCHAR NOT NULL, since VARCHAR NOT NULL,
    until VARCHAR
);
CREATE TABLE missing_step (
    gebietsstand VARCHAR NOT NULL, after VARCHAR NOT NULL, until VARCHAR NOT NULL
);
CREATE TABLE layer_area (level VARCHAR NOT NULL, position INTEGER NOT NULL, ags VARCHAR NOT NULL);
CREATE TABLE unmatched (
    base_figure VARCHAR NOT NULL, key VARCHAR NOT NULL, name VARCHAR, period_from VARCHAR NOT NULL,
    period_to VARCHAR NOT NULL, rows INTEGER NOT NULL, delivery INTEGER NOT NULL,
    base VARCHAR NOT NULL
);
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, reader VARCHAR NOT NULL,
    source VARCHAR NOT NULL, rows INTEGER NOT NULL, imported_at TIMESTAMP NOT NULL,
    findings INTEGER NOT NULL
);
CREATE TABLE delivery_period (delivery INTEGER NOT NULL, period VARCHAR NOT NULL);
CREATE TABLE finding (
    delivery INTEGER NOT NULL, position INTEGER NOT NULL, message VARCHAR NOT NULL,
    place VARCHAR NOT NULL, count INTEGER NOT NULL, proposal VARCHAR NOT NULL
);
CREATE TABLE sum_difference (
    measure VARCHAR NOT NULL, unit VARCHAR NOT NULL, level VARCHAR NOT NULL, ags VARCHAR NOT NULL,
    period VARCHAR NOT NULL, delivered DOUBLE NOT NULL, summed DOUBLE NOT NULL,
    difference DOUBLE NOT NULL CHECK (difference <> 0),
    delivery INTEGER NOT NULL, sum_delivery INTEGER NOT NULL, base VARCHAR NOT NULL
);
