"""The files of the page, read once: two HTML pages, and the styles and modules they load.

There is no build step: the files are served as they are written, but for one word. Each HTML page names its files
under `VERSION_MARK`, which is replaced by a digest of them all: an address then always means the same bytes, browsers
may keep them for good, and the modules of two versions never meet in one page.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

FOLDER = Path(__file__).parent
VERSION_MARK = b"{version}"
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file as it is served; `digest` identifies its bytes."""

    body: bytes
    media_type: str
    digest: str


@dataclass(frozen=True, slots=True)
class WebFiles:
    """`pages` by name without suffix ("index"); `assets` by path ("js/main.js"); `version`, a digest of the assets."""

    pages: dict[str, WebFile]
    assets: dict[str, WebFile]
    version: str


@cache
def web_files() -> WebFiles:
    """Every file of the page."""
    bodies = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in MEDIA_TYPES
    }
    assets = {name: _file(name, body) for name, body in bodies.items() if not name.endswith(".html")}
    version = _digest(b"".join(name.encode() + asset.digest.encode() for name, asset in assets.items()))
    pages = {
        Path(name).stem: _file(name, body.replace(VERSION_MARK, version.encode()))
        for name, body in bodies.items()
        if name.endswith(".html")
    }
    return WebFiles(pages, assets, version)


def _file(name: str, body: bytes) -> WebFile:
    return WebFile(body, MEDIA_TYPES[Path(name).suffix], _digest(body))


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=8).hexdigest()
