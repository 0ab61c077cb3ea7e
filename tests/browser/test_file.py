"""A file sent for real: 50,000 rows with their progress, the summary, the download; cancelling; refusals in words."""

import csv
import io
import re
from codecs import BOM_UTF8

from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser.files import HEADER, births
from tests.browser.hands import heard, tab_to
from tests.browser.running import Visit
from tests.browser.states import cut_off, file_prepared

ROWS = 50_000
START = "#file button.primary"
WATCH_BAR = """() => {
  window.steps = [];
  new MutationObserver(() => {
    const label = document.querySelector("#file > label");
    const bar = document.querySelector("#file > progress");
    if (label && bar && label.textContent !== window.steps.at(-1)?.[0]) {
      window.steps.push([label.textContent, bar.value]);
    }
  }).observe(document.querySelector("#file"), { childList: true, subtree: true, characterData: true });
}"""


def test_fifty_thousand_rows_with_their_progress_and_the_result(visit: Visit, page: Page) -> None:
    given = births(ROWS)
    file_prepared(visit, given)
    expect(page.locator("#file .hint").first).to_have_text("50\u202f000 lignes")
    page.evaluate(WATCH_BAR)
    page.click(START)
    expect(page.locator("#file h2")).to_contain_text("codes trouvés sur 50\u202f000 lignes")
    expect(page.locator("#file h2")).to_be_focused()
    steps = page.evaluate("window.steps")
    told = [text for text, _ in steps]
    shares = [share for text, share in steps if "sur 50" in text]
    assert any(text.startswith(("Envoi du fichier", "Fichier envoyé")) for text in told)
    assert len({share for share in shares if 0 < share < 1}) >= 2, told
    assert shares == sorted(shares)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le résultat").click()
    assert download.value.suggested_filename == "naissances-codes.csv"
    result = download.value.path().read_bytes().decode("cp1252")
    rows = list(csv.DictReader(io.StringIO(result), delimiter=";"))
    sent = list(csv.DictReader(io.StringIO(given.decode("cp1252")), delimiter=";"))
    assert [{name: row[name] for name in HEADER} for row in rows] == sent
    assert rows[0]["result_code"] == "50602"
    table = page.locator("#file table").first
    for label, status in [("Certain", "certain"), ("Ambigu", "ambigu"), ("Introuvable", "introuvable")]:
        count = sum(row["result_status"] == status for row in rows)
        cells = table.locator("tr", has_text=re.compile(f"^{label}")).locator("td.number")
        assert re.sub(r"\s", "", cells.first.inner_text()) == str(count)
    expect(page.locator(".chart rect")).to_have_count(len({row["result_status"] for row in rows}))


def test_cancelling_stops_and_comes_back_to_the_settings(visit: Visit, page: Page) -> None:
    file_prepared(visit, births(ROWS))
    page.click(START)
    cancel = page.get_by_role("button", name="Annuler")
    expect(cancel).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".cancelled")).to_have_text("Annulé. Rien n'a été gardé.")
    assert heard(page) == "Annulé. Rien n'a été gardé."
    expect(page.locator(START)).to_be_focused()
    expect(page.locator("#file-nom")).to_have_value("Ville de naissance")


def test_a_file_is_treated_with_the_keyboard_alone(visit: Visit, page: Page) -> None:
    content = births(40).decode("cp1252").encode("utf-8-sig")  # what Excel calls « CSV UTF-8 »
    chosen = FilePayload(name="petit.csv", mimeType="text/csv", buffer=content)
    page.once("filechooser", lambda chooser: chooser.set_files(chosen))
    visit.go("#/fichier")
    tab_to(page, "#file-input")
    page.keyboard.press("Enter")
    expect(page.locator("#file h2")).to_be_focused()
    tab_to(page, START)
    page.keyboard.press("Enter")
    expect(page.locator("#file h2")).to_contain_text("sur 40 lignes")
    expect(page.locator("#file table").nth(1)).to_contain_text("Les premières lignes à revoir")
    expect(page.locator("#file table").nth(1)).to_contain_text("Zzyzx")
    tab_to(page, "a.button")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    result = download.value.path().read_bytes()
    assert result.startswith(BOM_UTF8)
    assert not result.startswith(BOM_UTF8 * 2)
    assert "Châlons-sur-Marne;51;certain;51108" in result.decode()
    tab_to(page, "#file button")
    page.keyboard.press("Enter")
    expect(page.locator("#file-input")).to_be_visible()


def test_offline_keeps_the_settings_and_tries_again(visit: Visit, page: Page) -> None:
    visit.forgiven = ("ERR_INTERNET_DISCONNECTED",)
    file_prepared(visit, births(40))
    page.route("**/v1/cog/csv", cut_off)
    page.click(START)
    expect(page.locator(".problem")).to_contain_text("Vérifiez votre connexion")
    expect(page.locator("#file-nom")).to_have_value("Ville de naissance")
    page.unroute("**/v1/cog/csv")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("#file h2")).to_contain_text("sur 40 lignes")


def test_what_the_service_refuses_is_said(visit: Visit, page: Page) -> None:
    visit.forgiven = ("422",)
    file_prepared(visit, births(40))

    def ask_for_another_column(route: Route) -> None:
        body = route.request.post_data_buffer
        assert body is not None
        route.continue_(post_data=body.replace("Dép.".encode(), b"Dep."))

    page.route("**/v1/cog/csv", ask_for_another_column)
    page.click(START)
    expect(page.locator(".problem")).to_contain_text("Dep.")
    expect(page.locator("#file-nom")).to_be_visible()
