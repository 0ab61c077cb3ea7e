"""A real Chromium, driven by Playwright, in front of the real service. One browser and one service for the package.

Where there is no Chromium, these tests are skipped; with `NO_TEST_SKIPPED` in the environment, as in `.ci/run`, they
fail. (Not `CI`, which changes how Hypothesis works.)
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.running import CHROMIUM, Visit, launched, new_context, visiting
from tests.http.running import running_service


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("NO_TEST_SKIPPED"):
            pytest.fail("no Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with launched(CHROMIUM) as browser:  # of the package, not the session: its event loop would run under other tests
        yield browser


@pytest.fixture(scope="package")
def address(browser: Browser) -> Iterator[str]:  # noqa: ARG001 - without a browser, no service is needed
    with running_service() as service:
        yield service.url


@pytest.fixture(scope="package")
def window(browser: Browser) -> Page:
    """Shared: the page leaves nothing in it but cached files."""
    return new_context(browser).new_page()


@pytest.fixture
def visit(window: Page, address: str) -> Iterator[Visit]:
    """A visit of the page; at the end, nothing must have gone wrong in it."""
    with visiting(window, address) as visit:
        yield visit
        assert visit.failures == []


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit.page
