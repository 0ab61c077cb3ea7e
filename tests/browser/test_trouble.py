"""When the network fails or drags, the page says so in words, keeps what was typed, and recovers."""

from playwright.sync_api import Page, Route, expect

from tests.browser.hands import heard, tab_to
from tests.browser.running import Visit
from tests.browser.states import CERTAIN, cut_off

CODE = ".card .big .code"
ASKED = "**/v1/cog?*"


def test_offline_is_said_and_a_button_tries_again(visit: Visit, page: Page) -> None:
    visit.forgiven = ("ERR_INTERNET_DISCONNECTED",)
    visit.go(CERTAIN)
    expect(page.locator(CODE)).to_have_text("75036")
    page.context.set_offline(True)
    try:
        page.fill("#date", "1949")  # never asked before: nothing of it is cached
        page.keyboard.press("Enter")
        expect(page.locator(".problem")).to_contain_text("Vérifiez votre connexion")
        expect(page.locator(CODE)).to_have_count(0)
        assert "ne répond pas" in heard(page)
        assert page.input_value("#commune") == "Gennevilliers"
    finally:
        page.context.set_offline(False)
    tab_to(page, ".problem button")
    page.keyboard.press("Enter")
    expect(page.locator(CODE)).to_have_text("75036")


def test_a_slow_answer_is_waited_for_in_words(visit: Visit, page: Page) -> None:
    visit.go()
    held: list[Route] = []
    page.route(ASKED, lambda route: held.append(route))  # noqa: PLW0108 - marked by Playwright
    visit.go(CERTAIN)
    expect(page.locator(".waiting")).to_have_text("Recherche en cours…")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "true")
    assert heard(page) == "Recherche en cours…"
    held[0].continue_()
    expect(page.locator(CODE)).to_have_text("75036")
    expect(page.locator(".waiting")).to_have_count(0)


def test_the_answer_shown_is_always_that_of_the_last_question(visit: Visit, page: Page) -> None:
    visit.go()
    held: list[Route] = []
    page.route("**/v1/cog?*Gennevilliers*", lambda route: held.append(route))  # noqa: PLW0108 - marked by Playwright
    visit.go(CERTAIN)
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "true")
    visit.go("#/code?naissance=1980&nom=Tourlaville&departement=50")
    expect(page.locator(CODE)).to_have_text("50602")
    for route in held:
        route.continue_()
    page.wait_for_timeout(150)
    expect(page.locator(CODE)).to_have_text("50602")


def test_suggestions_that_do_not_come_leave_the_field_usable(visit: Visit, page: Page) -> None:
    visit.forgiven = ("ERR_INTERNET_DISCONNECTED",)
    visit.go()
    page.route("**/v1/lieux?*", cut_off)
    page.fill("#date", "1980")
    page.locator("#commune").press_sequentially("Tourlaville")
    page.fill("#department", "50")
    page.keyboard.press("Enter")
    expect(page.locator(CODE)).to_have_text("50602")


def test_a_code_that_never_was_is_said(visit: Visit, page: Page) -> None:
    visit.forgiven = ("404",)
    visit.go("#/commune?code=50999")
    expect(page.locator(".problem")).to_contain_text("n'a jamais désigné de commune")
