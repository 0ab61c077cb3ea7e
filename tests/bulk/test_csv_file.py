"""A CSV file comes back as it came, with its results after its own columns."""

import csv
import io
from dataclasses import dataclass, replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.bulk.rewriting import ASKED, CHERBOURG, HEADER, OPTIONS, Rewrite
from transcogage.bulk.encoding import guess_encoding
from transcogage.bulk.options import CsvOptions
from transcogage.parameters.errors import InvalidParametersError
from transcogage.resolution.results import RESULT_COLUMNS

STATUSES = {"certain", "probable", "ambigu", "introuvable", "erreur"}
DELIMITERS = ";,\t|"
QUOTING: dict[str, Literal[0, 1]] = {"none": csv.QUOTE_MINIMAL, "minimal": csv.QUOTE_MINIMAL, "all": csv.QUOTE_ALL}
LINE_ENDS = ("\n", "\r\n", "\r")
ENCODINGS = ("utf-8", "cp1252", "latin-1")
"""Python's names of the encodings of the files drawn."""

WIDTH = 4
ON_ONE_LINE = {ord("\r"): None, ord("\n"): None}
"""Several lines that make no record of the file's width are taken one by one (`test_broken_files.py`)."""


@dataclass(frozen=True)
class Record:
    """What is written of a record, and the line end after it; `good` when it asks of Cherbourg in 1980."""

    written: bytes
    end: bytes
    good: bool


@dataclass(frozen=True)
class File:
    """`before`: what stands before the header (blank lines, a mark)."""

    before: bytes
    records: tuple[Record, ...]
    delimiter: str
    told_encoding: str | None

    @property
    def content(self) -> bytes:
        return self.before + b"".join(record.written + record.end for record in self.records)

    @property
    def length_to_header(self) -> int:
        return len(self.before) + len(self.records[0].written) + len(self.records[0].end)


def written_bytes(text: str, encoding: str) -> bytes:
    """Letters that the encoding lacks are left out; lone surrogates stand for bytes, which may mean nothing in it."""
    return b"".join(
        bytes([ord(letter) - 0xDC00]) if "\udc80" <= letter <= "\udcff" else letter.encode(encoding, "ignore")
        for letter in text
    )


damage = st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF)
odd = st.sampled_from(["\ufeff", "\x01", "\0", "\U0010ff80", "\U0010ffff", "\x85", "\u2028", "\xa0", "'", "=", "@"])
letters = st.one_of(
    st.sampled_from('abc é œ€;,\t|"\n\r-=+'),
    odd,
    damage,
    st.characters(codec="utf-8"),
)
texts = st.one_of(
    st.text(letters, max_size=12), st.sampled_from(["", " ", "Cherbourg", "Gennevilliers", "\r\n", "1980"])
)


@st.composite
def rows(draw: DrawFn) -> tuple[list[str], bool]:
    """The cells of a record, and whether it must be found whatever stands in its last cell."""
    if draw(st.booleans()):
        return ["Cherbourg", "1980", "50", draw(texts)], True
    if draw(st.booleans()):
        return [draw(texts) for _ in range(WIDTH)], False
    return [draw(texts).translate(ON_ONE_LINE) for _ in range(draw(st.sampled_from([1, 2, 3, 5, 7])))], False


@st.composite
def files(draw: DrawFn) -> File:
    delimiter = draw(st.sampled_from(DELIMITERS))
    quoting = draw(st.sampled_from(sorted(QUOTING)))
    encoding = draw(st.sampled_from(ENCODINGS))
    ends: SearchStrategy[str] = draw(
        st.sampled_from([st.just(end) for end in LINE_ENDS] + [st.sampled_from(LINE_ENDS)])
    )
    last_column = draw(st.sampled_from(["autre", "été", "\udce9t\udce9", "=1+1", "deux\nlignes", '"']))

    def record(cells: list[str], good: bool, end: str) -> Record:
        if quoting == "none":
            cells = ["".join(letter for letter in cell if letter not in f'{delimiter}"\r\n') for cell in cells]
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, quoting=QUOTING[quoting]).writerow(cells)
        return Record(written_bytes(text.getvalue().removesuffix("\r\n"), encoding), end.encode(), good)

    records = [record(["nom", "annee", "dep", last_column], False, draw(ends))]
    for cells, good in draw(st.lists(rows(), max_size=8)):
        records.append(record(cells, good, draw(ends)))
        if draw(st.integers(0, 5)) == 0:
            records.append(Record(b"", draw(ends).encode(), False))
    if draw(st.booleans()):
        records[-1] = replace(records[-1], end=b"")
    mark = b"\xef\xbb\xbf" if encoding == "utf-8" and draw(st.booleans()) else b""
    before = mark + draw(st.sampled_from(["", "", "\n", "\r\n\r\n"])).encode()
    told = draw(st.sampled_from([None, encoding, "cp1252", "utf-8"]))
    return File(before, tuple(records), delimiter, told)


def added_after(record: Record, output: bytes, at: int) -> tuple[str, int]:
    """What is added to a record that begins at `at`, and where the next begins: its own bytes are there, untouched."""
    assert output.startswith(record.written, at)
    start = at + len(record.written)
    stop = next((place for place in range(start, len(output)) if output[place] in b"\r\n"), len(output))
    assert output.startswith(record.end, stop)
    return output[start:stop].decode("latin-1"), stop + len(record.end)


@given(files(), st.data())
@settings(max_examples=60)
def test_every_byte_of_the_file_comes_back_before_the_added_columns(
    rewrite: Rewrite, file: File, data: st.DataObject
) -> None:
    """Wherever the blocks are cut: inside a record of several lines, a character, a line end."""
    content = file.content
    cuts = data.draw(st.lists(st.integers(file.length_to_header, len(content)), max_size=6), "cuts")
    output = rewrite(content, CsvOptions(ASKED, file.delimiter, file.told_encoding), cuts).content
    assert output.startswith(file.before)
    at = len(file.before)
    for number, record in enumerate(file.records):
        added, at = added_after(record, output, at)
        if not record.written:
            assert added == ""
        else:
            cells = next(csv.reader([added], delimiter=file.delimiter))
            assert cells[0] == ""
            results = cells[-len(RESULT_COLUMNS) :]
            if number == 0:
                assert tuple(results) == RESULT_COLUMNS
            else:
                assert results[0] in STATUSES
                if record.good:
                    assert results[:2] == ["certain", "50129"]
                assert set(cells[1 : -len(RESULT_COLUMNS)]) <= {""}, "a short record is completed"
    assert output[at:] in {b"", b"\n"}, "nothing is added but the line end that a header alone lacks"


def test_the_results_stand_after_the_columns_of_the_file(rewrite: Rewrite) -> None:
    rewritten = rewrite(f"{HEADER}{CHERBOURG}\nBors;1980;16\n")
    header, cherbourg, bors = rewritten.content.decode().splitlines()
    assert header == "nom;annee;dep;" + ";".join(RESULT_COLUMNS)
    assert cherbourg.startswith(
        f"{CHERBOURG};certain;50129;99100;Cherbourg;1.0;1943-01-01;2000-02-28;50129;Cherbourg ("
    )
    row = rewritten.rows()[1]
    assert (row["result_status"], row["result_code"], row["result_name"]) == ("ambigu", "", "")
    assert row["result_candidates"].split("|") == ["16052", "16053"]
    assert bors.startswith("Bors;1980;16;")
    assert rewritten.counts == {"certain": 1, "ambigu": 1}


def test_a_header_alone_gets_its_columns(rewrite: Rewrite) -> None:
    assert rewrite("nom;annee;dep").content.decode() == "nom;annee;dep;" + ";".join(RESULT_COLUMNS)
    assert rewrite(HEADER).content.decode() == "nom;annee;dep;" + ";".join(RESULT_COLUMNS) + "\n"


def test_what_is_added_is_quoted_as_the_file_is(rewrite: Rewrite) -> None:
    quoted = rewrite('"nom";"annee";"dep"\n"Cherbourg";"1980";"50"\n').content.decode().splitlines()
    assert quoted[0].endswith(';"result_message"')
    assert quoted[1].startswith('"Cherbourg";"1980";"50";"certain";"50129";')
    with_commas = rewrite("nom,annee,dep\nParis,80,75\n", OPTIONS)
    assert (
        with_commas.content.decode()
        .splitlines()[1]
        .endswith(',erreur,,,,,,,,"annee : Donnez l\'année en quatre chiffres, par exemple 1980."')
    )


def test_only_the_columns_chosen_are_added_in_their_order(rewrite: Rewrite) -> None:
    chosen = replace(OPTIONS, columns=("result_code", "result_status"))
    assert rewrite(f"{HEADER}{CHERBOURG}\n", chosen).content.decode().splitlines() == [
        "nom;annee;dep;result_code;result_status",
        f"{CHERBOURG};50129;certain",
    ]


def test_under_the_score_asked_there_is_no_code(rewrite: Rewrite) -> None:
    given_, withheld = (
        rewrite(f"{HEADER}Annecy;1975;74\n{CHERBOURG}\n", min_score=score).rows() for score in (0.9, 0.999)
    )
    assert [row["result_status"] for row in given_] == ["probable", "certain"]
    assert [row["result_status"] for row in withheld] == ["ambigu", "certain"]
    for column in ("result_code", "result_name", "result_date_start", "result_date_end"):
        assert withheld[0][column] == "", column
    assert withheld[0]["result_candidates"] == given_[0]["result_candidates"]
    assert withheld[0]["result_message"].startswith("Score inférieur à 0,999, le minimum demandé. ")
    assert withheld[1] == given_[1]


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_we_add_is_a_formula(rewrite: Rewrite, beginning: str) -> None:
    """Of a caller's text, only the names of columns are told."""
    column = f"{beginning}cmd()|' /C calc'!A0"
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([[column, "annee", "dep"], ["", "1980", "50"]])
    rewritten = rewrite(file.getvalue(), CsvOptions({"name": column, "year": "annee", "department": "dep"}))
    message = rewritten.rows()[0]["result_message"]
    assert "cmd()" in message
    assert message[0] not in "=+-@\t\r"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";1980;50", "nom : La case est vide."),
        ("  ;1980;50", "nom : La case est vide."),
        ("\x02;1980;50", "nom : Cette valeur contient un caractère de contrôle"),
        ("\ufffd;1980;50", "nom : Un caractère est illisible (\ufffd)"),
        (f"{'a' * 101};1980;50", "nom : Donnez un nom de 100 caractères au plus."),
        ("Cherbourg;;50", "annee : La case est vide."),
        ("Cherbourg;80;50", "annee : Donnez l'année en quatre chiffres"),
        ("Cherbourg;1789;50", "annee : Donnez une année de 1890 à "),
        ("Cherbourg;1980;2C", "dep : "),
        ("Cherbourg;;", "annee : La case est vide."),
        ("Cherbourg;1980", "La ligne a 2 valeurs au lieu de 3"),
        ("Cherbourg;1980;50;;", "La ligne a 5 valeurs au lieu de 3"),
        (" ", "La ligne a 1 valeurs au lieu de 3"),
    ],
)
def test_a_bad_row_tells_its_column_and_costs_only_itself(rewrite: Rewrite, line: str, said: str) -> None:
    before, bad, after = rewrite(f"{HEADER}{CHERBOURG}\n{line}\n{CHERBOURG}\n").content.decode().splitlines()[1:]
    assert before == after
    assert before.startswith(f"{CHERBOURG};certain;50129;")
    assert bad.startswith(f"{line};")
    assert ";erreur;;;;;;;;" in bad
    assert said in bad


def test_all_that_is_wrong_with_a_row_is_told(rewrite: Rewrite) -> None:
    (row,) = rewrite(HEADER + ";80;2C\n").rows()
    positions = [row["result_message"].find(f"{column} : ") for column in ("nom", "dep", "annee")]
    assert positions == sorted(positions)
    assert positions[0] == 0


EQUEURDREVILLE = "Équeurdreville-Hainneville;1980;50"
ASCII_THEN = f"{HEADER}{CHERBOURG}\n"
"""The first block: it tells nothing of the encoding, but its results have accents."""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_file_whose_accents_come_late_is_written_in_its_encoding(rewrite: Rewrite, encoding: str) -> None:
    content = f"{ASCII_THEN}{EQUEURDREVILLE}\n{CHERBOURG}\n".encode(encoding)
    rewritten = rewrite(content, cuts=[len(ASCII_THEN)])
    assert rewritten.charset == {"utf-8": "utf-8", "cp1252": "windows-1252"}[encoding]
    assert [row["result_code"] for row in rewritten.rows()] == ["50129", "50173", "50129"]
    assert [row["result_message"].partition(" : ")[2][:16] for row in rewritten.rows()] == ["c'était déjà le "] * 3


@pytest.mark.parametrize(
    ("encoding", "given", "accents_come", "written"),
    [
        ("utf-8", None, "late", "utf-8"),
        ("cp1252", None, "late", "utf-8"),
        ("utf-8", None, "at once", "utf-8"),
        ("cp1252", None, "at once", "windows-1252"),
        ("cp1252", "cp1252", "late", "windows-1252"),
        ("latin-1", "latin-1", "late", "iso-8859-1"),
        ("ascii", None, "never", "utf-8"),
    ],
)
def test_a_stream_is_written_in_one_encoding_whenever_its_accents_come(
    rewrite: Rewrite, encoding: str, given: str | None, accents_come: str, written: str
) -> None:
    """The results that are written before have accents of ours: what comes after cannot be in another encoding."""
    late = CHERBOURG if accents_come == "never" else EQUEURDREVILLE
    text = f"{ASCII_THEN}{late}\n{CHERBOURG}\n"
    content = text.encode(encoding)
    cuts = [] if accents_come == "at once" else [len(ASCII_THEN)]
    rewritten = rewrite(content, replace(OPTIONS, encoding=given), cuts, stream=True)
    assert rewritten.charset == written
    lines = rewritten.content.decode(written).splitlines()
    assert all(line.startswith(asked) for line, asked in zip(lines, text.splitlines(), strict=True))
    assert [row["result_status"] for row in rewritten.rows()] == ["certain"] * 3
    assert [row["result_message"].partition(" : ")[2][:16] for row in rewritten.rows()] == ["c'était déjà le "] * 3


def test_a_record_of_a_stream_cut_after_its_accents_is_read_once(rewrite: Rewrite) -> None:
    """What is left of a block goes back to its own bytes before the next is read."""
    content = f'{ASCII_THEN}"Équeurdreville-\nHainneville";1980;50\n{EQUEURDREVILLE}\n'.encode("cp1252")
    cut = content.index(b"\nHainneville") + 1
    rewritten = rewrite(content, cuts=[len(ASCII_THEN), cut], stream=True)
    assert [row["nom"] for row in rewritten.rows()][1:] == [
        "Équeurdreville-\nHainneville",
        "Équeurdreville-Hainneville",
    ]
    assert rewritten.charset == "utf-8"


def test_a_damaged_byte_does_not_spoil_the_accents_of_the_others(rewrite: Rewrite) -> None:
    rewritten = rewrite(
        HEADER.encode()
        + "L’Haÿ-les-Roses;1980;94\nÉqueurdreville-Hainneville;1980;50\n".encode()
        + b"Caf\xe9;1980;50\n"
    )
    assert rewritten.charset == "utf-8"
    first, second, damaged = rewritten.content.splitlines()[1:]
    assert b";certain;94038;" in first
    assert b";certain;50173;" in second
    assert damaged.startswith(b"Caf\xe9;1980;50;erreur;")
    assert "nom : Un caractère est illisible".encode() in damaged


def test_a_byte_that_windows_1252_lacks_costs_its_row_alone(rewrite: Rewrite) -> None:
    content = HEADER.encode() + "L’Haÿ-les-Roses;1980;94\n".encode("cp1252") + b"\x81;1980;50\n"
    first, damaged = rewrite(content).content.splitlines()[1:]
    assert b";certain;94038;" in first
    assert damaged.startswith(b"\x81;1980;50;erreur;")


def test_letters_of_ours_that_the_encoding_lacks_are_written_without(rewrite: Rewrite) -> None:
    rewritten = rewrite(
        HEADER + "Sacy-le-Grand;1980;60\nSœurdres;1980;49\n".replace("œ", "oe"), replace(OPTIONS, encoding="latin-1")
    )
    assert rewritten.charset == "iso-8859-1"
    assert rewritten.rows()[1]["result_name"] == "Soeurdres"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"Cherbourg", "utf-8"),
        ("é".encode(), "utf-8"),
        ("é".encode()[:1], "utf-8"),
        ("été".encode("cp1252"), "cp1252"),
        ("é".encode() * 3 + b"\xe9;", "utf-8"),
    ],
)
def test_the_encoding_is_guessed(content: bytes, encoding: str) -> None:
    assert guess_encoding(content) == encoding


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_the_delimiter_is_guessed(rewrite: Rewrite, delimiter: str) -> None:
    """By the columns asked first: a text with commas misleads nobody."""
    content = f'"a,b,c";nom;annee;dep\n"x,y";{CHERBOURG}\n'.replace(";", delimiter)
    assert rewrite(content).rows(delimiter)[0]["result_code"] == "50129"


def test_a_mark_inside_the_file_is_kept(rewrite: Rewrite) -> None:
    """Files put end to end leave it."""
    content = (HEADER + f"\ufeff{CHERBOURG}\n").encode()
    assert rewrite(content).content.splitlines()[1].startswith(f"\ufeff{CHERBOURG};".encode())


def test_columns_that_bear_the_names_of_the_parameters_need_not_be_named(rewrite: Rewrite) -> None:
    content = "codeCogInseeDepartementNaissance,dateNaissance,nomCommuneNaissance\n50,15/06/1980,Cherbourg\n"
    assert rewrite(content, CsvOptions()).rows(",")[0]["result_code"] == "50129"


def test_columns_not_named_are_asked_for(rewrite: Rewrite) -> None:
    with pytest.raises(InvalidParametersError) as raised:
        rewrite(f"{HEADER}{CHERBOURG}\n", CsvOptions())
    assert [fault.parameter for fault in raised.value.details] == [
        "nomCommuneNaissance",
        "anneeDateNaissance",
    ]
    assert all("Ses colonnes sont : nom, annee, dep." in fault.message for fault in raised.value.details)


TITLES = "Naissances\r\n\r\nExport du 12/03/2026;;\r\nnom : voir la notice;;\r\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_a_header_after_lines_of_title_is_found_and_they_stay_above_it(
    rewrite: Rewrite, mark: str, delimiter: str
) -> None:
    table = f"{HEADER}{CHERBOURG}\n".replace(";", delimiter)
    rewritten = rewrite(mark + TITLES + table)
    text = rewritten.content.decode()
    assert text.startswith(mark + TITLES + f"nom;annee;dep;{RESULT_COLUMNS[0]}".replace(";", delimiter))
    assert rewritten.counts == {"certain": 1}
    assert text.removeprefix(mark + TITLES).encode() == rewrite(table).content


def test_titles_in_another_encoding_keep_their_bytes(rewrite: Rewrite) -> None:
    titles = "Né·e·s à l'étranger\n".encode("cp1252")
    rewritten = rewrite(titles + f"{HEADER}{CHERBOURG}\n".encode("cp1252"))
    assert rewritten.content.startswith(titles + b"nom;annee;dep;result_status")


@pytest.mark.parametrize(("lines", "found"), [(19, True), (20, False)])
def test_the_header_is_one_of_the_first_twenty_lines(rewrite: Rewrite, lines: int, found: bool) -> None:
    content = "titre\n" * lines + f"{HEADER}{CHERBOURG}\n"
    if found:
        assert rewrite(content).counts == {"certain": 1}
        return
    with pytest.raises(InvalidParametersError) as raised:
        rewrite(content)
    assert {detail.code for detail in raised.value.details} == {"COLONNE_INCONNUE"}


def test_a_header_after_titles_is_found_by_the_names_of_the_parameters(rewrite: Rewrite) -> None:
    header = "nomCommuneNaissance;anneeDateNaissance\n"
    assert rewrite(f"Export\n{header}Gennevilliers;1960\n", CsvOptions()).counts == {"certain": 1}


def test_a_first_cell_of_several_lines_is_no_title(rewrite: Rewrite) -> None:
    content = '"deux\nlignes";nom;annee;dep\n1;Cherbourg;1980;50\n'
    assert rewrite(content).counts == {"certain": 1}
    assert rewrite(content).content.startswith(b'"deux\nlignes";nom;annee;dep;result_status')


def test_a_column_that_is_misnamed_is_told_with_those_of_the_header_that_has_the_others(rewrite: Rewrite) -> None:
    with pytest.raises(InvalidParametersError) as raised:
        rewrite(TITLES + "nom;année;dep\nCherbourg;1980;50\n")
    (detail,) = raised.value.details
    assert detail.message.endswith("Ses colonnes sont : nom, année, dep.")


def test_what_could_not_be_read_but_spoils_nothing_is_told_after_the_message(rewrite: Rewrite) -> None:
    asked = {"name": "nom", "date": "ne", "postal_code": "cp", "current_code": "insee"}
    rows = [
        "Cherbourg;15 juin 1980;;",
        "Cherbourg;29387;;",
        "Cherbourg;29387;x;50 129",
        "Cherbourg;15/06/1980; ;50129.0",
    ]
    resolved = rewrite("nom;ne;cp;insee\n" + "\n".join(rows) + "\n", CsvOptions(asked)).rows()
    plain, excel, unread, read = [row["result_message"] for row in resolved]
    assert [row["result_code"] for row in resolved] == ["50129"] * 4
    assert plain == read
    assert excel.startswith(f"{plain} La date est un nombre, lu comme celui qu'Excel donne")
    assert unread.startswith(plain)
    assert unread.removeprefix(plain).count("n'a pas servi") == 2


@pytest.mark.parametrize(
    ("row", "country", "status"),
    [
        ("Lisbonne;1980;;Portugal;", "99139", "certain"),
        ("Lisbonne;1980;;;99139", "99139", "certain"),
        ("Lisbonne;1980;99;;99139.0", "99139", "certain"),
        (";1980;;Portugal;", "99139", "certain"),
        (" ;1980;99;;99139", "99139", "certain"),
        ("Lisbonne;1980;50;PORTUGAL;", "", "ambigu"),  # the department is of France
        ("Cherbourg;1980;50;France;99100", "99100", "certain"),
        ("Cherbourg;1980;;;99100.0", "99100", "probable"),
    ],
)
def test_a_birth_abroad_has_the_code_of_its_country(rewrite: Rewrite, row: str, country: str, status: str) -> None:
    asked = ASKED | {"country": "pays", "country_code": "code"}
    (resolved,) = rewrite(f"nom;annee;dep;pays;code\n{row}\n", CsvOptions(asked)).rows()
    assert (resolved["result_country_code"], resolved["result_status"]) == (country, status)
    assert resolved["result_code"] == ("" if country != "99100" else "50129")
