"""What a measurement gives: a figure, its baseline of the same run, the aim. Nothing passes or fails."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

COLUMNS = f"{'Mesure':42} {'Résultat':>14} {'Référence':>14}   {'Rapport':22} Visée"


@dataclass(frozen=True, slots=True)
class Budget:
    """How long to measure. `rounds` alternate what is measured with its baseline; so do `starts` and `builds`.

    `names`: names resolved in a round. `load_seconds`: of a round of load, on each side. `requests`: sent to a worker
    before its memory is read. `rows`: of a file; one ten times as long and one five times as short are worked on too;
    `files`: how many times.
    """

    rounds: int
    names: int
    load_seconds: float
    requests: int
    starts: int
    builds: int
    rows: int
    files: int


FULL = Budget(rounds=15, names=4_000, load_seconds=2.0, requests=20_000, starts=5, builds=2, rows=1_000_000, files=5)
QUICK = Budget(rounds=3, names=1_000, load_seconds=0.8, requests=2_000, starts=1, builds=1, rows=20_000, files=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: `rounds` holds (measured, baseline) pairs, in `unit`; `method` says what both are, and how measured."""

    name: str
    unit: str
    rounds: Sequence[tuple[float, float]]
    aim: str
    method: str

    @property
    def value(self) -> float:
        """The median of what was measured."""
        return median(measured for measured, _ in self.rounds)

    @property
    def baseline(self) -> float:
        """The median of the baseline."""
        return median(baseline for _, baseline in self.rounds)

    @property
    def ratios(self) -> list[float]:
        """Measured over baseline, round by round, smallest first."""
        return sorted(measured / baseline for measured, baseline in self.rounds)


def lines(figure: Figure) -> Iterator[str]:
    """The row under `COLUMNS` (medians; the ratio with its extremes), and under it how it was measured."""
    ratios = figure.ratios
    ratio = short(median(ratios))
    if len(ratios) > 1:
        ratio += f" ({short(ratios[0])} à {short(ratios[-1])})"
    value, baseline = (f"{short(number)} {figure.unit}" for number in (figure.value, figure.baseline))
    yield f"{figure.name:42} {value:>14} {baseline:>14}   {ratio:22} {figure.aim}"
    yield f"    {figure.method}"


def short(number: float) -> str:
    """Three significant digits, never in powers of ten."""
    decimals = 0 if number >= 100 else 1 if number >= 10 else 2 if number >= 1 else 3
    return f"{number:.{decimals}f}"
