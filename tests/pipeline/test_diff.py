"""What changes from a vintage to the next, as a person reads it (data_pipeline/transcogage_data/diff)."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.database.small import small_releases
from tests.pipeline.small_sources import NEXT_VINTAGE, VINTAGE
from transcogage.database.manifest import ReleaseError
from transcogage.database.releases import Releases
from transcogage.resolution.model import NATIONWIDE, Period, Status
from transcogage_data.build import build
from transcogage_data.diff.answers import NOTHING, ChangedAnswer, Outcome
from transcogage_data.diff.compare import Changes, Event, Place, compare
from transcogage_data.diff.page import as_page
from transcogage_data.diff.report import report_of
from transcogage_data.diff.sentences import by_theme
from transcogage_data.diff.sides import Places, database_of
from transcogage_data.diff.text import as_markdown, as_text
from transcogage_data.errors import PipelineError
from transcogage_data.reference import read_reference, write_reference


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The sources of both small vintages, their references (beside them) and their releases."""
    folder = tmp_path_factory.mktemp("changes")
    releases = Releases(small_releases(folder))
    return Places(folder / "sources", releases)


@pytest.fixture(scope="module")
def changes(places: Places) -> Changes:
    old, new = places.releases.versions()
    with database_of(old, places) as before, database_of(new, places) as after:
        return compare(before, after)


def test_the_new_events_are_those_that_only_the_newer_movements_hold(changes: Changes) -> None:
    assert changes.counts_by_code() == {"10": 1, "32": 3}
    assert {event.date for event in changes.events} == {date(2026, 6, 1), date(2027, 1, 1)}
    assert changes.withdrawn == []
    assert changes.new.communes - changes.old.communes == -1


def test_communes_that_merge_or_change_name_are_told_in_a_line_each(changes: Changes) -> None:
    told = {theme.title: [line for _, line in lines] for theme, lines in by_theme(changes.events)}
    assert told == {
        "Communes fusionnées": [
            "Thiaucourt-en-Haye (54518) réunit Limey-Remenauville (54316) et Thiaucourt-Regniéville (54518)"
        ],
        "Communes renommées": ["Gennevilliers (92036) → Gennevilliers-sur-Seine (92036)"],
    }


def test_every_kind_of_event_is_told_and_a_new_code_too() -> None:
    commune, other = Place("COM", "01001", "Un"), Place("COM", "01002", "Deux")
    delegated = Place("COMD", "01002", "Deux")
    day = date(2027, 1, 1)
    events = [
        Event(day, "20", None, commune),
        Event(day, "21", commune, commune),
        Event(day, "21", commune, other),
        Event(day, "30", other, None),
        Event(day, "50", commune, other),
        Event(day, "35", delegated, commune),
        Event(day, "99", commune, other),
    ]
    told = {theme.title: [line for _, line in lines] for theme, lines in by_theme(events)}
    assert told == {
        "Communes créées ou rétablies": ["Un (01001) : création", "Un (01001) devient Un (01001) et Deux (01002)"],
        "Communes qui changent de code": ["Un (01001) → Deux (01002)"],
        "Communes supprimées": ["Deux (01002) → rien"],
        "Communes déléguées et associées": ["commune déléguée Deux (01002) → Un (01001)"],
        "Autres événements": ["Un (01001) → Deux (01002)"],
    }


def test_past_answers_change_only_where_a_name_now_stands_for_more_ground(changes: Changes) -> None:
    """The halves of both names are now asked of one commune; their whole names are answered as before."""
    assert all(answer.explained for answer in changes.answers)
    assert {answer.name for answer in changes.answers} == {"Limey", "Regniéville", "Remenauville", "Thiaucourt"}
    assert all(answer.period.end == date(2026, 1, 1) or answer.period.start is None for answer in changes.answers)
    assert changes.names.new.keys() == {"54", "75", "92", NATIONWIDE}
    assert changes.names.gone == {}


def test_an_answer_that_changes_without_an_event_is_told_apart(places: Places, tmp_path: Path) -> None:
    """As when a source that should not have changed did: Tourlaville has become large."""
    facts = read_reference(places.sources.parent / str(VINTAGE))
    facts.populations["50602"] = {2013: 900_000}
    facts.populations["50383"] = {2013: 5}
    write_reference(facts, tmp_path / "other")
    with database_of(str(tmp_path / "other"), places) as after, database_of(str(VINTAGE), places) as before:
        found = compare(before, after)
    assert found.events == []
    assert found.answers
    assert not any(answer.explained for answer in found.answers)
    assert "Cherbourg-en-Cotentin" in {answer.name for answer in found.answers}
    assert f"{len(found.answers)} qu'aucun événement n'explique." in as_text(report_of(found))


def test_nothing_changes_from_a_release_to_itself(places: Places) -> None:
    with database_of(places.releases.versions()[0], places) as database:
        found = compare(database, database)
    assert (found.events, found.withdrawn, found.answers, found.names.touched) == ([], [], [], {})


def test_a_name_that_nothing_knows_any_more_is_listed(changes: Changes) -> None:
    answer = ChangedAnswer(
        "54", "Limey", Period(None, date(2026, 1, 1)), Outcome(Status.CERTAIN, ("54316",)), NOTHING, False
    )
    report = report_of(Changes(changes.old, changes.new, [], [], {}, changes.names, [answer]))
    assert "Limey   54   jusqu'au 31/12/2025   certain 54316   introuvable" in as_text(report)


def test_the_same_report_reads_as_text_as_markdown_and_as_a_page(changes: Changes) -> None:
    report = report_of(changes)
    line = "Thiaucourt-en-Haye (54518) réunit Limey-Remenauville (54316) et Thiaucourt-Regniéville (54518)"
    assert f"01/01/2027   {line}" in as_text(report).splitlines()
    assert f"| 01/01/2027 | {line} |" in as_markdown(report).splitlines()
    assert f"<td>{line}</td>" in as_page(report)


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_asks_nothing_of_any_server_and_can_be_read_aloud(changes: Changes) -> None:
    text = as_page(report_of(changes))
    page = Page(text)
    assert page.open == []
    assert not re.search(r"https?://|<script|<link|<img|url\(|@import", text)
    names = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "fr"}) in page.tags
    assert names.count("h1") == names.count("main") == names.count("nav") == 1
    assert names.count("table") == names.count("caption") == names.count("thead")
    assert all(attributes.get("scope") for tag, attributes in page.tags if tag == "th")
    identifiers = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))
    linked = {(attributes["href"] or "")[1:] for tag, attributes in page.tags if tag == "a"}
    labelled = {attributes["aria-labelledby"] for _, attributes in page.tags if "aria-labelledby" in attributes}
    assert linked | labelled <= set(identifiers)
    chart = next(attributes for tag, attributes in page.tags if tag == "svg")
    assert chart["role"] == "img"
    bars = [attributes["class"] for tag, attributes in page.tags if tag == "rect" and attributes.get("y")]
    assert bars.count("new") == 2, "the two years that have new events"


def test_names_are_written_as_text_never_as_markup(changes: Changes) -> None:
    event = Event(date(2027, 1, 1), "10", Place("COM", "01001", "<b>A|B</b>"), Place("COM", "01001", "C & D"))
    report = report_of(Changes(changes.old, changes.new, [event], [], {2027: 1}, changes.names, []))
    assert "&lt;b&gt;A|B&lt;/b&gt; (01001) → C &amp; D (01001)" in as_page(report)
    assert "A\\|B" in as_markdown(report)


def test_a_vintage_a_reference_a_release_and_a_database_are_sides(places: Places, tmp_path: Path) -> None:
    old, new = places.releases.versions()
    database = tmp_path / "cog.duckdb"
    build(places.sources.parent / str(NEXT_VINTAGE), database)
    places.releases.switch(old)
    for side in (
        str(NEXT_VINTAGE),
        str(places.sources.parent / str(NEXT_VINTAGE)),
        str(places.releases.find(new)),
        new,
    ):
        with database_of(side, places) as one, database_of(str(database), places) as other:
            found = compare(one, other)
        assert (found.old, found.events, found.answers) == (found.new, [], [])
    with database_of("current", places) as current:
        assert compare(current, current).old.version == old


@pytest.mark.parametrize("side", ["2031", "nowhere", "folder"])
def test_what_is_no_side_is_told(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, side: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    said = r"fichier absent|Versions construites|ni une référence ni"
    with pytest.raises((PipelineError, ReleaseError), match=said), database_of(side, places):
        pass


def test_sources_that_stay_the_same_give_a_readable_git_diff(places: Places) -> None:
    """From a vintage to the next, only the lines that say something new change."""
    before, after = (
        {path.name: set(path.read_text(encoding="utf-8").splitlines()) for path in folder.iterdir()}
        for folder in (places.sources.parent / str(VINTAGE), places.sources.parent / str(NEXT_VINTAGE))
    )
    differing = {name: len(before[name] ^ after[name]) for name in before if before[name] != after[name]}
    assert differing.keys() == {"periodes.csv", "successions.csv", "sources.json"}
    assert differing["successions.csv"] == 4
