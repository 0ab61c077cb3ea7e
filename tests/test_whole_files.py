"""A file is written whole or not at all, and what a killed command left goes away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from transcogage.whole_files import UNFINISHED, unfinished_folder, unfinished_in, written_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "target.txt"
    path.write_text("before")
    return path


def test_the_file_is_replaced_at_the_end(target: Path) -> None:
    with written_whole(target) as path:
        path.write_text("after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"
    assert names(target.parent) == ["target.txt"]


def test_the_file_may_be_new(tmp_path: Path) -> None:
    with written_whole(tmp_path / "new.txt") as path:
        path.write_text("after")
    assert (tmp_path / "new.txt").read_text() == "after"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_on_any_failure_the_file_is_what_it_was(target: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), written_whole(target) as path:  # noqa: PT012 - what fails is the writing
        path.write_text("half")
        path.with_name("target.txt.journal").write_text("of a database, say")
        raise error
    assert target.read_text() == "before"
    assert names(target.parent) == ["target.txt"]


def test_two_that_write_the_same_file_do_not_mix(target: Path) -> None:
    with written_whole(target) as one, written_whole(target) as other:
        one.write_text("one")
        other.write_text("other")
    assert target.read_text() == "one"
    assert names(target.parent) == ["target.txt"]


@pytest.mark.parametrize(
    ("name", "error"),
    [(".", IsADirectoryError), ("absent/target.txt", FileNotFoundError), ("target.txt/in", FileNotFoundError)],
)
def test_an_error_names_the_file_that_was_asked(target: Path, name: str, error: type[OSError]) -> None:
    asked = target.parent / name
    with pytest.raises(error) as raised, written_whole(asked):
        pass
    assert raised.value.filename == str(asked)


def test_an_error_of_writing_names_the_file_that_was_asked(target: Path) -> None:
    with pytest.raises(OSError, match=r".") as raised, written_whole(target) as path:
        path.mkdir()
    assert raised.value.filename == str(target)


def test_what_a_killed_command_left_goes_away_and_what_another_is_writing_stays(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    left = tmp_path / f"{UNFINISHED}{ended.stdout.strip()}-abcd"
    left.mkdir()
    (left / "half").write_text("half")
    at_work = tmp_path / f"{UNFINISHED}{os.getppid()}-abcd"
    at_work.mkdir()
    with unfinished_folder(tmp_path) as folder:
        assert set(unfinished_in(tmp_path)) == {folder, at_work}
    assert unfinished_in(tmp_path) == [at_work]
