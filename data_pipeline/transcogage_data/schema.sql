-- The built database. A disposable product of data/reference: never in git, rebuilt by `transcogage data build`.
-- What the service keeps in memory is packed in JSON, a text each (transcogage.database.packed), and unpacked in views.

-- Every period of every code: communes, arrondissements, their parts, former territories. Those that can be typed come
-- first, the best known before the others. key: of its name. place: the rest of it, as of `Birthplace`.
CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    place JSON NOT NULL
);

-- The compiled answers: for a name key given with a department, the candidates of each span of days, best first.
CREATE TABLE names (department VARCHAR NOT NULL, key VARCHAR NOT NULL, spans JSON NOT NULL);

-- The same, one row a candidate; position: of its span. Days are proleptic ordinals.
CREATE VIEW answers AS
WITH spans AS (
    SELECT department, key, unnest(from_json(spans, '["JSON"]')) AS span,
           unnest(range(json_array_length(spans)::BIGINT)) AS position
    FROM names
),
candidates AS (
    SELECT department, key, position, (span ->> 0)::INTEGER AS first_day, (span ->> 1)::INTEGER AS day_after,
           unnest(from_json(span -> 2, '["JSON"]')) AS candidate
    FROM spans
)
SELECT department, key, position, first_day, day_after, (candidate ->> 0)::INTEGER AS place,
       (candidate ->> 1)::DOUBLE AS score, candidate ->> 2 AS relation, candidate ->> 3 AS part_code
FROM candidates;

-- The codes that are not simply themselves at all times: what each stands for (as names, the code instead of a name),
-- and the events it takes part in, oldest first.
CREATE TABLE codes (code VARCHAR PRIMARY KEY, spans JSON, events JSON);

-- What is typed -> numbers of places, best known first, four bytes each. kind: beginning (of a word), department,
-- postal_code.
CREATE TABLE typed (kind VARCHAR NOT NULL, value VARCHAR NOT NULL, rows BLOB NOT NULL);

-- The compiled answers, one flat row a span: what is said of a birth in bulk files, and published. `key` is of the name, as
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
