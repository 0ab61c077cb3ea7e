"""The INSEE code (COG) that a French birth place had at birth.

>>> import transcogage
>>> transcogage.open().resolve("Tourlaville", 1980, "50").code
'50602'

`open` gives a `Cog`, which is asked; the rest are the values it answers with, and the errors, in French.
"""

from transcogage.cog import Cog, QuestionError
from transcogage.cog import open_cog as open
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
