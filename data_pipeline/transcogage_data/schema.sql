-- The built database. A disposable product of data/reference: never in git, rebuilt by `transcogage data build`.

-- Every period of every code: communes, arrondissements, their parts, former territories.
-- Dates are half-open; no start: since before 1943. later_codes: what its ground was coded since.
-- key: of its name. population: how well known it is, in inhabitants.
CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    code VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    department VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE,
    country VARCHAR NOT NULL,
    later_codes VARCHAR[] NOT NULL,
    postal_codes VARCHAR[] NOT NULL,
    population INTEGER NOT NULL
);

-- The events that lead from a birth place to today, in order.
CREATE TABLE lineage (
    place INTEGER NOT NULL,
    position INTEGER NOT NULL,
    event_date DATE NOT NULL,
    event VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL
);

-- The compiled answers: for a name key given with a department, the candidates of each span of days.
-- One row a candidate; rank 0 is the best.
CREATE TABLE answers (
    department VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE,
    rank INTEGER NOT NULL,
    place INTEGER NOT NULL,
    score DOUBLE NOT NULL,
    relation VARCHAR NOT NULL,
    part_code VARCHAR
);

-- The same answers, one flat row a span: what is said of a birth in bulk files, and published. `key` is of the name, as
-- transcogage.resolution.names writes it; dates are half-open. The columns after end_date are those of `Result`.
CREATE TABLE results (
    department VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE,
    status VARCHAR NOT NULL,
    code VARCHAR,
    country_code VARCHAR,
    name VARCHAR,
    score DOUBLE NOT NULL,
    date_start DATE,
    date_end DATE,
    candidates VARCHAR NOT NULL,
    message VARCHAR NOT NULL
);

-- What a code stands for, when it is not simply itself at all times: as answers, the code instead of a name.
CREATE TABLE code_answers (
    code VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE,
    rank INTEGER NOT NULL,
    place INTEGER NOT NULL,
    score DOUBLE NOT NULL,
    relation VARCHAR NOT NULL,
    part_code VARCHAR
);

-- INSEE's events between communes, arrondissements and parts, with the names on both sides.
CREATE TABLE events (
    event_date DATE NOT NULL,
    event VARCHAR NOT NULL,
    kind_before VARCHAR,
    code_before VARCHAR,
    name_before VARCHAR,
    kind_after VARCHAR,
    code_after VARCHAR,
    name_after VARCHAR
);

-- Countries and territories: during the period, what is called "asked" is written under code, whose name then is name.
CREATE TABLE countries (
    asked VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE
);

CREATE TABLE departments (code VARCHAR PRIMARY KEY, name VARCHAR NOT NULL);

-- Codes given when a commune's births outgrow 999 a month, and the commune they stand for.
CREATE TABLE extension_codes (code VARCHAR PRIMARY KEY, commune VARCHAR NOT NULL);

-- What this database is; the service refuses one built by other rules.
CREATE TABLE release (
    rules VARCHAR NOT NULL,
    vintage INTEGER NOT NULL,
    version VARCHAR NOT NULL,
    built_at TIMESTAMP NOT NULL,
    sources VARCHAR NOT NULL,
    counts VARCHAR NOT NULL
);
