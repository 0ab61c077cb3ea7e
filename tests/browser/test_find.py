"""Finding a code: each kind of answer, by keyboard alone, with what is seen and what is heard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import heard, tab_to
from tests.browser.running import Visit

CODE = ".card .big .code"


def ask(page: Page, birth: str, name: str, department: str) -> None:
    page.fill("#date", birth)
    page.fill("#commune", name)
    page.fill("#department", department)
    page.keyboard.press("Enter")


def test_a_birth_place_is_found_with_the_keyboard_alone(visit: Visit, page: Page) -> None:
    visit.go()
    tab_to(page, "#date")
    page.keyboard.type("12/03/1980")
    tab_to(page, "#commune")
    page.keyboard.type("tourlav")
    option = page.locator("[role=option]").first
    expect(option).to_contain_text("Tourlaville")
    expect(option).to_contain_text("ancienne commune")
    expect(option).to_contain_text("Manche (50)")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(CODE)).to_have_text("50602")
    expect(page.locator(".verdict")).to_have_text("✓ Certain")
    expect(page.locator(".why")).to_contain_text("Aucun autre lieu n'est possible")
    assert heard(page).startswith("Code 5 0 6 0 2, Tourlaville.")
    assert page.input_value("#department") == "50"
    tab_to(page, ".big button")
    page.keyboard.press("Enter")
    expect(page.locator(".big button")).to_have_text("Copié")
    assert page.evaluate("navigator.clipboard.readText()") == "50602"


def test_the_department_can_be_typed_and_a_date_written_in_words(visit: Visit, page: Page) -> None:
    visit.go()
    tab_to(page, "#date")
    page.keyboard.type("3 juin 1960")
    tab_to(page, "#commune")
    page.keyboard.type("Gennevilliers")
    tab_to(page, "#department")
    page.keyboard.type("92")
    page.keyboard.press("Enter")
    expect(page.locator(CODE)).to_have_text("75036")
    expect(page.locator(".notes")).to_contain_text("autre département")
    assert page.url.endswith("#/code?naissance=1960-06-03&nom=Gennevilliers&departement=92")


def test_the_combobox_follows_the_pattern(visit: Visit, page: Page) -> None:
    visit.go()
    field = page.locator("#commune")
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("cherbourg")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#commune-options")).to_have_role("listbox")
    expect(page.locator("#live")).to_have_text("3 lieux proposés.")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "commune-options-0")
    expect(page.locator("#commune-options-0")).to_have_attribute("aria-selected", "true")
    field.press("ArrowUp")
    last = page.locator("[role=option]").count() - 1
    expect(field).to_have_attribute("aria-activedescendant", f"commune-options-{last}")
    expect(field).to_be_focused()
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("cherbourg")
    field.press("Escape")
    expect(field).to_have_value("")


def test_the_communes_of_the_date_come_first(visit: Visit, page: Page) -> None:
    visit.go()
    page.fill("#date", "1980")
    page.locator("#commune").press_sequentially("cherbourg")
    options = page.locator("[role=option]")
    expect(options.first).to_contain_text("jusqu'en 2000")
    expect(options.nth(1)).to_contain_text("Cherbourg-en-Cotentin")
    page.fill("#date", "2020")
    page.locator("#commune").fill("cherbourg")
    expect(options.first).to_contain_text("Cherbourg-en-Cotentin")


def test_a_postal_code_is_understood(visit: Visit, page: Page) -> None:
    visit.go()
    page.locator("#commune").press_sequentially("50100")
    page.locator("[role=option]", has_text="Cherbourg-en-Cotentin").click()
    assert page.input_value("#commune") == "Cherbourg-en-Cotentin"
    assert page.input_value("#department") == "50"


def test_an_ambiguous_answer_says_what_to_ask_and_takes_the_reply(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "Valserhône", "01")
    expect(page.locator(".verdict")).to_have_text("? À préciser")
    question = page.locator(".ask .question")
    expect(question).to_contain_text("Dans quelle commune exactement")
    expect(question).to_contain_text("Lancrans")
    expect(page.locator(CODE)).to_have_count(0)
    rows = page.locator(".candidates > li")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("52 % de chances")
    tab_to(page, "[aria-label*='Lancrans, 01205']")
    page.keyboard.press("Enter")
    expect(page.locator(CODE)).to_have_text("01205")
    page.go_back()
    expect(page.locator(".verdict")).to_have_text("? À préciser")


def test_a_probable_answer_lists_the_other_places(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1975", "Annecy", "74")
    expect(page.locator(CODE)).to_have_text("74010")
    expect(page.locator(".verdict")).to_have_text("≈ Très probable")
    expect(page.locator(".candidates > li")).to_have_count(5)
    expect(page.locator(".candidates > li").last).to_contain_text("moins de 1 %")


def test_paris_asks_for_the_arrondissement_in_order(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "Paris", "75")
    expect(page.locator(".question")).to_contain_text("Dans quel arrondissement")
    names = page.locator(".candidates .name")
    expect(names.first).to_have_text("Paris 1er Arrondissement")
    expect(names).to_have_count(20)


def test_french_algeria_has_the_code_of_the_country_and_the_other_beside_it(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1955", "Alger", "91")
    expect(page.locator(CODE)).to_have_text("99352")
    expect(page.locator(".card")).to_contain_text("91352 : Code du département d'Algérie")


def test_a_place_of_another_department_is_taken_in_one_press(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "Vendôme", "45")
    expect(page.locator(".question")).to_have_text("« Est-ce bien Vendôme (41) ? »")
    expect(page.locator(".card")).to_contain_text("vérifiez le département")
    page.get_by_role("button", name="C'est ici : Vendôme").click()
    expect(page.locator(CODE)).to_have_text("41269")


def test_a_name_that_is_nowhere_says_to_check_it(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "Zzyzx-sur-Rien", "50")
    expect(page.locator(".card")).to_contain_text("Vérifiez le nom, le département et l'année")


def test_a_birth_abroad_has_the_code_of_its_date(visit: Visit, page: Page) -> None:
    visit.go()
    tab_to(page, "#date")
    page.keyboard.type("1980")
    tab_to(page, "#commune")
    page.keyboard.type("ukrain")
    expect(page.locator("[role=option]")).to_have_text(["U.R.S.S.pays ou territoire · 99123 · jusqu'en 1991"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(CODE)).to_have_text("99123")
    expect(page.locator(".card")).to_contain_text("n'a pas de code de commune")
    assert heard(page).startswith("Code 9 9 1 2 3, U.R.S.S.")


def test_a_country_typed_as_the_place_needs_no_department(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "Lisbonne (Portugal)", "")
    expect(page.locator(CODE)).to_have_text("99139")
    expect(page.locator(".card")).to_contain_text("Ce qui a été lu : Lisbonne, pays Portugal.")


def test_links_that_said_a_country_by_its_name_still_do(visit: Visit, page: Page) -> None:
    visit.go("#/code?naissance=1980&pays=Ukraine")
    expect(page.locator(CODE)).to_have_text("99123")


@pytest.mark.parametrize(
    ("name", "chosen", "code"), [("Allemagne", "Allemagne de l'Ouest", "99142"), ("Congo", "Congo", "99324")]
)
def test_of_several_countries_one_is_chosen(visit: Visit, page: Page, name: str, chosen: str, code: str) -> None:
    visit.go()
    ask(page, "1980", name, "99")
    expect(page.locator(".question")).to_contain_text("Dans quel pays exactement")
    expect(page.locator(CODE)).to_have_count(0)
    page.get_by_role("button", name=f"C'est ici : {chosen}, {code}").click()
    expect(page.locator(CODE)).to_have_text(code)


def test_a_foreign_town_alone_asks_for_the_country(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "Casablanca", "99")
    expect(page.locator(".verdict")).to_have_text("✗ Introuvable")
    expect(page.locator(".question")).to_contain_text("Dans quel pays")


def test_homonyms_without_department_ask_which(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "Valence", "")
    expect(page.locator(".question")).to_contain_text("Valence (26), Valence (82) ou Valence (16)")
    expect(page.locator(".notes")).to_contain_text("Le département n'est pas donné")
    page.get_by_role("button", name="C'est ici : Valence, 82186").click()
    expect(page.locator(CODE)).to_have_text("82186")


def test_a_wrong_department_is_noted(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "Toulouse", "32")
    expect(page.locator(".verdict")).to_have_text("? À préciser")
    expect(page.locator(".notes")).to_contain_text("Le département donné n'est pas celui")
    page.get_by_role("button", name="C'est ici : Toulouse, 31555").click()
    expect(page.locator(CODE)).to_have_text("31555")


def test_what_was_read_is_shown(visit: Visit, page: Page) -> None:
    visit.go()
    ask(page, "1980", "né à PARIS 14EME (75)", "")
    expect(page.locator(CODE)).to_have_text("75114")
    expect(page.locator(".card")).to_contain_text("Ce qui a été lu : PARIS 14EME, 14e arrondissement, département 75.")


IMPOSSIBLE_DATES = [
    ("", "Donnez la date de naissance"),
    ("80", "Écrivez la date comme 12/03/1980"),
    ("12/03/80", "Écrivez la date comme 12/03/1980"),
    ("31/02/1980", "Ce jour n'existe pas"),
    ("12/13/1980", "Le mois doit être compris"),
    ("1789", "Donnez une année de 1890"),
]


def test_a_date_that_cannot_be_is_said_at_its_field(visit: Visit, page: Page) -> None:
    visit.go()
    for birth, message in IMPOSSIBLE_DATES:
        ask(page, birth, "Tourlaville", "50")
        expect(page.locator("#date-error")).to_contain_text(message)
        expect(page.locator("#date")).to_be_focused()
        expect(page.locator("#date")).to_have_attribute("aria-invalid", "true")
        assert message in heard(page)
    page.fill("#date", "1980")
    expect(page.locator("#date-error")).to_be_empty()


def test_what_only_the_service_refuses_is_said_at_its_field(visit: Visit, page: Page) -> None:
    visit.forgiven = ("422",)
    visit.go()
    ask(page, "1980", "Tourlaville", "96")
    expect(page.locator("#department-error")).to_contain_text("code de département")
    expect(page.locator("#department")).to_be_focused()


def test_a_link_holds_the_question_where_no_server_reads_it(visit: Visit, page: Page) -> None:
    visit.go("#/code?naissance=1980-03-12&nom=Tourlaville&departement=50")
    expect(page.locator(CODE)).to_have_text("50602")
    expect(page.locator("#date")).to_have_value("12/03/1980")
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_role("button", name="Copié")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{visit.home}#/code?naissance=1980-03-12&nom=Tourlaville&departement=50"


def test_erasing_starts_again(visit: Visit, page: Page) -> None:
    visit.go("#/code?naissance=1980&nom=Tourlaville&departement=50")
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(".examples")).to_be_visible()
    expect(page.locator("#date")).to_be_focused()
    assert page.input_value("#commune") == ""


def test_the_answer_prints_without_what_is_to_press(visit: Visit, page: Page) -> None:
    visit.go("#/code?naissance=1980&nom=Tourlaville&departement=50")
    expect(page.locator(CODE)).to_have_text("50602")
    page.emulate_media(media="print")
    expect(page.locator(CODE)).to_be_visible()
    expect(page.locator(".why")).to_be_visible()
    for hidden in ("nav", ".actions", ".big button", ".more"):
        expect(page.locator(hidden).first).to_be_hidden()
