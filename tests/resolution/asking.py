"""Questions as a caller puts them, and what the tests look at in the answers."""

from dataclasses import dataclass, field

from transcogage import Answer, Cog


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks the library; `date` is AAAA, AAAA-MM or AAAA-MM-JJ."""

    cog: Cog = field(repr=False)

    def __call__(
        self,
        name: str,
        date: str,
        department: str | None = None,
        *,
        postal_code: str | None = None,
        current_code: str | None = None,
        country: str | None = None,
        country_code: str | None = None,
    ) -> Answer:
        return self.cog.resolve(
            name,
            date,
            department,
            postal_code=postal_code,
            current_code=current_code,
            country=country,
            country_code=country_code,
        )


def codes(answer: Answer) -> list[str]:
    """The codes of the candidates, best first."""
    return [candidate.place.code for candidate in answer.candidates]


def notes(answer: Answer) -> set[str]:
    """The codes of the notes."""
    return {note.code.value for note in answer.notes}


def alternatives(answer: Answer) -> dict[str, str]:
    """The alternative codes, and what each is for."""
    return {alternative.code: alternative.usage for alternative in answer.alternatives}


def sure(answer: Answer) -> str | None:
    """The code answered, when it is certain."""
    return answer.code if answer.status == "certain" else None
