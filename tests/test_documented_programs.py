"""The programs of `docs/exemples` run as they are against the real service, and say the same in both languages."""

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.http.running import running_service
from tests.waiting import PATIENCE

PROGRAMS = ROOT / "docs" / "exemples"
NODE = shutil.which("node")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_service() as service:
        yield service.url


def said_by(*command: str) -> list[str]:
    """What a program prints, line by line; it must end well."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def python_says(url: str) -> list[str]:
    return said_by(sys.executable, "-X", "utf8", str(PROGRAMS / "resoudre.py"), url)


def test_the_python_program_shows_every_kind_of_answer(python_says: list[str]) -> None:
    gennevilliers, two_bors, bors, badly_put, ajaccio, cherbourg, lyon = python_says
    assert gennevilliers == "Gennevilliers, 1960, 92 → 75036 : certain"
    assert two_bors.startswith("Bors, 1980, 16 → ambigu : ")
    assert {"16052", "16053"} <= set(two_bors.split())
    assert bors == "Bors, 1980, 16, 16052 → 16052 : certain"
    assert badly_put.startswith("Cherbourg, 80, 50 → anneeDateNaissance : Donnez l'année")
    assert ajaccio == "Ajaccio → 20004 : certain"
    assert cherbourg.startswith("Cherbourg-en-Cotentin → ")
    assert lyon.startswith("Lyon → codeCogInseeDepartementNaissance : ")


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
def test_the_javascript_program_says_the_same(url: str, python_says: list[str]) -> None:
    assert NODE is not None
    assert said_by(NODE, str(PROGRAMS / "resoudre.mjs"), url) == python_says
