"""What a person reads of a comparison, whatever it is written in: a title, a summary, sections that are tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from transcogage.resolution.events import event_label, is_known_event
from transcogage_data.diff.answers import ChangedAnswer, Outcome
from transcogage_data.diff.compare import Changes
from transcogage_data.diff.sentences import by_theme

Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """A table: its title, what it shows, its columns, its rows; `empty` is said when it has none."""

    title: str
    text: str
    columns: tuple[str, ...]
    rows: Rows
    empty: str = "Aucun."


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: `chart` gives the events of each year, all of them, and among them those that are new."""

    title: str
    summary: list[str]
    sections: list[Section]
    chart: list[tuple[int, int, int]]


def report_of(changes: Changes) -> Report:
    """The report of a comparison, in French."""
    old, new = changes.old, changes.new
    unexplained = [answer for answer in changes.answers if not answer.explained]
    new_by_year: dict[int, int] = {}
    for event in changes.events:
        new_by_year[event.date.year] = new_by_year.get(event.date.year, 0) + 1
    return Report(
        title=f"COG {old.vintage} → {new.vintage} : ce qui change",
        summary=[
            f"De la version {old.version} à la version {new.version}.",
            f"Communes aujourd'hui : {new.communes} ({new.communes - old.communes:+d}).",
            f"Événements nouveaux : {len(changes.events)} ; retirés par l'INSEE : {len(changes.withdrawn)}.",
            f"Noms nouveaux : {sum(map(len, changes.names.new.values()))} ; oubliés : "
            f"{sum(map(len, changes.names.gone.values()))} ; dont une réponse change : "
            f"{sum(changes.names.touched.values())}.",
            f"Réponses changées pour des naissances d'avant {old.vintage} : {len(changes.answers)}, dont "
            f"{len(unexplained)} qu'aucun événement n'explique.",
        ],
        sections=list(_sections(changes, unexplained)),
        chart=[(year, count, new_by_year.get(year, 0)) for year, count in changes.events_by_year.items()],
    )


def _sections(changes: Changes, unexplained: list[ChangedAnswer]) -> Iterator[Section]:
    codes = changes.counts_by_code()
    yield Section(
        "Événements nouveaux, par code",
        "Les codes sont ceux de l'INSEE (MOD), les nombres ceux des lignes nouvelles du fichier des mouvements.",
        ("Code", "Événement", "Nombre"),
        [
            (code, event_label(code) if is_known_event(code) else "code nouveau, à étudier", str(count))
            for code, count in codes.items()
        ],
    )
    for theme, lines in by_theme(changes.events):
        yield Section(theme.title, "", ("Date", "Ce qui change"), [(french(day), line) for day, line in lines])
    if changes.withdrawn:
        rows: Rows = [(french(day), line) for _, lines in by_theme(changes.withdrawn) for day, line in lines]
        yield Section("Événements retirés ou corrigés par l'INSEE", "", ("Date", "Ce qui n'est plus dit"), rows)
    yield Section(
        "Réponses qui changent sans qu'un événement l'explique",
        "À étudier une à une avant de publier.",
        ANSWER_COLUMNS,
        list(map(_answer_row, unexplained)),
        "Aucune.",
    )
    yield Section(
        "Réponses qui changent par ces événements, pour des naissances passées",
        f"Naissances d'avant {changes.old.vintage} : un nom demandé aujourd'hui désigne plus de terrain, ou moins.",
        ANSWER_COLUMNS,
        [_answer_row(answer) for answer in changes.answers if answer.explained],
        "Aucune.",
    )
    yield Section("Noms que plus rien ne connaît", "", ("Département", "Noms"), _names(changes.names.gone))
    yield Section("Noms nouveaux", "", ("Département", "Noms"), _names(changes.names.new))
    yield Section(
        "Départements touchés",
        "Nombre de noms dont une réponse au moins change, scores compris.",
        ("Département", "Noms"),
        [(department, str(count)) for department, count in sorted(changes.names.touched.items())],
    )


ANSWER_COLUMNS = ("Nom demandé", "Département", "Naissances", "Avant", "Après")


def _answer_row(answer: ChangedAnswer) -> tuple[str, ...]:
    start, end = answer.period.start, answer.period.end
    births = f"depuis le {french(start)}" if start else "depuis toujours"
    if end is not None:
        last = french(end - timedelta(days=1))
        births = f"du {french(start)} au {last}" if start else f"jusqu'au {last}"
    return answer.name, answer.department, births, _outcome(answer.before), _outcome(answer.after)


def _outcome(outcome: Outcome) -> str:
    return f"{outcome.status} {', '.join(outcome.codes)}".strip()


def _names(names: dict[str, list[str]]) -> Rows:
    return [(department, ", ".join(keys)) for department, keys in sorted(names.items())]


def french(day: date) -> str:
    """A day as JJ/MM/AAAA."""
    return f"{day:%d/%m/%Y}"
