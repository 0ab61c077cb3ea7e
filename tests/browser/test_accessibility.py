"""axe-core finds no violation in any state of the page, light and dark; nothing overflows a small screen."""

from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.running import Visit
from tests.browser.states import STATES

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations)"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SMALLEST_SCREEN: ViewportSize = {"width": 320, "height": 640}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(visit: Visit) -> list[str]:
    found: list[dict[str, Any]] = visit.page.evaluate(RUN)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_a_small_screen_holds_it(visit: Visit, state: str) -> None:
    STATES[state](visit)
    visit.page.evaluate(AXE)
    for theme in THEMES:
        visit.page.emulate_media(color_scheme=theme)
        assert violations(visit) == [], theme
    visit.page.set_viewport_size(SMALLEST_SCREEN)
    assert visit.page.evaluate(OVERFLOW) == 0
