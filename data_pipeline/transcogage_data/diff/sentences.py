"""INSEE's events as a person reads them: one line for what happened to a commune on a day, by theme."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from transcogage.resolution.events import Family, family_of
from transcogage_data.diff.compare import Event, Place

KINDS = {"COMA": "commune associée ", "COMD": "commune déléguée ", "ARM": "arrondissement "}


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of change: its title, the families of its events, and the sentences for these."""

    title: str
    families: tuple[Family | None, ...]
    sentences: Callable[[list[Event]], list[tuple[date, str]]]


def by_theme(events: Iterable[Event]) -> list[tuple[Theme, list[tuple[date, str]]]]:
    """The themes that have events, with a line for each thing that happened, oldest first."""
    sorted_events: dict[Theme, list[Event]] = defaultdict(list)
    for event in events:
        family = family_of(event.code)
        sorted_events[next(theme for theme in THEMES if family in theme.families)].append(event)
    return [(theme, sorted(theme.sentences(sorted_events[theme]))) for theme in THEMES if theme in sorted_events]


def _mergers(events: list[Event]) -> list[tuple[date, str]]:
    """One line a new commune: the communes it is made of. Those that remain as parts of it are not named again."""
    made_of: dict[tuple[date, Place], set[Place]] = defaultdict(set)
    rest = []
    for event in events:
        if event.before and event.after and event.before.kind == event.after.kind == "COM":
            made_of[event.date, event.after].add(event.before)
        elif event.after is None or event.after.kind == "COM":
            rest.append(event)
    lines = [(day, f"{shown(after)} réunit {_listed(before)}") for (day, after), before in made_of.items()]
    return lines + _plainly(rest)


def _separations(events: list[Event]) -> list[tuple[date, str]]:
    """One line a commune that is taken apart: the communes it gives birth to."""
    gives: dict[tuple[date, Place | None], set[Place]] = defaultdict(set)
    for event in events:
        if event.after is not None:
            gives[event.date, event.before].add(event.after)
    return [
        (day, f"{_listed(after)} : création" if before is None else f"{shown(before)} devient {_listed(after)}")
        for (day, before), after in gives.items()
    ]


def _plainly(events: list[Event]) -> list[tuple[date, str]]:
    """One line an event: what was, what is."""
    return [
        (
            event.date,
            f"{shown(event.before) if event.before else 'Rien'} → {shown(event.after) if event.after else 'rien'}",
        )
        for event in events
    ]


def shown(place: Place) -> str:
    """A commune or a part of one, with its code."""
    return f"{KINDS.get(place.kind, '')}{place.name or 'sans nom connu'} ({place.code})"


def _listed(places: Iterable[Place]) -> str:
    names = [shown(place) for place in sorted(places, key=lambda place: place.code)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"


THEMES = (
    Theme("Communes fusionnées", (Family.MERGER,), _mergers),
    Theme("Communes créées ou rétablies", (Family.DIVISION,), _separations),
    Theme("Communes renommées", (Family.RENAMING,), _plainly),
    Theme("Communes qui changent de code", (Family.CODE_CHANGE,), _plainly),
    Theme("Communes supprimées", (Family.SUPPRESSION,), _plainly),
    Theme("Communes déléguées et associées", (Family.PART_ENDS, Family.PART_CHANGES), _plainly),
    Theme("Autres événements", (None,), _plainly),  # event codes that INSEE adds
)
