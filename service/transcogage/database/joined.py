"""What files are joined with: the compiled answers again, by numbers, for texts are slower to join.

It depends on no file, so it is made once, at build, from the tables `results` and `places`: a command that begins
reads it in two thirds of the time.
"""

from datetime import date

import duckdb

from transcogage.database.index import read_countries
from transcogage.resolution.departments import DEPARTMENTS
from transcogage.resolution.model import NATIONWIDE, Status
from transcogage.resolution.place_text import is_looked_up_as_it_is, is_only_a_name
from transcogage.resolution.policy import PROBABLE_NATIONWIDE_FROM

DEPARTMENT_NUMBERS = {code: number for number, code in enumerate(sorted({NATIONWIDE, *DEPARTMENTS}))}
"""Of the departments, and of the whole of France."""

_KEYS = """
    CREATE OR REPLACE TABLE joined_keys AS
    SELECT key, (row_number() OVER (ORDER BY key) - 1)::UINTEGER AS key_number FROM (SELECT DISTINCT key FROM results)
    ORDER BY key
"""
_ASKED = f"""
    WITH only_there AS (SELECT key FROM results GROUP BY key HAVING count(DISTINCT department) = 1)
    SELECT key, department, start_date, end_date, rowid FROM results WHERE list_contains($departments, department)
    UNION ALL
    SELECT key, '{NATIONWIDE}', start_date, end_date, results.rowid FROM results SEMI JOIN only_there USING (key)
    WHERE department <> '{NATIONWIDE}'
        AND NOT (status = '{Status.PROBABLE}' AND score < {PROBABLE_NATIONWIDE_FROM})
"""
"""In a department, and in the whole of France: there, a name that one department knows means what it means in it, but
for what is given less readily (`policy.decide`).
"""

_SPANS = f"""
    CREATE OR REPLACE TABLE joined_spans AS
    SELECT (key_number * {len(DEPARTMENT_NUMBERS)} + list_position($departments, department) - 1)::UINTEGER AS pair,
           coalesce(start_date, DATE '{date.min}') AS start_date, coalesce(end_date, DATE '{date.max}') AS end_date,
           asked.rowid::UINTEGER AS answer
    FROM ({_ASKED}) asked JOIN joined_keys USING (key)
    ORDER BY pair, start_date
"""
_NAMES = """
    CREATE OR REPLACE TABLE joined_names AS
    SELECT unnest($names) AS name, unnest($keys) AS key, unnest($looked_up_as_it_is) AS looked_up_as_it_is,
           unnest($says_more) AS says_more
"""


def make_joined_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make these tables from the others (in a database that has them, anew):

    `joined_keys`: every key that has answers, with its number, in order of both. `joined_spans`: for a key in a
    department (`pair`: their numbers in one), start_date and end_date (half-open), and answer, a `rowid` of `results`.
    `joined_names`: official names, with their key, whether they are looked up as they are in a department, and whether
    more than a name is read in them in the whole of France.
    """
    connection.execute(_KEYS)
    connection.execute(_SPANS, {"departments": list(DEPARTMENT_NUMBERS)})
    known = connection.execute("SELECT DISTINCT name, key FROM places ORDER BY name").fetchall()
    is_country = read_countries(connection).is_name
    columns = {
        "names": [name for name, _ in known],
        "keys": [key for _, key in known],
        "looked_up_as_it_is": [is_looked_up_as_it_is(name) for name, _ in known],
        "says_more": [not is_only_a_name(name, is_country) for name, _ in known],
    }
    connection.execute(_NAMES, columns)
