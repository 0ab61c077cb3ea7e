"""`transcogage serve` as a process: it starts, stops, and refuses bad data before listening."""

import shutil
import signal
import socket
from pathlib import Path

import duckdb
import httpx2
import pytest

from tests.http.running import command, running_service
from tests.waiting import PATIENCE

QUESTION = "/v1/cog?nomCommuneNaissance=Gennevilliers&anneeDateNaissance=1960&codeCogInseeDepartementNaissance=92"


def refusal(*arguments: str, **environment: str) -> str:
    """What the command says when it exits with 1, having listened to nothing."""
    process = command("serve", "--port", "0", *arguments, **environment)
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1, output
    assert "running on" not in output
    assert "Traceback" not in output
    return output


def test_it_serves_then_stops_when_told() -> None:
    """Its exit is that of the signal, as supervisors expect, once all is closed."""
    with running_service() as service:
        response = httpx2.get(service.url + QUESTION, timeout=PATIENCE)
        assert response.json()["code_cog_insee_commune_naissance"] == "75036"
        assert "server" not in response.headers
        assert service.stop() == -signal.SIGTERM
    assert any("Application shutdown complete" in line for line in service.log)


def test_a_missing_database_is_refused_with_what_to_run(tmp_path: Path) -> None:
    said = refusal(TRANSCOGAGE_DATABASE=str(tmp_path / "absent.duckdb"))
    assert "absente" in said
    assert "transcogage data build" in said


def test_a_cut_database_is_refused(tmp_path: Path, database: Path) -> None:
    cut = tmp_path / "cut.duckdb"
    content = database.read_bytes()
    cut.write_bytes(content[: len(content) // 2])
    assert "transcogage data build" in refusal(TRANSCOGAGE_DATABASE=str(cut))


@pytest.mark.parametrize("content", [b"", b"not a database"])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.duckdb"
    other.write_bytes(content)
    assert "transcogage data build" in refusal(TRANSCOGAGE_DATABASE=str(other))


def test_a_database_built_by_older_rules_is_refused(tmp_path: Path, database: Path) -> None:
    older = tmp_path / "older.duckdb"
    shutil.copy(database, older)
    with duckdb.connect(str(older)) as connection:
        connection.execute("UPDATE release SET rules = 'schema 0'")
    assert "transcogage data build" in refusal(TRANSCOGAGE_DATABASE=str(older))


def test_bad_data_are_refused_with_several_workers_too(tmp_path: Path) -> None:
    assert "absente" in refusal("--workers", "2", TRANSCOGAGE_DATABASE=str(tmp_path / "absent.duckdb"))


def test_a_port_in_use_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = command("serve", "--port", str(taken.getsockname()[1]))
        output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    assert "address already in use" in output
