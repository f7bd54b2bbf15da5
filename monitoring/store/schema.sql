CREATE SEQUENCE IF NOT EXISTS delivery_id;

CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY DEFAULT nextval('delivery_id'),
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    reader VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    rows INTEGER NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    imported_by VARCHAR NOT NULL,
    withdrawn_at TIMESTAMP
);

CREATE TABLE IF NOT EXISTS finding (
    delivery INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    count INTEGER NOT NULL
);
ALTER TABLE finding ADD COLUMN IF NOT EXISTS proposal VARCHAR DEFAULT '';

CREATE TABLE IF NOT EXISTS area (
    delivery INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR,
    ars VARCHAR,
    parent VARCHAR,
    verband VARCHAR,
    km2 DOUBLE CHECK (km2 IS NULL OR km2 >= 0),
    unincorporated BOOLEAN NOT NULL,
    gebietsstand DATE NOT NULL,
    CHECK (length(key) = CASE level
        WHEN 'land' THEN 2 WHEN 'kreis' THEN 5 WHEN 'gemeinde' THEN 8 WHEN 'verband' THEN 9
        ELSE length(key) END)
);

CREATE TABLE IF NOT EXISTS boundary (
    delivery INTEGER NOT NULL,
    gebietsstand DATE NOT NULL,
    level VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    geometry BLOB NOT NULL
);

CREATE TABLE IF NOT EXISTS figure (
    delivery INTEGER NOT NULL,
    base_figure VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    gebietsstand DATE,
    period VARCHAR NOT NULL,
    sex VARCHAR NOT NULL CHECK (sex IN ('total', 'male', 'female', 'diverse')),
    age_from INTEGER NOT NULL CHECK (age_from >= 0),
    age_to INTEGER CHECK (age_to IS NULL OR age_to >= age_from),
    value DOUBLE,
    status VARCHAR NOT NULL CHECK (status IN ('reported', 'nil', 'suppressed', 'unreliable',
        'not_yet', 'unknown', 'not_applicable', 'missing')),
    quality VARCHAR NOT NULL CHECK (quality IN ('', 'provisional', 'revised', 'estimated',
        'limited')),
    CHECK ((status IN ('reported', 'nil')) = (value IS NOT NULL)),
    CHECK (status <> 'nil' OR value = 0),
    CHECK (length(key) = CASE level
        WHEN 'land' THEN 2 WHEN 'kreis' THEN 5 WHEN 'gemeinde' THEN 8 WHEN 'verband' THEN 9
        ELSE length(key) END)
);

CREATE TABLE IF NOT EXISTS area_change (
    delivery INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    from_key VARCHAR NOT NULL,
    from_name VARCHAR NOT NULL,
    to_key VARCHAR NOT NULL,
    to_name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('dissolved', 'partial', 'rekeyed', 'renamed')),
    after DATE NOT NULL,
    until DATE NOT NULL CHECK (until > after),
    legal_date DATE,
    population DOUBLE,
    km2 DOUBLE,
    share_population DOUBLE CHECK (share_population BETWEEN 0 AND 1),
    share_area DOUBLE CHECK (share_area BETWEEN 0 AND 1),
    share_employment DOUBLE CHECK (share_employment BETWEEN 0 AND 1)
);

CREATE TABLE IF NOT EXISTS change_coverage (
    delivery INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    after DATE NOT NULL,
    until DATE NOT NULL CHECK (until > after),
    exact BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS planungsraum_version (
    id INTEGER PRIMARY KEY,
    set_name VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by VARCHAR NOT NULL,
    replaced_by INTEGER,
    withdrawn_at TIMESTAMP
);

CREATE TABLE IF NOT EXISTS planungsraum (
    version INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    colour VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS planungsraum_member (
    version INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    ags VARCHAR NOT NULL CHECK (length(ags) = 8)
);

-- Ortsteile: Planungsräume below the Gemeinde, by boundaries of their own.
CREATE TABLE IF NOT EXISTS planungsraum_shape (
    version INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    ags VARCHAR NOT NULL CHECK (length(ags) = 8),
    geometry BLOB NOT NULL
);
