"""A file, before it is sent: how to read it is guessed right, shown, and can be corrected; what cannot be is said."""

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.files import HEADER, births
from tests.browser.hands import heard
from tests.browser.running import Visit
from tests.browser.states import file_prepared, file_wanted

# Modules of the page are asked directly for what is not worth a whole journey.
GUESSES = """async ([address, headers]) => {
  const { guessColumns } = await import(address + "columns.js");
  return headers.map(guessColumns);
}"""
ROWS = """async ([address, text, size]) => {
  const { readCsv } = await import(address + "csv.js");
  const rows = [];
  const reader = readCsv(";", (row) => rows.push(row));
  for (let start = 0; start < text.length; start += size) {
    reader.feed(text.slice(start, start + size));
  }
  reader.end();
  return rows;
}"""
COUNT = """async ([address, text]) => {
  const { countRows } = await import(address + "counting.js");
  return countRows(new Blob([text]));
}"""


def modules(visit: Visit) -> str:
    return f"{visit.address}/page/tests/js/file/"


def give(visit: Visit, name: str, content: bytes) -> None:
    file_wanted(visit)
    visit.page.set_input_files("#file-input", files=FilePayload(name=name, mimeType="text/csv", buffer=content))


def test_a_windows_file_is_read_as_such_and_its_columns_guessed(visit: Visit, page: Page) -> None:
    file_prepared(visit)
    expect(page.locator("h2")).to_contain_text(["naissances.csv"])
    expect(page.locator("#file h2")).to_be_focused()
    expect(page.locator("#file .hint").first).to_have_text("2\u202f000 lignes")
    expect(page.locator("thead th")).to_have_text(HEADER)
    expect(page.locator("tbody tr")).to_have_count(5)
    expect(page.locator("tbody")).to_contain_text("Châlons-sur-Marne")
    expect(page.locator("#file-encoding")).to_have_value("windows-1252")
    expect(page.locator("#file-delimiter")).to_have_value(";")
    expect(page.locator("#file-nom")).to_have_value("Ville de naissance")
    expect(page.locator("#file-naissance")).to_have_value("Né(e) le")
    expect(page.locator("#file-departement")).to_have_value("Dép.")
    expect(page.locator("#file-codePostal")).to_have_value("")


def test_another_encoding_or_delimiter_shows_at_once(visit: Visit, page: Page) -> None:
    file_prepared(visit, births(20).decode("cp1252").encode())
    expect(page.locator("#file-encoding")).to_have_value("utf-8")
    page.select_option("#file-encoding", "windows-1252")
    expect(page.locator("tbody")).to_contain_text("ChÃ¢lons")
    page.select_option("#file-delimiter", ",")
    expect(page.locator("thead th")).to_have_count(1)


def test_a_column_that_is_missing_is_asked_for(visit: Visit, page: Page) -> None:
    file_prepared(visit, b"a;b\nTourlaville;1980\n")
    page.get_by_role("button", name="Trouver les codes").click()
    expect(page.locator("#file-nom-error")).to_have_text("Choisissez la colonne.")
    expect(page.locator("#file-nom")).to_be_focused()
    assert heard(page) == "Choisissez les colonnes qui manquent."


def test_what_is_not_a_csv_says_what_to_do(visit: Visit, page: Page) -> None:
    for name, content, said in [
        ("classeur.xlsx", b"PK\x03\x04rest", "« Enregistrer sous… », puis CSV"),
        ("vide.csv", b"", "Ce fichier est vide."),
        ("utf16.csv", "nom;année".encode("utf-16"), "enregistrez-le"),
    ]:
        give(visit, name, content)
        expect(page.locator(".problem")).to_contain_text(said)
        expect(page.locator(".problem")).to_contain_text(name)
        expect(page.locator("#file-input")).to_be_visible()


def test_csv_is_read_the_same_however_it_is_cut(visit: Visit, page: Page) -> None:
    visit.go()
    text = 'a;"b;c"\r\n"d ""e""";"f\ng"\n\n"";h\nlast;'
    for size in (1, 2, 5, 1000):
        assert page.evaluate(ROWS, [modules(visit), text, size]) == [
            ["a", "b;c"],
            ['d "e"', "f\ng"],
            ["", "h"],
            ["last", ""],
        ]
    assert page.evaluate(COUNT, [modules(visit), text]) == 3
    assert page.evaluate(COUNT, [modules(visit), "a;b\r\n1;2\r\n"]) == 1
    assert page.evaluate(COUNT, [modules(visit), ""]) == 0


def test_the_columns_of_common_files_are_guessed(visit: Visit, page: Page) -> None:
    visit.go()
    headers = [
        ["nom", "prenom", "date_naissance", "commune_naissance", "dep_naissance"],
        ["NOM", "LIEU DE NAISSANCE", "ANNEE", "DEPT", "CP"],
        ["nomCommuneNaissance", "anneeDateNaissance", "codeCogInseeDepartementNaissance", "codeCommune"],
        ["ville_naissance", "pays_naissance", "code_pays_naissance", "ne_le"],
    ]
    guesses = page.evaluate(GUESSES, [modules(visit), headers])
    found = [{role: column for role, column in guess.items() if column} for guess in guesses]
    assert found == [
        {"nom": "commune_naissance", "naissance": "date_naissance", "departement": "dep_naissance"},
        {"nom": "LIEU DE NAISSANCE", "naissance": "ANNEE", "departement": "DEPT", "codePostal": "CP"},
        {
            "nom": "nomCommuneNaissance",
            "naissance": "anneeDateNaissance",
            "departement": "codeCogInseeDepartementNaissance",
            "codeCommune": "codeCommune",
        },
        {
            "nom": "ville_naissance",
            "naissance": "ne_le",
            "pays": "pays_naissance",
            "codePays": "code_pays_naissance",
        },
    ]
