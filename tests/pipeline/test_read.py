"""Source files are read whole and checked, or refused in French with the file and what is wrong (read.py)."""

from pathlib import Path

import pytest

from data_pipeline.read import COMMUNES, SourceError, read_table
from tests.pipeline.small_sources import COMMUNES as TEXT
from tests.pipeline.small_sources import quoted

HEADER = "TYPECOM,COM,DEP,LIBELLE,COMPARENT\n"


def read(folder: Path, content: str | bytes) -> list[tuple[str, ...]]:
    path = folder / "v_commune_2026.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, COMMUNES).rows()


def refusal(folder: Path, content: str | bytes) -> str:
    with pytest.raises(SourceError) as error:
        read(folder, content)
    return str(error.value)


def test_insees_quoted_style_gives_the_same_rows_as_the_unquoted_one(tmp_path: Path) -> None:
    unquoted = read(tmp_path, TEXT)
    assert len(unquoted) == TEXT.count("\n") - 1
    assert read(tmp_path, quoted(TEXT)) == unquoted


def test_codes_keep_their_zeros_and_empty_fields_are_empty_text(tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEADER}COM,01004,01,Ambérieu-en-Bugey,\n") == [
        ("COM", "01004", "01", "Ambérieu-en-Bugey", "")
    ]


def test_a_name_with_a_comma_or_a_quote_is_one_field(tmp_path: Path) -> None:
    rows = read(tmp_path, f'{HEADER}COM,01004,01,"L\'Île, dite ""la Grande""",\n')
    assert [row[3] for row in rows] == ['L\'Île, dite "la Grande"']


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_do_not_count(tmp_path: Path, start: str, end: str) -> None:
    content = start + f"{HEADER}COM,01001,01,X,\n".replace("\n", end)
    assert read(tmp_path, content) == [("COM", "01001", "01", "X", "")]


def test_other_columns_may_be_there_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "v_commune_2026.csv"
    path.write_text("LIBELLE,REG,COMPARENT,COM,TYPECOM,DEP\nX,84,,01001,COM,01\n", encoding="utf-8")
    assert read_table(path, COMMUNES).select(COMMUNES.columns).rows() == [("COM", "01001", "01", "X", "")]


def test_a_missing_file_is_named_with_the_place_to_put_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        read_table(tmp_path / "v_commune_2026.csv", COMMUNES)
    assert str(error.value) == f"v_commune_2026.csv : fichier absent. Placez-le dans {tmp_path}."


def test_a_missing_column_is_named_with_its_file(tmp_path: Path) -> None:
    message = refusal(tmp_path, "TYPECOM,COM,DEP,LIBELLE\nCOM,01001,01,X\n")
    assert message == "v_commune_2026.csv : colonnes absentes : COMPARENT."


def test_another_separator_misses_every_column(tmp_path: Path) -> None:
    message = refusal(tmp_path, TEXT.replace(",", ";"))
    assert "v_commune_2026.csv : colonnes absentes : TYPECOM, COM" in message


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>Service indisponible</body></html>\n",
        "<!DOCTYPE html>\n<html><head><title>503, erreur</title></head>\n<body>Revenez, plus, tard</body></html>\n",
    ],
    ids=["one-line", "commas"],
)
def test_a_web_page_instead_of_a_table_is_refused(tmp_path: Path, page: str) -> None:
    assert refusal(tmp_path, page).startswith("v_commune_2026.csv : ")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        f"{HEADER}COM,27229,27,Évreux,\n".encode("latin-1"),
        f"{HEADER}COM,01001,01,X,,,,,\n".encode(),
        f'{HEADER}COM,01001,01,"X,\nCOM,01002,01,Y,\n'.encode(),
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
        b"\x00" * 100,
    ],
    ids=["empty", "blank", "latin-1", "too-many-fields", "open-quote", "gzip", "zip", "zeros"],
)
def test_what_is_not_a_readable_table_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content).startswith("v_commune_2026.csv : ")
