"""The INSEE code (COG) that a French birth place had at birth.

>>> import transcogage
>>> transcogage.open().resolve("Tourlaville", 1980, "50").code
'50602'

`open` gives a `Cog`, which is asked; the rest are the values it answers with, and the errors, in French.
"""

from typing import TYPE_CHECKING, Any

from transcogage.database.store import DatabaseError
from transcogage.resolution.answer import Answer
from transcogage.resolution.autocomplete import Proposal
from transcogage.resolution.codes import CodeCheck, CodeNature, UnknownCodeError
from transcogage.resolution.countries import Country
from transcogage.resolution.model import (
    AlternativeCode,
    Birthplace,
    Candidate,
    Event,
    Note,
    NoteCode,
    Period,
    Relation,
    Status,
)
from transcogage.resolution.places import CountryFound, Places
from transcogage.resolution.ranking import Match
from transcogage.resolution.release import Release

if TYPE_CHECKING:
    from transcogage.cog import Cog, QuestionError
    from transcogage.cog import open_cog as open

__all__ = [
    "AlternativeCode",
    "Answer",
    "Birthplace",
    "Candidate",
    "CodeCheck",
    "CodeNature",
    "Cog",
    "Country",
    "CountryFound",
    "DatabaseError",
    "Event",
    "Match",
    "Note",
    "NoteCode",
    "Period",
    "Places",
    "Proposal",
    "QuestionError",
    "Relation",
    "Release",
    "Status",
    "UnknownCodeError",
    "open",
]


def __getattr__(name: str) -> Any:
    """What asks is imported when it is asked for: processes that work on a file, and do not, start a quarter sooner."""
    if name not in ("Cog", "QuestionError", "open"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from transcogage import cog  # noqa: PLC0415

    return cog.open_cog if name == "open" else getattr(cog, name)


def __dir__() -> list[str]:
    return __all__
