"""Which database is meant when a command does not say it; for a program that is only installed, see test_wheel."""

from pathlib import Path

import pytest

from tests.conftest import DATABASE
from transcogage.database.location import given_database
from transcogage.settings import read_settings


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRANSCOGAGE_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", ["TRANSCOGAGE_DATABASE", "transcogage_database"])
@pytest.mark.parametrize("path", ["data/releases", "absent.duckdb"])
def test_the_environment_goes_first_as_for_all_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, path: str
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cog.duckdb").symlink_to(DATABASE)
    monkeypatch.setenv(name, path)
    assert given_database() == Path(path) == read_settings().database


def test_then_that_of_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cog.duckdb").symlink_to(DATABASE)
    assert given_database() == Path("data/cog.duckdb")


def test_then_that_of_the_clone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given_database() == DATABASE
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", "")
    assert given_database() == DATABASE
