"""The command line: the same answers as the service, readable by a person, in French, with exit codes."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.command_line import Runner
from tests.conftest import DATABASE
from tests.database.small import small_references, small_releases
from tests.http.running import COMMAND
from tests.pipeline.site import running_site
from tests.pipeline.small_sources import NEXT, NEXT_VINTAGE, write_sources
from tests.waiting import PATIENCE

ENVIRONMENT = os.environ | {"TRANSCOGAGE_DATABASE": str(DATABASE)}


@pytest.mark.parametrize(
    ("arguments", "code", "first_line"),
    [
        (["Gennevilliers", "1960", "92"], 0, "Certain : 75036"),
        (["Annecy", "1975", "74"], 0, "Probable : 74010"),
        (["Bors", "1980", "16"], 3, "Ambigu : pas de code"),
        (["Vendôme", "1980", "45"], 3, "Ambigu : pas de code"),
        (["Vendôme", "1980"], 0, "Certain : 41269"),
        (["Qwertyuiop", "1980", "45"], 4, "Introuvable : pas de code"),
    ],
)
def test_resolve_says_the_code_first_and_exits_by_the_status(
    run: Runner, arguments: list[str], code: int, first_line: str
) -> None:
    outcome = run("resolve", *arguments)
    assert outcome.code == code
    assert outcome.output.splitlines()[0] == first_line
    assert outcome.errors == ""


def test_resolve_shows_places_periods_warnings_and_source(run: Runner) -> None:
    output = run("resolve", "Gennevilliers", "1960", "92").output
    assert "100.0%  75036 Gennevilliers, depuis 1943 ou avant jusqu'au 31/12/1967" in output
    assert "À savoir :" in output
    assert "Source : COG 2026, données 2026-" in output


def test_resolve_uses_the_date_and_what_api_adresse_says(run: Runner) -> None:
    assert "14011" in run("resolve", "Aurseulles", "2024", "14", "--date", "2024-04-23").output.splitlines()[0]
    assert "14581" in run("resolve", "Aurseulles", "2024", "14", "--date", "2024-04-24").output.splitlines()[0]
    assert run("resolve", "Paris", "1980", "75", "--code-postal", "75014").output.startswith("Certain : 75114")
    assert run("resolve", "Bors", "1980", "16", "--code-commune", "16053").output.startswith("Certain : 16053")


def test_resolve_json_is_the_answer_of_the_service(run: Runner, client: TestClient) -> None:
    outcome = run("resolve", "Cherbourg-en-Cotentin", "1980", "50", "--date", "1980-06-15", "--json")
    parameters = {
        "nomCommuneNaissance": "Cherbourg-en-Cotentin",
        "anneeDateNaissance": "1980",
        "moisDateNaissance": "6",
        "jourDateNaissance": "15",
        "codeCogInseeDepartementNaissance": "50",
    }
    assert json.loads(outcome.output) == client.get("/v1/cog", params=parameters).json()


def test_resolve_tells_of_a_hint_that_cannot_be_read_and_answers(run: Runner) -> None:
    outcome = run("resolve", "Tourlaville", "1980", "50", "--code-postal", "501", "--code-commune", "x")
    assert outcome.code == 0
    assert outcome.output.count("n'a pas pu être lu") == 2


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["Paris", "80", "75"], ["ANNEE"]),
        (["Paris", "80", "96"], ["ANNEE", "DEPARTEMENT"]),
        (["", "1980", "75"], ["NOM"]),
        (["Paris", "1980", "75", "--date", "15/06/1980"], ["--date"]),
        (["Paris", "1980", "75", "--date", "1981-06-15"], ["--date"]),
        (["Paris", "1980", "75", "--date", "1980-02-30"], ["--date"]),
        (["Paris", "1980", "75", "--date", "1980-00-00"], ["--date"]),
        (["Paris", "1980", "75", "--code-pays", "Portugal"], ["--code-pays"]),
    ],
)
def test_resolve_names_what_is_wrong(run: Runner, arguments: list[str], named: list[str]) -> None:
    outcome = run("resolve", *arguments)
    assert (outcome.code, outcome.output) == (2, "")
    assert list(dict.fromkeys(line.split(" : ")[0] for line in outcome.errors.splitlines())) == named


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "L'aide : transcogage --help"),
        (["resolve", "Paris"], "à ANNEE. L'aide : transcogage resolve --help"),
        (["resolve", "Paris", "1980", "75", "76"], "L'aide : transcogage resolve --help"),
        (["serve", "--port", "http"], "à --port. L'aide : transcogage serve --help"),
        (["serve", "--porte", "80"], "à --porte. L'aide : "),
        (["server"], "L'aide : transcogage --help"),
    ],
)
def test_a_command_badly_written_is_told_in_french(run: Runner, arguments: list[str], said: str) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.errors.startswith("Commande incomplète ou mal écrite")
    assert said in outcome.errors


@pytest.mark.parametrize("arguments", [["--help"], ["resolve", "Annecy", "1975", "74"]], ids=["help", "resolve"])
def test_a_disk_that_takes_no_more_is_told(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        outcome = subprocess.run(
            [COMMAND, *arguments], env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=PATIENCE
        )
    assert (outcome.returncode, outcome.stderr.decode()) == (1, "Fichier : le disque est plein.\n")


def test_a_setting_out_of_bounds_is_named(run: Runner) -> None:
    outcome = run("serve", "--port", "70000")
    assert outcome.code == 2
    assert outcome.errors.startswith("TRANSCOGAGE_PORT : ")


def test_a_missing_database_says_what_to_run(run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", str(tmp_path / "absent.duckdb"))
    outcome = run("resolve", "Paris", "1980", "75")
    assert (outcome.code, outcome.output) == (1, "")
    assert "transcogage data build" in outcome.errors


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["serve"],
        ["resolve"],
        ["csv"],
        ["data"],
        *(["data", name] for name in ("fetch", "derive", "build", "verify", "diff", "publish", "rollback", "status")),
        ["data", "publish-table"],
    ],
)
def test_the_help_is_in_french(run: Runner, command: list[str]) -> None:
    outcome = run(*command, "--help")
    assert outcome.code == 0
    assert "Affiche cette aide." in outcome.output
    for english in ("Show", "Commands", "[required]", "Usage:", "[default"):
        assert english not in outcome.output


def test_data_build_makes_a_database_that_answers(run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", str(tmp_path / "built.duckdb"))
    built = run("data", "build", "--reference", str(small_references(tmp_path)[0]))
    assert (built.code, built.errors) == (0, "")
    assert run("resolve", "Gennevilliers", "1960", "92").output.startswith("Certain : 75036")


def test_data_builds_publishes_and_goes_back_to_releases(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    releases = small_releases(tmp_path)
    old, new = sorted(path.name for path in releases.iterdir())
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", str(releases))
    built = run("data", "build", "--reference", str(tmp_path / "2026"))
    assert (built.code, built.output.split()[1]) == (0, old), "it is there already"
    assert run("data", "publish", old).output.startswith(f"En service : COG 2026, données {old}, construites le ")
    assert run("resolve", "Gennevilliers", "1960", "92").output.startswith("Certain : 75036")
    assert run("data", "publish").output.startswith(f"En service : COG 2027, données {new}")
    (releases / ".unfinished-release").mkdir()
    (releases / old / "manifest.json").unlink()
    (releases / old / "manifest.json").write_text("{}", encoding="utf-8")
    status = run("data", "status").output.splitlines()
    assert status[0].startswith(f"→ {new} : COG 2027")
    assert status[1].startswith(f"↩ {old} : inutilisable. Version {old} : manifeste absent ou illisible.")
    assert status[-1].endswith(".unfinished-release")
    back = run("data", "rollback")
    assert (back.code, back.output) == (1, "")
    assert "manifeste absent ou illisible" in back.errors
    verified = run("data", "verify", "--reference", str(tmp_path / "2027"), "--version", new)
    assert "OK    la base suit les règles de ce programme" in verified.output.splitlines()


def test_data_fetch_takes_a_vintage_from_a_folder_or_the_sites_of_the_settings(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_sources(tmp_path / "given", NEXT, NEXT_VINTAGE)
    places = ["--sources", str(tmp_path / "sources"), "--reference", str(tmp_path / "reference")]
    fetched = run("data", "fetch", "--from", str(tmp_path / "given"), *places)
    assert (fetched.code, fetched.errors) == (0, "")
    assert fetched.output.splitlines()[0] == f"Millésime 2027, dans {tmp_path / 'sources'} :"
    derived = run("data", "derive", *places, "--millesime", "2027")
    assert derived.output == f"Référence du millésime 2027 écrite dans {tmp_path / 'reference'}.\n"
    assert run("data", "derive", *places).output == derived.output, "again, the vintage of the reference"
    with running_site() as site:
        monkeypatch.setenv("TRANSCOGAGE_DATAGOUV_URL", site.url)
        monkeypatch.setenv("TRANSCOGAGE_INSEE_URL", site.url)
        site.list_on_datagouv(list(site.publish_vintage("/f").values()))
        assert "v_commune_2027.csv : inchangé." in run("data", "fetch", *places).output.splitlines()
        missing = run("data", "fetch", *places, "--millesime", "2031")
    assert (missing.code, missing.output) == (1, "")
    assert "pas de millésime 2031" in missing.errors
    assert run("data", "fetch", "--millesime", "demain").errors.startswith("--millesime : Donnez une année")


def test_data_diff_is_read_on_the_terminal_or_written_to_a_file(run: Runner, tmp_path: Path) -> None:
    small_releases(tmp_path)
    sides = [str(tmp_path / "2026"), str(tmp_path / "2027")]
    shown = run("data", "diff", *sides)
    assert (shown.code, shown.errors) == (0, "")
    assert shown.output.startswith("COG 2026 → 2027 : ce qui change\n")
    written = run("data", "diff", *sides, "--format", "html", "--sortie", str(tmp_path / "diff.html"))
    assert written.output.startswith(f"Rapport écrit dans {tmp_path / 'diff.html'}. ")
    assert (tmp_path / "diff.html").read_text(encoding="utf-8").startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert run("data", "diff", *sides, "--format", "pdf").code == 2
    nowhere = tmp_path / "absent" / "diff.html"
    assert (
        run("data", "diff", *sides, "--sortie", str(nowhere)).errors == f"{nowhere} : fichier ou dossier introuvable.\n"
    )
    unknown = run("data", "diff", "2026-0000000000", sides[1], "--versions", str(tmp_path / "releases"))
    assert (unknown.code, unknown.output) == (1, "")
    assert "Version 2026-0000000000 inconnue" in unknown.errors


def test_data_commands_tell_what_they_miss(run: Runner, tmp_path: Path) -> None:
    for arguments in (["build", "--reference"], ["derive", "--reference", str(tmp_path / "out"), "--sources"]):
        outcome = run("data", *arguments, str(tmp_path / "absent"))
        assert (outcome.code, outcome.output) == (1, "")
        assert "absent" in outcome.errors


def test_data_publish_table_tells_that_there_is_no_database(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", str(tmp_path / "absent.duckdb"))
    outcome = run("data", "publish-table", str(tmp_path / "open"))
    assert (outcome.code, outcome.output) == (1, "")
    assert "transcogage data build" in outcome.errors


def test_data_verify_reports_line_by_line(run: Runner) -> None:
    outcome = run("data", "verify")
    assert (outcome.code, outcome.errors) == (0, "")
    assert all(line.startswith("OK ") for line in outcome.output.splitlines())
