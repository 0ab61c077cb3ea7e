"""Births are counted in INSEE's files of deaths, read as a stream; nothing of a person is kept (deaths.py)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import Runner
from tests.pipeline.small_sources import TEXTS, VINTAGE, write_sources
from transcogage_data.deaths import births_of, count_births
from transcogage_data.errors import PipelineError
from transcogage_data.reference import BirthCount, read_reference


def person(born: str, code: str, died: str = "19850203", name: str = "PERSONNE*ANNE MARIE/") -> str:
    """A line as INSEE writes it, of someone who does not exist."""
    return f"{name:80}2{born}{code:5}{'QUELQUE PART':30}{'':30}{died}{'75114':5}{'12':9}\n"


def counted(folder: Path, *people: str, encoding: str = "utf-8") -> list[str]:
    (folder / "deces-1985.txt").write_text("".join(people), encoding=encoding)
    count_births(folder, folder / "sources" / "counts.csv")
    return (folder / "sources" / "counts.csv").read_text(encoding="utf-8").splitlines()[1:]


def test_births_are_counted_by_code_and_decade(tmp_path: Path) -> None:
    people = [person("19290131", "44180"), person("19200000", "44180"), person("19300101", "44180")]
    assert counted(tmp_path, *people, person("19290131", "20004")) == [
        "20004,1920,A,1",
        "44180,1920,A,2",
        "44180,1930,A,1",
    ]


@pytest.mark.parametrize(
    ("died", "regime"), [("19891231", "A"), ("19900101", "B"), ("20091231", "B"), ("20100101", "A")]
)
def test_deaths_of_1990_to_2009_are_counted_apart_for_codes_may_be_later_ones(
    tmp_path: Path, died: str, regime: str
) -> None:
    assert counted(tmp_path, person("19290131", "44180", died)) == [f"44180,1920,{regime},1"]


def test_births_abroad_or_without_a_year_or_a_code_are_not_counted(tmp_path: Path) -> None:
    people = [person("19290131", "99109"), person("00000000", "44180"), person("19290131", "")]
    assert counted(tmp_path, *people) == []


def test_every_text_file_of_the_folder_is_counted(tmp_path: Path) -> None:
    (tmp_path / "deces-2020-m01.txt").write_text(person("19290131", "44180", "20200101"), encoding="utf-8")
    assert counted(tmp_path, person("19290131", "44180")) == ["44180,1920,A,2"]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_columns_are_counted_in_characters(tmp_path: Path, encoding: str) -> None:
    line = person("19290131", "44180", name="NOËL*ÉLÉONORE/")
    assert counted(tmp_path, line, encoding=encoding) == ["44180,1920,A,1"]


def test_nothing_of_a_person_is_kept_nor_said(tmp_path: Path) -> None:
    written = "\n".join(counted(tmp_path, person("19290131", "44180")))
    assert not any(known in written for known in ("PERSONNE", "ANNE", "QUELQUE", "0131", "1985"))
    with pytest.raises(PipelineError) as error:
        counted(tmp_path, person("19290131", "44180"), "PERSONNE;ANNE;1929-01-31;44180\n")
    assert str(error.value) == (
        "deces-1985.txt, ligne 2 : ce n'est pas une ligne d'un fichier de personnes décédées de l'INSEE "
        "(colonnes de largeur fixe)."
    )


def test_a_line_is_counted_before_the_next_is_read() -> None:
    read = 0

    def lines() -> Iterator[bytes]:
        nonlocal read
        for _ in range(3):
            read += 1
            yield person("19290131", "44180").encode()

    assert next(births_of(lines(), "deces-1985.txt")) == ("44180", 1920, "A")
    assert read == 1


def test_a_day_of_birth_that_is_no_day_is_no_matter(tmp_path: Path) -> None:
    assert counted(tmp_path, person("1929013A", "44180")) == ["44180,1920,A,1"]


@pytest.mark.parametrize(
    "line",
    [
        person("AAAA0131", "44180"),
        person("19290131", "44180", "  850203"),
        person("19290131", "44180")[:166],
        "PERSONNE;ANNE;19290131;44180\n",
    ],
)
def test_a_line_of_another_layout_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(PipelineError, match=r"^deces-1985\.txt, ligne 2 : "):
        counted(tmp_path, person("19290131", "44180"), line)


def test_a_folder_without_such_files_is_refused_and_the_counts_stay(tmp_path: Path) -> None:
    counts = tmp_path / "counts.csv"
    counts.write_text("as they were", encoding="utf-8")
    with pytest.raises(PipelineError, match="aucun fichier de personnes décédées"):
        count_births(tmp_path, counts)
    (tmp_path / "deces-1985.txt").write_text("something else\n", encoding="utf-8")
    with pytest.raises(PipelineError):
        count_births(tmp_path, counts)
    assert counts.read_text(encoding="utf-8") == "as they were"


def test_derive_counts_the_births_of_the_files_it_is_given(run: Runner, tmp_path: Path) -> None:
    sources, reference = write_sources(tmp_path / "sources"), tmp_path / "reference"
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    (deaths / "deces-1985.txt").write_text(person("19290131", "50602") * 7, encoding="utf-8")
    options = ["--sources", str(sources), "--reference", str(reference), "--millesime", str(VINTAGE)]
    done = run("data", "derive", *options)
    assert done.code == 0, done.output
    assert len(read_reference(reference).births) == TEXTS["births"].count("\n") - 1
    done = run("data", "derive", *options, "--naissances", str(deaths))
    assert done.code == 0, done.output
    assert "7 naissances comptées" in done.output
    assert read_reference(reference).births == [BirthCount("50602", 1920, False, 7)]
