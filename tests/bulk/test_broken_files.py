"""Files that are no CSV, or damaged ones: what is wrong is said in French, and nothing but what is bad is lost."""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from starlette.testclient import TestClient

from tests.bulk.rewriting import CHERBOURG, HEADER, OPTIONS, Rewrite
from tests.command_line import Runner
from tests.http.assertions import assert_problem
from transcogage.bulk.csv_file import BLOCK_SIZE, LONGEST_LINE
from transcogage.bulk.start import LONGEST_RECORD_LINES
from transcogage.parameters.errors import InvalidParametersError

GOOD = f"{HEADER}{CHERBOURG}\n"
COLUMNS = ["--nom", "nom", "--annee", "annee", "--departement", "dep"]
FIELDS = {
    "nomCommuneNaissance": "nom",
    "anneeDateNaissance": "annee",
    "codeCogInseeDepartementNaissance": "dep",
}


def parquet_file() -> bytes:
    file = io.BytesIO()
    pl.DataFrame({"nom": ["Cherbourg"], "annee": [1980], "dep": ["50"]}).write_parquet(file)
    return file.getvalue()


def zip_file(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, GOOD)
    return file.getvalue()


EMPTY = "Le fichier est vide : envoyez un CSV, avec une ligne d'en-tête."
REFUSED = [
    pytest.param(b"", "FICHIER_VIDE", EMPTY, id="empty"),
    pytest.param(b"\r\n \n", "FICHIER_VIDE", EMPTY, id="blank"),
    pytest.param(b"\xef\xbb\xbf\n", "FICHIER_VIDE", EMPTY, id="a mark alone"),
    pytest.param(gzip.compress(GOOD.encode()), "FICHIER_ILLISIBLE", "compressé (gzip)", id="gzip"),
    pytest.param(zip_file("naissances.csv"), "FICHIER_ILLISIBLE", "une archive ZIP ou un classeur Excel", id="zip"),
    pytest.param(zip_file("xl/workbook.xml"), "FICHIER_ILLISIBLE", "enregistrez-le en CSV", id="xlsx"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FICHIER_ILLISIBLE", "un classeur Excel", id="xls"),
    pytest.param(parquet_file(), "FICHIER_ILLISIBLE", "au format Parquet : nommez-le .parquet", id="parquet"),
    pytest.param(b"%PDF-1.7 ...", "FICHIER_ILLISIBLE", "un PDF", id="pdf"),
    pytest.param(GOOD.encode("utf-16"), "FICHIER_ILLISIBLE", "« CSV UTF-8 »", id="utf-16 with its mark"),
    pytest.param((GOOD * 20).encode("utf-16-le"), "FICHIER_ILLISIBLE", "octets nuls", id="utf-16 without"),
    pytest.param(b"\0" * 5_000, "FICHIER_ILLISIBLE", "octets nuls", id="nothing but NUL bytes"),
]


@pytest.mark.parametrize(("content", "code", "said"), REFUSED)
def test_what_is_no_csv_is_refused_by_what_it_is(
    run: Runner, client: TestClient, tmp_path: Path, content: bytes, code: str, said: str
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    outcome = run("csv", str(source), str(target), *COLUMNS)
    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.errors.startswith("IN : ")
    assert said in outcome.errors
    assert not target.exists()
    response = client.post("/v1/cog/csv", data=FIELDS, files={"data": content})
    assert assert_problem(response, 422) == [("data", code)]
    assert said in response.json()["erreurs"][0]["message"]


BAD_COLUMNS = [
    pytest.param(
        "commune;année;dép\nParis;1980;75\n",
        [(name, "COLONNE_INCONNUE") for name in ("nomCommuneNaissance", "codeCogInseeDepartementNaissance")]
        + [("anneeDateNaissance", "COLONNE_INCONNUE")],
        "La colonne « nom » n'est pas dans le fichier. Ses colonnes sont : commune, année, dép.",
        id="other names",
    ),
    pytest.param(
        f"{CHERBOURG}\nParis;1980;75\n",
        [(name, "COLONNE_INCONNUE") for name in ("nomCommuneNaissance", "codeCogInseeDepartementNaissance")]
        + [("anneeDateNaissance", "COLONNE_INCONNUE")],
        "Ses colonnes sont : Cherbourg, 1980, 50.",
        id="no header",
    ),
    pytest.param(
        "nom;annee;dep;nom\nParis;1980;75;\n",
        [("nomCommuneNaissance", "COLONNE_REPETEE")],
        "Le fichier a 2 colonnes « nom » : renommez celle qui ne sert pas.",
        id="a column twice",
    ),
    pytest.param(
        "nom;annee;dep; result_code \nParis;1980;75;\n",
        [(None, "COLONNE_RESERVEE")],
        "Le fichier a déjà une colonne result_code, qui serait ajoutée : renommez-la ou retirez-la.",
        id="results already",
    ),
    pytest.param(
        f"nom;annee;dep\x1b[2J{'p' * 100}\nParis;1980;75\n",
        [("codeCogInseeDepartementNaissance", "COLONNE_INCONNUE")],
        f"Ses colonnes sont : nom, annee, dep\N{REPLACEMENT CHARACTER}[2J{'p' * 53}….",
        id="names not to be printed",
    ),
]


@pytest.mark.parametrize(("content", "faults", "said"), BAD_COLUMNS)
def test_columns_that_cannot_be_used_are_told_with_the_real_ones(
    run: Runner, client: TestClient, tmp_path: Path, content: str, faults: list[tuple[str | None, str]], said: str
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(content, encoding="utf-8")
    outcome = run("csv", str(source), str(target), *COLUMNS)
    assert (outcome.code, outcome.output) == (2, "")
    assert said in outcome.errors
    assert not target.exists()
    response = client.post("/v1/cog/csv", data=FIELDS, files={"data": content.encode()})
    assert assert_problem(response, 422) == faults
    assert any(said in error["message"] for error in response.json()["erreurs"])


def test_a_very_wide_file_does_not_make_a_very_long_message(run: Runner, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(";".join(f"colonne{number}" for number in range(10_000)), encoding="utf-8")
    errors = run("csv", str(source), "-", *COLUMNS).errors
    assert "colonne49…" in errors
    assert len(errors) < 3_000


def with_damaged_page(content: bytes) -> bytes:
    """Its end, where its columns are described, is whole."""
    return content[:4] + b"\xff" * 36 + content[40:]


@pytest.mark.parametrize("content", [GOOD.encode(), parquet_file()[:-10], with_damaged_page(parquet_file()), b""])
def test_what_is_no_parquet_in_spite_of_its_name_is_reported(run: Runner, tmp_path: Path, content: bytes) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    source.write_bytes(content)
    outcome = run("csv", str(source), str(target), *COLUMNS)
    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.errors.startswith("IN : Ce fichier n'est pas un Parquet lisible")
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("source", "target"),
    [("in.csv", "out.parquet"), ("in.parquet", "out.csv"), ("in.parquet", "-"), ("-", "out.PARQUET")],
)
def test_one_format_is_not_written_under_the_name_of_the_other(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if source != "-":
        Path(source).write_bytes(parquet_file() if source.endswith("parquet") else GOOD.encode())
    outcome = run("csv", source, target, *COLUMNS)
    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.errors.startswith("OUT : ")
    assert [path.name for path in tmp_path.iterdir()] == [source] * (source != "-")


def test_a_line_without_end_is_refused_before_memory_is(rewrite: Rewrite) -> None:
    content = HEADER.encode() + b"a" * (LONGEST_LINE + 2 * BLOCK_SIZE)
    with pytest.raises(InvalidParametersError) as raised:
        rewrite(content, cuts=range(BLOCK_SIZE, len(content), BLOCK_SIZE))
    (fault,) = raised.value.details
    assert fault.message == "Une ligne dépasse 64 Mo : ce fichier est abîmé, ou n'est pas un CSV."


def test_large_fields_and_nul_bytes_are_kept(rewrite: Rewrite) -> None:
    large = "x" * 1_000_000
    content = f'nom;annee;dep;autre\n{CHERBOURG};{large}\n{CHERBOURG};"{large}\n"\n{CHERBOURG};\0\n\0;1980;50;\n'
    rewritten = rewrite(content)
    assert rewritten.statuses() == ["certain"] * 3 + ["erreur"]
    assert [row["autre"] for row in rewritten.rows()] == [large, f"{large}\n", "\0", ""]


def test_mixed_line_ends_are_kept(rewrite: Rewrite) -> None:
    rewritten = rewrite(f"nom;annee;dep\r\n{CHERBOURG}\n{CHERBOURG}\r\n{CHERBOURG}\r\n\r\n{CHERBOURG}\r{CHERBOURG}")
    assert rewritten.counts == {"certain": 5}
    lines = rewritten.content.decode().splitlines(keepends=True)
    assert [line[len(line.rstrip("\r\n")) :] for line in lines] == ["\r\n", "\n", "\r\n", "\r\n", "\r\n", "\r", ""]


@pytest.mark.parametrize("line", ['"Paris;1980;75', 'Paris;1980;"75', 'Paris;"1980;75', '"'])
@pytest.mark.parametrize("good", [CHERBOURG, '"Cherbourg";1980;50', '"Cherbourg";"1980";"50"', 'Cherbourg;"1980";50'])
@pytest.mark.parametrize("after", [0, 1, 3, 2 * LONGEST_RECORD_LINES])
def test_a_quote_never_closed_costs_its_line_alone(rewrite: Rewrite, line: str, good: str, after: int) -> None:
    content = f"{HEADER}{good}\n{line}\n" + f"{good}\n" * after
    for cuts in ([], [len(content) // 2]):
        rewritten = rewrite(content, cuts=cuts)
        assert rewritten.counts == {"certain": after + 1, "erreur": 1}
        damaged = rewritten.content.decode().splitlines()[2]
        assert damaged.startswith(f"{line};")
        assert "erreur" in damaged
        assert "Un guillemet ouvert sur cette ligne n'est pas fermé." in damaged


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_quote_never_closed_at_the_end_costs_its_line_alone(rewrite: Rewrite, end: str) -> None:
    rewritten = rewrite(f'{HEADER}{CHERBOURG}\n{CHERBOURG}\n"Paris;1980;75{end}')
    assert rewritten.counts == {"certain": 2, "erreur": 1}


def test_quotes_that_open_nothing_are_letters(rewrite: Rewrite) -> None:
    rewritten = rewrite(f'{HEADER}Bourg "neuf;1980;50\n{CHERBOURG}\n')
    assert rewritten.counts.total() == 2
    assert rewritten.counts["erreur"] == 0


def test_a_record_of_several_lines_cut_between_blocks_is_one(rewrite: Rewrite) -> None:
    content = 'nom;annee;dep;autre\nCherbourg;1980;50;"un\ndeux ""et""\r\n\ntrois"\n' + f'{CHERBOURG};Par"is\n'
    for cut in range(len("nom;annee;dep;autre\n"), len(content)):
        rewritten = rewrite(content, cuts=[cut])
        assert rewritten.statuses() == ["certain", "certain"]
        assert rewritten.rows()[0]["autre"] == 'un\ndeux "et"\r\n\ntrois'


def test_a_quoted_record_is_read_from_its_own_lines(rewrite: Rewrite, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is given a bounded number of lines for each, however many come before and after."""
    given: list[int] = []
    read = csv.reader

    def counting(lines: Iterable[str], **options: Any) -> Any:
        kept = list(lines)
        given.append(len(kept))
        return read(kept, **options)

    monkeypatch.setattr("transcogage.bulk.records.csv.reader", counting)
    assert rewrite(HEADER + '"Cherbourg";"1980";"50"\n' * 4_000).counts == {"certain": 4_000}
    assert len(given) >= 4_000
    assert max(given) <= LONGEST_RECORD_LINES + 1


def test_a_quoted_cell_may_run_over_a_hundred_lines_and_no_more(rewrite: Rewrite) -> None:
    """Further, its quote is taken for one that was never closed, which costs its line alone."""
    for lines, counts in ((100, {"certain": 2}), (101, {"certain": 1, "erreur": 101})):
        content = "nom;annee;dep;note\n" + f'{CHERBOURG};"' + "\n".join(["x"] * lines) + f'"\n{CHERBOURG};\n'
        assert rewrite(content).counts == counts


def test_a_told_encoding_that_is_not_the_file_s_costs_the_rows_it_spoils(rewrite: Rewrite) -> None:
    content = f"{HEADER}L’Haÿ-les-Roses;1980;94\n{CHERBOURG}\n".encode("cp1252")
    rewritten = rewrite(content, replace(OPTIONS, encoding="utf-8"))
    assert rewritten.counts == {"erreur": 1, "certain": 1}
    assert "nom : Un caractère est illisible".encode() in rewritten.content
