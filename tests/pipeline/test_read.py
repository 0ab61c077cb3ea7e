"""Source files are read whole and checked, or refused in French with the file and what is wrong (read.py)."""

from pathlib import Path

import pytest

from tests.pipeline.small_sources import COMMUNES as TEXT
from tests.pipeline.small_sources import MOVEMENTS as MOVEMENTS_TEXT
from tests.pipeline.small_sources import quoted
from transcogage_data.contracts import COMMUNES, MOVEMENTS, Contract
from transcogage_data.read import SourceError, read_table

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


MOVEMENT_HEADER = MOVEMENTS_TEXT.splitlines()[0]


def rows_of(folder: Path, content: str, contract: Contract) -> list[tuple[str, ...]]:
    path = folder / "file.csv"
    path.write_text(content, encoding="utf-8")
    return read_table(path, contract).select(contract.columns).rows()


@pytest.mark.parametrize(
    ("contract", "text"),
    [(COMMUNES, TEXT), (MOVEMENTS, MOVEMENTS_TEXT)],
    ids=["communes", "movements"],
)
def test_files_of_all_vintages_since_2019_give_the_same_rows(tmp_path: Path, contract: Contract, text: str) -> None:
    """Headers in small letters (2019, 2020), the column CTCD there or not, zeros lost in a spreadsheet."""
    expected = rows_of(tmp_path, text, contract)
    header, rest = text.split("\n", 1)
    assert rows_of(tmp_path, f"{header.lower()}\n{rest}", contract) == expected
    assert rows_of(tmp_path, quoted(f"{header.lower()}\n{rest}"), contract) == expected
    assert rows_of(tmp_path, text.replace(",01185,", ",1185,").replace(",01,01D", ",1,01D"), contract) == expected
    if "CTCD" in header:
        place = header.split(",").index("CTCD")
        old = [",".join(field for at, field in enumerate(line.split(",")) if at != place) for line in text.splitlines()]
        assert rows_of(tmp_path, "\n".join(old) + "\n", contract) == expected


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        ("COM,1O01,01,X,", "COM", "« 1O01 » n'est pas un code de commune"),
        ("COM,,01,X,", "COM", "« » n'est pas un code de commune"),
        ("COMM,01001,01,X,", "TYPECOM", "« COMM » n'est pas un type de commune"),
        ("COM,01001,A,X,", "DEP", "« A » n'est pas un code de département"),
        ("COM,01001,84,X,", "COM", "« 01001 » ne commence pas par « 84 » (colonne DEP)"),
        ("COM,01001,01,,", "LIBELLE", "« » n'est pas un nom"),
        ("COM,01001,01,0123,", "LIBELLE", "« 0123 » n'est pas un nom"),
        ("COM,X,01,01001,", "COM", "« X » n'est pas un code de commune"),
        ("COM,01002,01,Y,", "COM", "« COM 01002 » est déjà sur une ligne précédente"),
    ],
)
def test_a_broken_rule_is_told_with_its_line_its_column_and_the_rule(
    tmp_path: Path, line: str, column: str, rule: str
) -> None:
    message = refusal(tmp_path, f"{HEADER}COM,01002,01,Y,\n{line}\n")
    assert message.startswith(f"v_commune_2026.csv, ligne 3, colonne {column} : ")
    assert rule.replace("« »", "«  »") in message


def test_only_the_first_lines_of_a_fault_are_told_and_the_others_counted(tmp_path: Path) -> None:
    message = refusal(tmp_path, HEADER + "".join(f"COM,{number:05d},01,{number},\n" for number in range(1001, 1011)))
    assert message.count("colonne LIBELLE : « ") == 3
    assert message.endswith("v_commune_2026.csv, colonne LIBELLE : 7 autres lignes de même.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("3,2019-01-01,COM,01185,0,A,A,A,COM,01186,0,B,B,B", "colonne MOD : « 3 »"),
        ("32,01/01/2019,COM,01185,0,A,A,A,COM,01186,0,B,B,B", "colonne DATE_EFF : « 01/01/2019 »"),
        ("32,2019-01-01,COM,,0,,,,COM,01186,0,B,B,B", "TYPECOM_AV, COM_AV, LIBELLE_AV vont ensemble"),
        ("32,2019-01-01,COM,Ain,0,A,A,01185,COM,01186,0,B,B,B", "colonne COM_AV : « Ain »"),
    ],
)
def test_a_movement_that_breaks_its_contract_is_refused(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(SourceError, match=r"^file\.csv, ligne 2, ") as error:
        rows_of(tmp_path, f"{MOVEMENT_HEADER}\n{line}\n", MOVEMENTS)
    assert said in str(error.value)


@pytest.mark.parametrize("kept", [5, 15, 26, 33])
def test_a_file_cut_in_the_middle_of_a_line_is_refused(tmp_path: Path, kept: int) -> None:
    """Even where what is left of the line would do: a movement that leads to nothing."""
    *lines, last = MOVEMENTS_TEXT.splitlines()
    with pytest.raises(SourceError, match=f"^file\\.csv, ligne {len(lines) + 1} : le fichier est coupé au milieu"):
        rows_of(tmp_path, "\n".join([*lines, last[:kept]]), MOVEMENTS)
    assert len(rows_of(tmp_path, "\n".join([*lines, last]), MOVEMENTS)) == len(lines), "the last line may have no end"


def test_swapped_headers_and_a_repeated_row_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="colonne COM_AV : « Freigné » n'est pas un code de commune"):
        rows_of(
            tmp_path,
            MOVEMENTS_TEXT.replace(
                "COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV", "LIBELLE_AV,TNCC_AV,NCC_AV,NCCENR_AV,COM_AV"
            ),
            MOVEMENTS,
        )
    repeated = MOVEMENTS_TEXT + MOVEMENTS_TEXT.splitlines()[-1] + "\n"
    with pytest.raises(SourceError, match=f"ligne {repeated.count(chr(10))}, .*déjà sur une ligne précédente"):
        rows_of(tmp_path, repeated, MOVEMENTS)
