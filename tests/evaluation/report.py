"""The tables `make evaluate` prints, in French as the project's users read them."""

from collections.abc import Iterable

from tests.evaluation.cases import Case
from tests.evaluation.periods import Difference
from tests.evaluation.scores import Outcome, Score
from transcogage.resolution.model import Status

CERTAIN_BIN = 10


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
