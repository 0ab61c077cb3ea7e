"""A commune through time: the drawing and the tables tell the same, and both are reached with the keyboard."""

from playwright.sync_api import Page, expect

from tests.browser.hands import tab_to
from tests.browser.running import Visit

CHERBOURG = "#/commune?code=50129"
ROOM = "document.getElementById('history').clientWidth - 34"
LANE_NAMES = "nodes => nodes.map(node => node.textContent)"


def test_a_place_is_chosen_and_its_mergers_followed_with_the_keyboard(visit: Visit, page: Page) -> None:
    visit.go("#/commune")
    tab_to(page, "#place")
    page.keyboard.type("octeville")
    expect(page.locator("#place-options [role=option]").first).to_be_visible()
    option = page.locator("#place-options [role=option]", has_text="Manche")
    while option.first.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h2.place")).to_contain_text("Octeville")
    tab_to(page, "a[aria-label*='50129']")
    page.keyboard.press("Enter")
    expect(page.locator("h2.place")).to_have_text("Cherbourg-en-Cotentin 50129")
    tab_to(page, ".mark[aria-label*='1er janvier 2016']")
    page.keyboard.press("Enter")
    row = page.locator("tr.chosen").first
    expect(row).to_contain_text("Création de commune nouvelle")
    expect(row).to_be_focused()


def test_the_tables_tell_all_that_is_drawn(visit: Visit, page: Page) -> None:
    visit.go(CHERBOURG)
    expect(page.locator(".timeline .lane")).to_have_count(7)
    tables = page.locator("#history").inner_text()
    drawn = page.locator(".timeline .label").evaluate_all(LANE_NAMES)
    for label in drawn:
        name, _, code = label.partition(" · ")
        assert name.rsplit(",", 1)[0] in tables
        assert code in tables
    dates = page.locator(".timeline .mark").evaluate_all("nodes => nodes.map(node => node.ariaLabel)")
    assert len(dates) == 3
    assert {
        row["date"]
        for row in page.locator("tr[data-date]").evaluate_all("rows => rows.map(row => ({date: row.dataset.date}))")
    } == {"1965-01-01", "2000-02-28", "2016-01-01"}


def test_a_change_of_code_a_split_and_a_place_that_never_changed(visit: Visit, page: Page) -> None:
    visit.go("#/commune?code=75036")
    expect(page.locator(".timeline .label")).to_have_text(["Gennevilliers · 75036", "Gennevilliers · 92036"])
    visit.go("#/commune?code=13055")
    expect(page.locator(".timeline .lane")).to_have_count(17)
    expect(page.locator("tr[data-date]")).to_have_count(1)
    visit.go("#/commune?code=75114")
    expect(page.locator("#history")).to_contain_text("Rien n'a changé depuis 1943.")


def test_no_name_of_the_drawing_covers_another_even_on_a_phone(visit: Visit, page: Page) -> None:
    visit.go("#/commune?code=49018")
    for width in (1200, 375):
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.locator(".timeline")).to_have_attribute("width", str(page.evaluate(ROOM)))
        boxes = page.locator(".timeline .label").evaluate_all(
            "labels => labels.map(label => { const box = label.getBBox();"
            " return [box.x, box.x + box.width, box.y + 4, box.y + box.height - 4]; })"
        )
        right = page.evaluate("document.querySelector('.timeline').clientWidth")
        for position, (left, end, top, bottom) in enumerate(boxes):
            assert end <= right + 1
            for other_left, other_end, other_top, other_bottom in boxes[position + 1 :]:
                assert end <= other_left or other_end <= left or bottom <= other_top or other_bottom <= top
