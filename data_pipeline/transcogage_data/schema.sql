-- The built database. A disposable product of data/reference: never in git, rebuilt by `transcogage data build`.
-- What the service keeps in memory is packed in JSON, a text each (transcogage.database.packed); views show it in columns.
-- Texts are compressed by zstd where some are long: what DuckDB would choose gives up on a column that holds one.

-- Every period of every code: communes, arrondissements, their parts, former territories. First, the best known before
-- the others, those that stand for what can be proposed as one types: a code under one name. key: of its name.
CREATE TABLE packed_places (id INTEGER PRIMARY KEY, key VARCHAR NOT NULL, place JSON NOT NULL);

-- The numbers of the places in the order of their codes, four bytes each: a single row.
CREATE TABLE places_by_code (numbers BLOB NOT NULL);

-- The compiled answers: for a name key given with a department, the candidates of each span of days, best first.
CREATE TABLE packed_names (department VARCHAR NOT NULL, key VARCHAR NOT NULL, spans JSON NOT NULL USING COMPRESSION zstd);

-- The codes that are not simply themselves at all times: what each stands for (as names, the code instead of a name),
-- and the events it takes part in, oldest first.
CREATE TABLE packed_codes (code VARCHAR PRIMARY KEY, spans JSON, events JSON);

-- What is typed -> numbers of proposals, best known first, four bytes each. kind: beginning (of a word), department,
-- postal_code.
CREATE TABLE typed (kind VARCHAR NOT NULL, value VARCHAR NOT NULL, rows BLOB NOT NULL);

-- The names under which proposals are typed in full, in their order, a line each: with and without article or brackets;
-- and the proposal of each, four bytes. Here and below, a single row.
CREATE TABLE typed_names (keys VARCHAR NOT NULL USING COMPRESSION zstd, proposals BLOB NOT NULL);

-- When a proposal was which place, in proleptic ordinals of days, by the first; not those that always were the same.
CREATE TABLE typed_presences (
    proposals BLOB NOT NULL, places BLOB NOT NULL, start_days BLOB NOT NULL, end_days BLOB NOT NULL
);

-- Proposals of today that began on a known day, by that day, and the proposal that was so called before, on the same
-- ground: itself if there is none.
CREATE TABLE typed_later (proposals BLOB NOT NULL, start_days BLOB NOT NULL, namesakes BLOB NOT NULL);

-- The places. Dates are half-open; no start: since before 1943. later_codes: what its ground was coded since.
-- population: how well known it is, in inhabitants.
CREATE VIEW places AS
SELECT id, place ->> 0 AS code, place ->> 1 AS kind, place ->> 2 AS name, key, place ->> 3 AS department,
       (place ->> 4)::DATE AS start_date, (place ->> 5)::DATE AS end_date, place ->> 6 AS country,
       from_json(place -> 7, '["VARCHAR"]') AS later_codes, from_json(place -> 8, '["VARCHAR"]') AS postal_codes,
       (place ->> 9)::INTEGER AS population
FROM packed_places;

-- The compiled answers, one row a candidate; rank 0 is the best. Spans hold proleptic ordinals of days, whose first and
-- last stand for no bound.
CREATE VIEW answers AS
WITH spans AS (
    SELECT department, key, unnest(from_json(spans, '["JSON"]')) AS span,
           unnest(range(json_array_length(spans)::BIGINT)) AS position
    FROM packed_names
),
candidates AS (
    SELECT department, key, position, (span ->> 0)::INTEGER AS first_day, (span ->> 1)::INTEGER AS day_after,
           unnest(from_json(span -> 2, '["JSON"]')) AS candidate, unnest(range(json_array_length(span -> 2)::BIGINT)) AS rank
    FROM spans
)
SELECT department, key, position,
       CASE WHEN first_day > 1 THEN DATE '0001-01-01' + (first_day - 1) END AS start_date,
       CASE WHEN day_after < 3652060 THEN DATE '0001-01-01' + (day_after - 1) END AS end_date,
       rank, (candidate ->> 0)::INTEGER AS place, (candidate ->> 1)::DOUBLE AS score, candidate ->> 2 AS relation,
       candidate ->> 3 AS part_code
FROM candidates;

-- INSEE's events between communes, arrondissements and parts, with the names on both sides.
CREATE VIEW events AS
WITH events AS (SELECT code, unnest(from_json(events, '["JSON"]')) AS event FROM packed_codes)
SELECT (event ->> 0)::DATE AS event_date, event ->> 1 AS event, event ->> '$[2][0]' AS kind_before,
       event ->> '$[2][1]' AS code_before, event ->> '$[2][2]' AS name_before, event ->> '$[3][0]' AS kind_after,
       event ->> '$[3][1]' AS code_after, event ->> '$[3][2]' AS name_after
FROM events
WHERE code = coalesce(event ->> '$[2][1]', event ->> '$[3][1]'); -- both sides hold it

-- The same, one flat row a span: what is said of a birth in bulk files, and published. `key` is of the name, as
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
    message VARCHAR NOT NULL USING COMPRESSION zstd
);

-- Countries and territories: during the period, a name designates a ground, by one of INSEE's codes. `key` is as
-- transcogage.resolution.countries writes it, `kind` a NameKind.
CREATE TABLE country_names (
    key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    ground VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE
);

-- During the period, a ground is written under code, whose name then is name.
CREATE TABLE countries (
    ground VARCHAR NOT NULL,
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
