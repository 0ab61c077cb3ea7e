"""Starting Chromium, and a window of it that writes down what goes wrong."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.waiting import PATIENCE

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP: ViewportSize = {"width": 1200, "height": 900}
_numbers = count()
MILLISECONDS = PATIENCE * 1000


@dataclass
class Visit:
    """`failures`: errors of the page, refusals of its policy, requests to another host, unless `forgiven`."""

    page: Page
    address: str
    number: int
    forgiven: tuple[str, ...] = ()
    found: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[str]:
        return [failure for failure in self.found if not any(known in failure for known in self.forgiven)]

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.found.append(f"console: {message.text}")

    def see(self, request: Request) -> None:
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.found.append(f"request to another host: {request.url}")

    def fail(self, error: Error) -> None:
        self.found.append(f"error: {error}")

    @property
    def home(self) -> str:
        """The address of the page, one for each visit: without its number, only the fragment would change."""
        return f"{self.address}/?visite={self.number}"

    def go(self, fragment: str = "") -> None:
        """Open the page, at a fragment such as "#/code?…"."""
        self.page.goto(f"{self.home}{fragment}")

    def open(self, path: str) -> None:
        """Open another page of the service."""
        self.page.goto(f"{self.address}/{path}")


@contextmanager
def launched(executable: str) -> Iterator[Browser]:
    """A Chromium without a window."""
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


def new_context(browser: Browser) -> BrowserContext:
    """A browser that has seen nothing yet: its own cache."""
    context = browser.new_context(locale="fr-FR", permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(MILLISECONDS)
    return context


@contextmanager
def visiting(page: Page, address: str) -> Iterator[Visit]:
    """A visit in the window `page`; what was shown there before is no part of it."""
    visit = Visit(page, address, next(_numbers))
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light", media="screen")
    page.on("console", visit.hear)
    page.on("pageerror", visit.fail)
    page.on("request", visit.see)
    try:
        yield visit
    finally:
        page.remove_listener("console", visit.hear)
        page.remove_listener("pageerror", visit.fail)
        page.remove_listener("request", visit.see)
        page.unroute_all()
