"""The page as it is served: every file it names is there, from here alone, under a strict policy."""

import re

import pytest
from starlette.testclient import TestClient

from tests.browser.screenshots import SHOTS
from tests.conftest import ROOT
from transcogage.web.files import FOLDER, web_files

FOLDER_OF_DOCS = ROOT / "docs"
PAGES = ["/", "/accessibilite"]
IMPORT = re.compile(r"""(?:from |import\()"(\.[^"]+)";?""")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_html_that_runs_and_loads_only_our_own_files(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"].split("; ")
    assert policy[:5] == [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
    ]
    assert {"form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", page.text)


@pytest.mark.parametrize("address", PAGES)
def test_every_file_a_page_names_is_served(client: TestClient, address: str) -> None:
    addresses = re.findall(r'(?:src|href)="([^"#]+)"', client.get(address).text)
    assert addresses
    for named in addresses:
        assert "//" not in named
        assert client.get(f"/{named}").status_code == 200, named


def test_every_module_that_is_imported_is_served() -> None:
    assets = web_files().assets
    for path in FOLDER.rglob("*.js"):
        for target in IMPORT.findall(path.read_text(encoding="utf-8")):
            assert (path.parent / target).resolve().relative_to(FOLDER).as_posix() in assets, (path.name, target)


def test_the_modules_of_the_first_view_are_all_announced_in_the_page() -> None:
    pending, met = [FOLDER / "js" / "main.js"], set()
    while pending:
        module = pending.pop()
        for target in re.findall(r'^import .*from "(\.[^"]+)";$', module.read_text(encoding="utf-8"), re.MULTILINE):
            imported = (module.parent / target).resolve()
            if imported not in met:
                met.add(imported)
                pending.append(imported)
    announced = re.findall(r'rel="modulepreload" href="page/[^/]+/([^"]+)"', web_files().pages["index"].body.decode())
    assert sorted(announced) == sorted(path.relative_to(FOLDER).as_posix() for path in met)


@pytest.mark.parametrize("name", [name for name in web_files().assets if not name.endswith(".svg")])
def test_a_file_says_what_it_is_for_and_is_short(name: str) -> None:
    text = web_files().assets[name].body.decode()
    assert text.startswith("/*")
    assert text.count("\n") < 300


def test_pages_are_asked_again_and_their_files_kept_for_good(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["cache-control"] == "no-cache"
    assert client.get("/", headers={"If-None-Match": page.headers["etag"]}).status_code == 304
    module = client.get(f"/page/{web_files().version}/js/main.js")
    assert module.headers["content-type"] == "text/javascript; charset=utf-8"
    assert module.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get(f"/page/{web_files().version}/js/main.js", headers={"If-None-Match": "*"}).status_code == 304


def test_a_file_of_another_version_is_served_but_not_kept(client: TestClient) -> None:
    assert client.get("/page/before/js/main.js").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["js/absent.js", "../files.py", "%2e%2e/files.py", "index.html", "files.py", ""])
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(f"/page/{web_files().version}/{path}").status_code == 404


def test_large_files_are_compressed(client: TestClient) -> None:
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert int(page.headers["content-length"]) < 5_000


@pytest.mark.parametrize("address", [*PAGES, "/docs", "/openapi.yaml"])
def test_a_page_can_be_asked_for_its_headers_alone(client: TestClient, address: str) -> None:
    answer = client.head(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == client.get(address).headers["content-type"]


def test_every_screenshot_of_the_documentation_is_there_and_made_by_the_command() -> None:
    shown = re.findall(r"\(captures/([^)]+)\.png\)", (FOLDER_OF_DOCS / "page.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(shot.name for shot in SHOTS)
    assert sorted(shown) == sorted(path.stem for path in (FOLDER_OF_DOCS / "captures").iterdir())
