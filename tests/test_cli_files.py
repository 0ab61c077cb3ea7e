"""`transcogage csv`: files and standard streams, what is told, and nothing half-written."""

import os
import pty
import resource
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from tests.command_line import Runner
from tests.conftest import DATABASE
from tests.http.running import COMMAND
from tests.waiting import PATIENCE, wait_until
from transcogage.bulk.csv_file import LONGEST_START
from transcogage.cli.french import EXIT_INTERRUPTED
from transcogage.whole_files import UNFINISHED

FILE = "nom;annee;dep\nCherbourg;1980;50\nBors;1980;16\nGenneviliers;1960;92\nNulle part;1980;50\nParis;80;75\n"
COLUMNS = ["--nom", "nom", "--annee", "annee", "--departement", "dep"]
ENVIRONMENT = os.environ | {"TRANSCOGAGE_DATABASE": str(DATABASE)}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that a failing run must leave as it is."""
    path = tmp_path / "out.csv"
    path.write_text("avant", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Names that are slow to find, all distinct: several blocks, many seconds."""
    path = tmp_path_factory.mktemp("long") / "in.csv"
    lines = (f"Saint-Germin {number} Layy;1960;78\n" for number in range(300_000))
    path.write_text("nom;annee;dep\n" + "".join(lines), encoding="utf-8")
    return path


def assert_untouched(target: Path) -> None:
    assert target.read_text(encoding="utf-8") == "avant"
    assert [
        path.name for path in target.parent.iterdir() if path.name not in {"in.csv", "in.parquet", target.name}
    ] == []


def test_the_file_is_written_and_summed_up(run: Runner, source: Path, target: Path) -> None:
    outcome = run("csv", str(source), str(target), *COLUMNS)
    assert (outcome.code, outcome.output) == (0, "")
    assert [line.split()[:2] for line in outcome.errors.splitlines()] == [
        ["5", "lignes"],
        ["certain", "1"],
        ["probable", "1"],
        ["ambigu", "1"],
        ["introuvable", "1"],
        ["erreur", "1"],
    ]
    assert "20,0" in outcome.errors
    assert target.read_text(encoding="utf-8").startswith("nom;annee;dep;result_status;result_code;")
    assert sorted(path.name for path in target.parent.iterdir()) == ["in.csv", "out.csv"]


def test_columns_and_score_may_be_asked(run: Runner, source: Path, target: Path) -> None:
    chosen = ["--columns", "result_code, result_status", "--min-score", "0.99"]
    assert run("csv", str(source), str(target), *COLUMNS, *chosen).code == 0
    assert target.read_text(encoding="utf-8").splitlines() == [
        "nom;annee;dep;result_code;result_status",
        "Cherbourg;1980;50;50129;certain",
        "Bors;1980;16;;ambigu",
        "Genneviliers;1960;92;;ambigu",
        "Nulle part;1980;50;;introuvable",
        "Paris;80;75;;erreur",
    ]


@pytest.mark.parametrize("written", ["in.csv", "./in.csv", "sous/../in.csv", "absolute", "link.csv", "hard.csv"])
def test_a_file_is_never_replaced_by_its_results_however_its_path_is_written(
    run: Runner, source: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.chdir(source.parent)
    (source.parent / "sous").mkdir()
    (source.parent / "link.csv").symlink_to("in.csv")
    (source.parent / "hard.csv").hardlink_to(source)
    outcome = run("csv", "in.csv", str(source) if written == "absolute" else written, *COLUMNS)
    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.errors == "OUT : C'est le fichier qui est lu : donnez un autre nom, pour ne pas le perdre.\n"
    assert source.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize("name", ["out.xlsx", "out.XLS", "out.ods", "out.csv.gz", "out.json", "out.parquet"])
def test_a_csv_never_bears_the_name_of_another_format(run: Runner, source: Path, name: str) -> None:
    outcome = run("csv", str(source), str(source.with_name(name)), *COLUMNS)
    assert outcome.code == 2
    assert outcome.errors.startswith("OUT : ")
    assert ".csv ou .parquet." in outcome.errors
    assert [path.name for path in source.parent.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("name", ["out.txt", "out.tsv", "out", "out.CSV"])
def test_a_csv_may_be_called_otherwise(run: Runner, source: Path, name: str) -> None:
    assert run("csv", str(source), str(source.with_name(name)), *COLUMNS).code == 0


def test_a_file_without_a_department_is_asked_in_the_whole_of_france(run: Runner, source: Path, target: Path) -> None:
    assert (
        run("csv", str(source), str(target), "--nom", "nom", "--annee", "annee", "--columns", "result_code").code == 0
    )
    codes = [line.rpartition(";")[2] for line in target.read_text(encoding="utf-8").splitlines()[1:]]
    assert codes == ["50129", "", "", "", ""]  # a misspelt name is never settled in the whole of France


def test_years_in_two_digits_are_read_with_a_pivot_only(run: Runner, source: Path, target: Path) -> None:
    source.write_text(
        "nom;ne;an\nGennevilliers;3/5/60;\nGennevilliers;3-mai-70;\nGennevilliers;;60\n", encoding="utf-8"
    )
    asked = ["csv", str(source), str(target), "--nom", "nom", "--date", "ne", "--annee", "an"]

    def results(*more: str) -> list[str]:
        assert run(*asked, *more, "--columns", "result_code,result_message").code == 0
        return target.read_text(encoding="utf-8").splitlines()[1:]

    assert [line.split(";")[3] for line in results("--siecle-pivot", "26")] == ["75036", "92036", "75036"]
    refused = results()
    assert ["deux chiffres" in line or "quatre chiffres" in line for line in refused] == [True] * 3
    assert "--siecle-pivot" in refused[0]
    assert run(*asked, "--siecle-pivot", "100").code == 2


def test_through_pipes_the_file_comes_out_and_the_summary_apart() -> None:
    process = subprocess.run(
        [COMMAND, "csv", "-", "-", *COLUMNS],
        input=FILE.encode(),
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    assert process.stdout.startswith(b"nom;annee;dep;result_status;")
    assert process.stdout.count(b"\n") == FILE.count("\n")
    errors = process.stderr.decode()
    assert errors.startswith("5 lignes en ")
    assert "\x1b" not in errors, "no bar where there is no terminal"


@pytest.mark.parametrize(
    ("encoding", "accents_come", "written"),
    [
        ("utf-8", "late", "utf-8"),
        ("cp1252", "late", "utf-8"),
        ("utf-8", "at once", "utf-8"),
        ("cp1252", "at once", "cp1252"),
    ],
)
def test_a_pipe_gives_one_encoding_whenever_the_accents_come(encoding: str, accents_come: str, written: str) -> None:
    ascii_rows = "Cherbourg;1980;50\n" * (LONGEST_START // 10)
    accents = "Équeurdreville-Hainneville;1980;50\n"
    rows = ascii_rows + accents if accents_come == "late" else accents + ascii_rows
    process = subprocess.run(
        [COMMAND, "csv", "-", "-", *COLUMNS],
        input=f"nom;annee;dep\n{rows}".encode(encoding),
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    resolved = process.stdout.decode(written).splitlines()[1:]
    assert {line.split(";")[:5][-1] for line in resolved} == {"50129", "50173"}
    assert all("c'était déjà le nom de la commune" in line for line in resolved)


def test_a_reader_who_leaves_ends_the_run_in_one_line(long_file: Path) -> None:
    arguments: list[str | Path] = [COMMAND, "csv", "-", "-", *COLUMNS]
    with (
        long_file.open("rb") as given,
        subprocess.Popen(
            arguments, stdin=given, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process,
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read().decode()
        assert process.wait(timeout=PATIENCE) == 1
    assert errors == "Fichier : la sortie a été fermée avant la fin.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["absent.csv", "out.csv"], 1, "absent.csv : fichier ou dossier introuvable."),
        (["absent.parquet", "out.parquet"], 1, "absent.parquet : fichier ou dossier introuvable."),
        ([".", "out.csv"], 1, ". : c'est un dossier, donnez un fichier."),
        (["in.csv", "."], 1, ". : c'est un dossier, donnez un fichier."),
        (["in.csv", "absent/out.csv"], 1, "absent/out.csv : fichier ou dossier introuvable."),
        (["in.csv", "in.csv/out.csv"], 1, "in.csv/out.csv : fichier ou dossier introuvable."),
        (["in.csv", "out.csv", "--nom", "commune"], 2, "--nom : La colonne « commune » n'est pas dans le fichier."),
        (["in.csv", "out.csv", "--delimiteur", ";;"], 2, "--delimiteur : Donnez un seul caractère"),
        (["in.csv", "out.csv", "--encodage", "utf-16"], 2, "--encodage : Donnez utf-8, windows-1252"),
        (["in.csv", "out.csv", "--columns", "code"], 2, "--columns : Choisissez parmi result_status, result_code"),
        (["in.csv", "out.csv", "--columns", "result_code,result_code"], 2, "chacune une fois."),
        (["in.csv", "out.csv", "--min-score", "0.5"], 2, "Commande incomplète ou mal écrite, à --min-score."),
        (["in.csv"], 2, "Commande incomplète ou mal écrite, à OUT."),
    ],
)
def test_what_prevents_it_is_told_and_nothing_is_written(  # noqa: PLR0917 - what it takes to ask, and what is expected
    run: Runner,
    source: Path,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(source.parent)
    outcome = run("csv", *COLUMNS, *arguments)
    assert (outcome.code, outcome.output) == (code, "")
    assert said in outcome.errors
    assert_untouched(target)


def test_a_missing_database_says_what_to_run(
    run: Runner, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", str(target.parent / "absent.duckdb"))
    outcome = run("csv", str(source), str(target), *COLUMNS)
    assert outcome.code == 1
    assert "transcogage data build" in outcome.errors
    assert_untouched(target)


def limited(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_when_the_disk_takes_no_more_the_old_file_stays(source: Path, target: Path, kind: str) -> None:
    """A file that may not grow stands for a disk that is full: writing fails in the middle."""
    source, target = source.rename(source.with_suffix(f".{kind}")), target.rename(target.with_suffix(f".{kind}"))
    if kind == "csv":
        source.write_text(FILE * 1_000, encoding="utf-8")
    else:
        births = pl.DataFrame({"nom": ["Cherbourg"] * 20_000, "annee": 1980, "dep": "50"})
        births.with_columns(note=pl.int_range(pl.len()).cast(pl.String)).write_parquet(source)
    process = subprocess.run(
        [COMMAND, "csv", source, target, *COLUMNS],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        preexec_fn=limited(10_000),
    )
    assert process.stderr.decode() == "Fichier : le fichier à écrire dépasse la taille permise.\n"
    assert process.returncode == 1
    assert_untouched(target)


@contextmanager
def working(long_file: Path, target: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """The command, once it has begun to write."""
    with subprocess.Popen(
        [COMMAND, "csv", long_file, target, *COLUMNS], env=ENVIRONMENT, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        wait_until(lambda: bool(list(target.parent.glob(f"{UNFINISHED}*/out.csv"))))
        yield process


def test_when_a_process_beside_it_is_killed_it_says_so(long_file: Path, target: Path) -> None:
    """As the system does when memory is short; waiting for its results would never end."""
    with working(long_file, target) as process:
        assert process.stderr is not None
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        wait_until(lambda: bool(workers(children)))
        os.kill(workers(children)[0], signal.SIGKILL)
        assert "Un processus de calcul a été arrêté" in process.stderr.read().decode()
        assert process.wait(timeout=PATIENCE) == 1
    assert_untouched(target)


def workers(children: Path) -> list[int]:
    """The processes started to answer; another one, that Python may start, only looks after what they share."""
    return [
        int(child)
        for child in children.read_text(encoding="ascii").split()
        if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


@pytest.mark.parametrize("begun_for", [0, 0.2, 1])
@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_when_interrupted_the_old_file_stays(
    long_file: Path, target: Path, begun_for: float, ended_by: signal.Signals
) -> None:
    """Also while the database is read, and while the processes beside it start."""
    with working(long_file, target) as process:
        assert process.stderr is not None
        time.sleep(begun_for)
        if ended_by is signal.SIGINT:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to the processes it has started too
        else:
            process.terminate()
        assert process.stderr.read().decode() == "Interrompu : aucun fichier n'a été écrit.\n"
        assert process.wait(timeout=PATIENCE) == EXIT_INTERRUPTED
    assert_untouched(target)


def test_on_a_terminal_a_bar_shows_how_far_it_is(source: Path, target: Path) -> None:
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [COMMAND, "csv", source, target, *COLUMNS], env=ENVIRONMENT | {"TERM": "xterm"}, stderr=terminal
    ) as process:
        os.close(terminal)
        shown = b""
        while select.select([controller], [], [], PATIENCE)[0]:
            try:
                shown += os.read(controller, 10_000)
            except OSError:  # how Linux tells that the other side is closed
                break
        assert process.wait(timeout=PATIENCE) == 0
    os.close(controller)
    text = shown.decode()
    assert "\x1b[" in text
    assert "5 lignes, " in text
    assert " par seconde" in text
    assert "5 lignes en " in text


def test_the_help_is_in_french(run: Runner) -> None:
    outcome = run("csv", "--help")
    assert outcome.code == 0
    for option in (*COLUMNS[::2], "--date", "--mois", "--jour", "--code-postal", "--code-commune", "--min-score"):
        assert f"{option} " in outcome.output
    for english in ("Show", "[required]", "Usage:", "[default", "TEXT", "FLOAT", "range"):
        assert english not in outcome.output
