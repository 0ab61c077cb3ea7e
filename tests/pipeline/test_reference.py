"""The reference text: round-trips byte for byte; damaged, it is refused in French with the file (reference.py)."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from transcogage_data.build import build
from transcogage_data.reference import HEADERS, MANIFEST, ReferenceTextError, read_reference, write_reference

COMMITTED = ROOT / "data" / "reference"
FILES = [*HEADERS, MANIFEST]


def copy_of(reference: Path, folder: Path) -> Path:
    for name in FILES:
        shutil.copy(reference / name, folder)
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(ReferenceTextError) as error:
        read_reference(folder)
    return str(error.value)


def test_the_committed_text_round_trips_byte_for_byte(tmp_path: Path) -> None:
    write_reference(read_reference(COMMITTED), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (COMMITTED / name).read_bytes(), name


def test_the_committed_text_is_sorted_without_doubles_and_light_enough_for_a_diff() -> None:
    assert sum((COMMITTED / name).stat().st_size for name in FILES) <= 5_000_000
    for name in HEADERS:
        lines = (COMMITTED / name).read_text(encoding="utf-8").splitlines()
        assert lines[0] == ",".join(HEADERS[name])
        assert len(set(lines)) == len(lines), name


def test_what_is_written_is_read_back_the_same(small_reference: Path, tmp_path: Path) -> None:
    facts = read_reference(small_reference)
    write_reference(facts, tmp_path)
    assert read_reference(tmp_path) == facts


def test_writing_again_replaces_what_was_there(small_reference: Path, tmp_path: Path) -> None:
    (tmp_path / "periodes.csv").write_text("autre chose, plus longue\n" * 10_000, encoding="utf-8")
    write_reference(read_reference(small_reference), tmp_path)
    assert (tmp_path / "periodes.csv").read_bytes() == (small_reference / "periodes.csv").read_bytes()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\xff\xfe\x00\x01" * 50),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8"),
    ],
    ids=["absent", "empty", "binary", "a-folder", "merge-conflict"],
)
def test_a_missing_or_unreadable_table_is_refused_by_name(
    small_reference: Path, tmp_path: Path, name: str, damage: Callable[[Path], object]
) -> None:
    folder = copy_of(small_reference, tmp_path)
    damage(folder / name)
    assert refusal(folder).startswith(str(folder / name))


@pytest.mark.parametrize("name", FILES)
def test_a_table_cut_in_the_middle_of_a_line_is_refused_by_name(
    small_reference: Path, tmp_path: Path, name: str
) -> None:
    folder = copy_of(small_reference, tmp_path)
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-2])
    assert refusal(folder).startswith(str(folder / name))


@pytest.mark.parametrize("name", list(HEADERS))
def test_other_columns_are_refused_with_the_expected_ones(small_reference: Path, tmp_path: Path, name: str) -> None:
    folder = copy_of(small_reference, tmp_path)
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text.replace("code", "numero", 1), encoding="utf-8")
    assert refusal(folder) == f"{folder / name} : colonnes attendues : {', '.join(HEADERS[name])}."


def test_a_line_with_a_value_too_many_or_too_few_is_refused_with_its_number(
    small_reference: Path, tmp_path: Path
) -> None:
    folder = copy_of(small_reference, tmp_path)
    for extra, count in ((",x", 6), (None, 4)):
        lines = (small_reference / "periodes.csv").read_text(encoding="utf-8").splitlines()
        lines[2] = lines[2] + extra if extra else lines[2].rpartition(",")[0]
        (folder / "periodes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert refusal(folder) == f"{folder / 'periodes.csv'}, ligne 3 : 5 valeurs attendues, {count} lues."


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("periodes.csv", "1968-01-01", "1968-13-01"),
        ("periodes.csv", "1968-01-01", "1er janvier 1968"),
        ("successions.csv", "1968-01-01", "hier"),
        ("populations.csv", ",78258", ",beaucoup"),
        ("populations.csv", ",2013,", ",l'an 13,"),
        ("maternites.csv", ",2", ",deux"),
        ("sources.json", '"millesime": 2026', '"annee": 2026'),
        ("sources.json", '"millesime": 2026', '"millesime": "deux mille vingt-six"'),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_its_file(
    small_reference: Path, tmp_path: Path, name: str, right: str, wrong: str
) -> None:
    folder = copy_of(small_reference, tmp_path)
    text = (folder / name).read_text(encoding="utf-8")
    assert right in text
    (folder / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert refusal(folder).startswith(str(folder / name))


def test_a_manifest_that_is_not_one_is_refused(small_reference: Path, tmp_path: Path) -> None:
    folder = copy_of(small_reference, tmp_path)
    for content in ("[]", "2026", '{"millesime": 2026}'):
        (folder / MANIFEST).write_text(content, encoding="utf-8")
        assert refusal(folder).startswith(str(folder / MANIFEST))


def test_build_refuses_a_damaged_reference_too(small_reference: Path, tmp_path: Path) -> None:
    folder = copy_of(small_reference, tmp_path)
    (folder / "successions.csv").unlink()
    with pytest.raises(ReferenceTextError):
        build(folder, tmp_path / "cog.duckdb")
    assert not (tmp_path / "cog.duckdb").exists()
