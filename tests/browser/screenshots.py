"""Take the screenshots of docs/page.md: `python -m tests.browser.screenshots`, or `make screenshots`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import ViewportSize

from tests.browser.running import CHROMIUM, launched, new_context, visiting
from tests.browser.states import STATES
from tests.conftest import ROOT
from tests.http.running import running_service

FOLDER = ROOT / "docs" / "captures"
DESKTOP: ViewportSize = {"width": 1200, "height": 860}
PHONE: ViewportSize = {"width": 375, "height": 680}


@dataclass(frozen=True, slots=True)
class Shot:
    """One file: `state` is one of `STATES`; `tall`: the whole page, not its first screen alone."""

    name: str
    state: str
    theme: Literal["light", "dark"] = "light"
    phone: bool = False
    tall: bool = False


SHOTS = [
    Shot("accueil", "accueil"),
    Shot("propositions", "propositions"),
    Shot("certain", "certain"),
    Shot("certain-sombre", "certain", theme="dark"),
    Shot("probable-telephone", "probable", phone=True, tall=True),
    Shot("ambigu", "ambigu"),
    Shot("introuvable", "introuvable"),
    Shot("etranger", "etranger"),
    Shot("erreurs", "erreurs"),
    Shot("hors-ligne", "hors-ligne"),
    Shot("frise", "frise", tall=True),
    Shot("frise-sombre", "frise", theme="dark"),
    Shot("frise-telephone", "frise", phone=True),
    Shot("fichier-pret", "fichier-pret"),
    Shot("fichier-traite", "fichier-traite"),
    Shot("developpeurs", "developpeurs"),
]


def take(folder: Path) -> None:
    """Write every screenshot in `folder`."""
    assert CHROMIUM, "no Chromium on this machine: apt-get install chromium"
    folder.mkdir(parents=True, exist_ok=True)
    with launched(CHROMIUM) as browser, running_service() as service:
        page = new_context(browser).new_page()
        for shot in SHOTS:
            with visiting(page, service.url) as visit:
                page.set_viewport_size(PHONE if shot.phone else DESKTOP)
                page.emulate_media(color_scheme=shot.theme)
                STATES[shot.state](visit)
                page.screenshot(path=folder / f"{shot.name}.png", full_page=shot.tall, animations="disabled")
                assert visit.failures == []


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
