"""For developers: each program of the page, copied, runs as it is; the documentation works under its own policy."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import tab_to
from tests.browser.running import Visit
from tests.waiting import PATIENCE

# A name that needs quoting in a shell, an accent, and a full date.
QUESTION = "#/developpeurs?naissance=1980-03-12&nom=L'%C3%8Ele-d'Yeu&departement=85"
SUFFIXES = {"curl": ".sh", "Python": ".py", "JavaScript": ".mjs"}


def commands() -> dict[str, str | None]:
    return {"curl": shutil.which("sh"), "Python": sys.executable, "JavaScript": shutil.which("node")}


@pytest.mark.parametrize("language", SUFFIXES)
def test_a_program_copied_from_the_page_runs(visit: Visit, page: Page, tmp_path: Path, language: str) -> None:
    visit.go(QUESTION)
    tab_to(page, f"button[aria-label='Copier le programme {language}']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Copier le programme {language}")).to_have_text("Copié")
    program = tmp_path / f"demande{SUFFIXES[language]}"
    program.write_text(page.evaluate("navigator.clipboard.readText()"), encoding="utf-8")
    command = commands()[language]
    if command is None or (language == "curl" and not shutil.which("curl")):
        pytest.skip(f"{language} is not on this machine")
    run = subprocess.run([command, program], capture_output=True, text=True, timeout=PATIENCE, check=True)
    printed = run.stdout
    assert "85113" in printed
    assert "certain" in printed
    if language == "curl":
        assert json.loads(printed)["statut"] == "certain"


def test_an_answer_leads_to_its_own_request(visit: Visit, page: Page) -> None:
    visit.go("#/code?naissance=1980&nom=U.R.S.S.&departement=99&pays=99123")
    page.locator(".card").get_by_role("link", name="Pour les développeurs").click()
    expect(page.locator("pre").first).to_contain_text("codeCogInseePaysNaissance=99123")
    expect(page.locator("section:not([hidden]) h1")).to_be_focused()
    page.get_by_role("link", name="Trouver un code").click()
    visit.go("#/developpeurs")
    expect(page.locator("pre").first).to_contain_text("nomCommuneNaissance=Tourlaville")


def test_the_documentation_opens_under_its_own_policy(visit: Visit, page: Page) -> None:
    visit.open("docs")
    expect(page.locator(".opblock-summary-path").first).to_contain_text("/v1/cog")
    page.locator(".opblock-summary").first.click()
    expect(page.locator(".opblock.is-open .opblock-description").first).to_be_visible()
