"""The answer to a question: what its candidates and its status say, computed when it is asked for.

A file of a million rows reads the code and the sentence of an answer, `/v1/cog` all of it: each pays for what it reads.
"""

from typing import NamedTuple

from transcogage.resolution.model import FRANCE, AlternativeCode, Candidate, Note, NoteCode, Query, Reading, Status
from transcogage.resolution.place_pieces import arrondissement_of_key
from transcogage.resolution.sentences import alternatives_of, explain, notes_of


class Answer(NamedTuple):
    """The answer to `query`: never silently wrong, always explained.

    `candidates` are best first: the places that are possible. `met`: what there is to say of the way they were found.
    `read`: what was read of the question, when it is more than what is given; otherwise `asked` is the key of its name.
    """

    query: Query
    status: Status
    candidates: tuple[Candidate, ...]
    met: frozenset[NoteCode] = frozenset()
    read: Reading | None = None
    asked: str = ""

    @property
    def reading(self) -> Reading:
        """What was understood of the question."""
        if self.read is not None:
            return self.read
        found = arrondissement_of_key(self.asked)
        return Reading(self.query.name, self.query.department, arrondissement=found[1] if found is not None else None)

    @property
    def best(self) -> Candidate | None:
        """The first candidate, None when no place is possible."""
        return None if self.status is Status.NOT_FOUND else self.candidates[0]

    @property
    def code(self) -> str | None:
        """The commune's code, when the status is certain or probable and the place is in France."""
        best = self.best
        if best is None or self.status is Status.AMBIGUOUS or best.place.country != FRANCE:
            return None
        return best.place.code

    @property
    def country(self) -> str | None:
        """The country's code to use with it: France's (99100), or that of a birth abroad. None when nothing was found,
        when candidates are of several countries, or when the only one is not sure to be meant.
        """
        if self.status is Status.NOT_FOUND:
            return None
        if len(self.candidates) == 1:
            place = self.candidates[0].place
            return None if place.kind == "PAYS" and self.status is Status.AMBIGUOUS else place.country
        countries = {candidate.place.country for candidate in self.candidates}
        return countries.pop() if len(countries) == 1 else None

    @property
    def score(self) -> float:
        """The probability that the best candidate is right, from 0 to 1; 0 when nothing was found."""
        return self.best.score if self.best is not None else 0.0

    @property
    def alternatives(self) -> tuple[AlternativeCode, ...]:
        """Other codes under which the same birth may be known."""
        return alternatives_of(self.best) if self.best is not None else ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What deserves a second look."""
        department = self.query.department if self.read is None else self.read.department
        return notes_of(self.met | self.query.remarks, self.candidates, self.status, self.query.period, department)

    @property
    def explanation(self) -> str:
        """One or two sentences, in French: the answer and the reason for it."""
        return explain(self.status, self.candidates, self.met)
