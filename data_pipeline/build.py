"""Reference text -> database: compiles the answers and writes `data/cog.duckdb`, with a manifest.

The database appears whole or not at all: it is written beside its place, then renamed.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from data_pipeline.chronicle import Chronicle, department_of
from data_pipeline.compile import CompiledAnswer, compile_answers
from data_pipeline.former_territories import ALGERIA
from data_pipeline.history import NamedPeriod
from data_pipeline.lineage import Lineages
from data_pipeline.reference import read_reference
from service.resolution.places import FRANCE
from service.resolution.release import RULES, Release

Schema = dict[str, type[pl.DataType] | pl.DataType]

PLACES: Schema = {
    "id": pl.Int32,
    "code": pl.String,
    "kind": pl.String,
    "name": pl.String,
    "department": pl.String,
    "start_date": pl.Date,
    "end_date": pl.Date,
    "country": pl.String,
    "later_codes": pl.List(pl.String),
    "postal_codes": pl.List(pl.String),
    "population": pl.Int32,
}
LINEAGE: Schema = {
    "place": pl.Int32,
    "position": pl.Int32,
    "event_date": pl.Date,
    "event": pl.String,
    "code": pl.String,
    "name": pl.String,
}
ANSWERS: Schema = {
    "department": pl.String,
    "key": pl.String,
    "start_date": pl.Date,
    "end_date": pl.Date,
    "rank": pl.Int32,
    "place": pl.Int32,
    "score": pl.Float64,
    "relation": pl.String,
    "part_code": pl.String,
}

TABLES = ("places", "lineage", "answers", "departments", "extension_codes")


def build(reference: Path, database: Path) -> Release:
    """Compile the reference text in folder `reference` into the file `database`, replacing it.

    Raises `PipelineError` when the text is missing or damaged.
    """
    facts = read_reference(reference)
    chronicle = Chronicle(facts)
    answers = list(compile_answers(chronicle))
    frames = {
        **_places_and_answers(chronicle, answers),
        "departments": _frame(facts.departments.items(), {"code": pl.String, "name": pl.String}),
        "extension_codes": _frame(facts.extension_codes.items(), {"code": pl.String, "commune": pl.String}),
    }
    release = Release(
        vintage=facts.vintage,
        version=_version(reference, facts.vintage),
        built_at=datetime.now(UTC).replace(microsecond=0),
        sources=facts.sources,
        counts={name: frames[name].height for name in TABLES},
    )
    _write(frames, release, database)
    return release


def _places_and_answers(chronicle: Chronicle, answers: list[CompiledAnswer]) -> dict[str, pl.DataFrame]:
    ids: dict[NamedPeriod, int] = {}
    rows = [
        (
            answer.department,
            answer.key,
            answer.period.start,
            answer.period.end,
            rank,
            ids.setdefault(candidate.place, len(ids)),
            candidate.score,
            str(candidate.relation),
            candidate.part_code,
        )
        for answer in answers
        for rank, candidate in enumerate(answer.candidates)
    ]
    lineages = Lineages(chronicle)
    places = [
        (
            number,
            place.entity.code,
            place.entity.kind,
            place.name,
            department_of(place.entity.code),
            place.period.start,
            place.period.end,
            ALGERIA if place.entity.kind == "PAYS" else FRANCE,
            sorted(lineages.later_codes(place)),
            sorted(lineages.postal_codes(place)),
            chronicle.latest_population(place.entity.code),
        )
        for place, number in ids.items()
    ]
    events = [
        (number, position, event.date, event.kind, event.code, event.name)
        for place, number in ids.items()
        for position, event in enumerate(lineages.events(place))
    ]
    return {
        "places": _frame(places, PLACES),
        "lineage": _frame(events, LINEAGE),
        "answers": _frame(rows, ANSWERS),
    }


def _frame(rows: Iterable[tuple[object, ...]], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _version(reference: Path, vintage: int) -> str:
    """Same reference text, same rules: same version."""
    digest = hashlib.sha256(RULES.encode())
    for path in sorted(reference.iterdir()):
        if path.suffix in (".csv", ".json"):
            digest.update(path.name.encode() + path.read_bytes())
    return f"{vintage}-{digest.hexdigest()[:10]}"


def _write(frames: dict[str, pl.DataFrame], release: Release, database: Path) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    unfinished = database.with_name(f"{database.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with TemporaryDirectory() as folder, duckdb.connect(str(unfinished)) as connection:
        connection.execute(files("data_pipeline").joinpath("schema.sql").read_text(encoding="utf-8"))
        for name, frame in frames.items():
            parquet = str(Path(folder) / f"{name}.parquet")
            frame.write_parquet(parquet)
            connection.execute(f"INSERT INTO {name} SELECT * FROM read_parquet(?)", [parquet])
        connection.execute(
            "INSERT INTO release VALUES (?, ?, ?, ?, ?, ?)",
            [
                RULES,
                release.vintage,
                release.version,
                release.built_at.replace(tzinfo=None),
                json.dumps(release.sources),
                json.dumps(release.counts),
            ],
        )
    unfinished.replace(database)
