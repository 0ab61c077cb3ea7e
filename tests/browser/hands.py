"""What a person does with the keyboard alone."""

from playwright.sync_api import Page

FAR = 40


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element that `selector` finds has the focus, wherever it is."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with Tab")


def focused(page: Page) -> str:
    """The text of the element that has the focus."""
    return str(page.evaluate("document.activeElement.innerText"))


def heard(page: Page) -> str:
    """What a screen reader was last told."""
    return (page.locator("#live").text_content() or "").strip()
