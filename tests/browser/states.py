"""Every state of the page that has a look of its own, and how to bring it there: for axe, and for the screenshots."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Route, expect

from tests.browser.files import births
from tests.browser.running import Visit

CERTAIN = "#/code?naissance=1960&nom=Gennevilliers&departement=92"
PROBABLE = "#/code?naissance=1975&nom=Annecy&departement=74"
AMBIGUOUS = "#/code?naissance=1980&nom=Valserh%C3%B4ne&departement=01"
NOT_FOUND = "#/code?naissance=1980&nom=Casablanca&departement=99"


def home(visit: Visit) -> None:
    visit.go()
    expect(visit.page.locator("#release")).to_contain_text("version")


def suggestions(visit: Visit) -> None:
    visit.go()
    visit.page.fill("#date", "1980")
    visit.page.locator("#commune").press_sequentially("cherbourg")
    expect(visit.page.locator("[role=option]").first).to_be_visible()
    visit.page.keyboard.press("ArrowDown")


def answered(fragment: str) -> Callable[[Visit], None]:
    def reach(visit: Visit) -> None:
        visit.go(fragment)
        expect(visit.page.locator(".card")).to_be_visible()

    return reach


def errors(visit: Visit) -> None:
    visit.go()
    visit.page.fill("#date", "31/02/1980")
    visit.page.get_by_role("button", name="Trouver le code").click()
    expect(visit.page.locator("#commune-error")).not_to_be_empty()


def cut_off(route: Route) -> None:
    route.abort("internetdisconnected")


def offline(visit: Visit) -> None:
    visit.forgiven = ("ERR_INTERNET_DISCONNECTED",)
    visit.go()
    visit.page.route("**/v1/cog?*", cut_off)
    visit.go(CERTAIN)
    expect(visit.page.locator(".problem")).to_be_visible()


def timeline(visit: Visit) -> None:
    visit.go("#/commune?code=50129")
    expect(visit.page.locator(".timeline")).to_be_visible()


def developers(visit: Visit) -> None:
    visit.go("#/developpeurs?naissance=1980-03-12&nom=Tourlaville&departement=50")
    expect(visit.page.locator("pre")).to_have_count(3)


def file_wanted(visit: Visit) -> None:
    visit.go("#/fichier")
    expect(visit.page.locator(".drop")).to_be_visible()


def file_prepared(visit: Visit, content: bytes | None = None) -> None:
    file_wanted(visit)
    chosen = FilePayload(name="naissances.csv", mimeType="text/csv", buffer=content or births(2_000))
    visit.page.set_input_files("#file-input", files=chosen)
    expect(visit.page.get_by_role("button", name="Trouver les codes")).to_be_visible()


def file_under_way(visit: Visit) -> None:
    file_prepared(visit)
    visit.page.route("**/v1/cog/csv", lambda _route: None)  # the answer never comes
    visit.page.get_by_role("button", name="Trouver les codes").click()
    expect(visit.page.locator("progress")).to_be_visible()


def file_done(visit: Visit) -> None:
    file_prepared(visit)
    visit.page.get_by_role("button", name="Trouver les codes").click()
    expect(visit.page.locator(".chart")).to_be_visible()


def accessibility(visit: Visit) -> None:
    visit.open("accessibilite")


STATES: dict[str, Callable[[Visit], None]] = {
    "accueil": home,
    "propositions": suggestions,
    "certain": answered(CERTAIN),
    "probable": answered(PROBABLE),
    "ambigu": answered(AMBIGUOUS),
    "introuvable": answered(NOT_FOUND),
    "etranger": answered("#/code?naissance=1980&nom=U.R.S.S.&departement=99&pays=99123"),
    "pays-a-choisir": answered("#/code?naissance=1980&nom=Allemagne&departement=99"),
    "erreurs": errors,
    "hors-ligne": offline,
    "frise": timeline,
    "developpeurs": developers,
    "fichier": file_wanted,
    "fichier-pret": file_prepared,
    "fichier-en-cours": file_under_way,
    "fichier-traite": file_done,
    "accessibilite": accessibility,
}
