"""The tables `make evaluate` prints, in French as the project's users read them."""

from collections import Counter
from collections.abc import Iterable

from tests.evaluation.cases import Case
from tests.evaluation.measures import ASKED, SEARCHES, TITLES
from tests.evaluation.periods import Difference
from tests.evaluation.scores import Missed, Outcome, Score
from transcogage.resolution.model import Status

CERTAIN_BIN = 10
COLUMNS = ("personnes", "  juste", "   faux", "faux et certain", "certain", "sans un mot", " listée", "première")
"""The code given is right, is wrong, is wrong and called certain; `certain`, and no word of the hint that contradicts;
the truth is listed, is listed first."""


def view_lines(title: str, score: Score, present: Score) -> Iterable[str]:
    """One view: outcomes by status for both methods, the ten largest errors, the calibration."""
    yield f"\n## {title} ({score.people} personnes)"
    yield from _outcomes("Transcogage", score)
    yield from _outcomes("Méthode actuelle", present)
    if score.errors:
        yield "  Dix plus grandes erreurs (personnes, question, attendu, répondu) :"
    for (name, year, department, truth, status, best), people in score.errors.most_common(10):
        yield f"    {people:5}  {name} | {year} | {department} | {truth} | {status} {best}"
    yield "  Calibration (score annoncé, part juste) :"
    for number in sorted(score.bins):
        in_bin, right, announced = score.bins[number]
        label = "certain" if number == CERTAIN_BIN else f"{number / 10:.1f}–{number / 10 + 0.1:.1f}"
        yield f"    {label:8} {in_bin:6.0f} personnes  annoncé {announced / in_bin:.3f}  juste {right / in_bin:.3f}"


def _outcomes(method: str, score: Score) -> Iterable[str]:
    yield (
        f"  {method} : meilleur candidat juste {score.share(score.best_right):.3f} %, "
        f"vérité parmi les candidats {score.share(score.listed):.3f} %"
    )
    for status in Status:
        if total := score.status(status):
            counts = ", ".join(f"{outcome} {count}" for outcome in Outcome if (count := score.outcome(outcome, status)))
            yield f"    {status.value:12} {score.share(total):7.3f} %  {counts}"


def asked_lines(scores: dict[str, Score], missed: set[str]) -> Iterable[str]:
    """Questions as people put them, one view a line; then the ten largest errors of each view that misses a bar."""
    yield "\n## Questions telles qu'on les pose, et saisies (en % des personnes)"
    titles = {letter: f"{letter:17} {TITLES[letter]}" for letter in (*(view.letter for view in ASKED), *SEARCHES)}
    width = max(map(len, titles.values()))
    yield f"    {'':{width}}  {'  '.join(COLUMNS)}"
    for letter, title in titles.items():
        cells = (f"{cell:>{len(column)}}" for cell, column in zip(_cells(scores[letter]), COLUMNS, strict=True))
        yield f"    {title:{width}}  {'  '.join(cells)}"
    for letter in titles:
        if letter in missed:
            yield f"  {letter}. {TITLES[letter]} : dix plus grandes erreurs (personnes, question, attendu, répondu) :"
            yield from _largest(scores[letter])


def _cells(score: Score) -> Iterable[str]:
    """What the columns say of a view; a search gives no code."""
    yield str(score.people)
    counts = (
        score.outcome(Outcome.RIGHT),
        score.outcome(Outcome.WRONG),
        score.outcome(Outcome.WRONG, Status.CERTAIN),
        score.status(Status.CERTAIN),
        sum(score.unwarned.values()),
    )
    yield from (f"{score.share(count):.3f}" if score.outcomes else "" for count in counts)
    yield from (f"{score.share(count):.3f}" for count in (score.listed, score.best_right))


def _largest(score: Score) -> Iterable[str]:
    """Codes given and wrong or without a warning, then the truth not first, then no code given; all years together."""
    together: Counter[tuple[int, str, str, str]] = Counter()
    seen: dict[tuple[int, str, str, str], Missed] = {}
    for gravity, misses in ((0, score.unwarned), (1, score.errors), (2, score.undecided)):
        for missed, people in misses.items():
            wrong = missed.status in (Status.CERTAIN.value, Status.PROBABLE.value)
            question = (0 if wrong else gravity, missed.name, missed.department, missed.truth)
            together[question] += people
            seen.setdefault(question, missed)
    for question, people in sorted(together.items(), key=lambda item: (item[0][0], -item[1]))[:10]:
        name, year, department, truth, status, best = seen[question]
        yield f"    {people:5}  {name} | {year} | {department} | {truth} | {status} {best}"


def period_lines(asked: int, differences: list[Difference]) -> Iterable[str]:
    """View E."""
    yield f"\n## E. chaque période de la table Lutèce ({asked} lignes) : {len(differences)} différences"
    for difference in differences:
        yield f"    {difference.code} {difference.name} au {difference.day} : {difference.answered}"


def case_lines(results: list[tuple[Case, list[str]]]) -> Iterable[str]:
    """The labelled cases: how many pass by tier, and each that does not."""
    yield f"\n## Cas annotés ({len(results)})"
    for tier in ("must", "should", "may"):
        found = [faults for case, faults in results if case.tier == tier]
        yield f"    {tier:7} {sum(not faults for faults in found)} / {len(found)}"
    for case, faults in results:
        if faults:
            yield f"    {case.tier} {case.id} : {' ; '.join(faults)}. {case.why}"
