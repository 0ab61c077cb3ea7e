"""Finding where a vintage is published: on data.gouv.fr's API, on INSEE's own pages."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx2

from transcogage_data.download import DownloadError, download
from transcogage_data.sources import DATAGOUV_DATASET, INSEE_INDEX, INSEE_PAGES, REQUIRED, YEARLY

Link = tuple[str, str]
"""An address, and what is written of it."""


def find(client: httpx2.Client, site: str, base: str, vintage: int | None) -> tuple[int, dict[str, str]]:
    """`vintage`, or the latest when None, on one of `SITES` (whose address is `base`): which it is, and the address of
    each of its files. Raises `DownloadError` when it is not there, or what is there makes no sense.
    """
    published: dict[int, dict[str, str]] = defaultdict(dict)
    try:
        for url, title in SITES[site](client, base, vintage):
            address = urlsplit(url)
            for publication in YEARLY:
                file_name = address.path.rpartition("/")[2]
                year = publication.vintage_of(file_name) or publication.vintage_of_title(title)
                if year is not None and address.scheme in ("http", "https"):
                    published[year].setdefault(publication.source, url)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DownloadError(f"{site} : pas de réponse utilisable ({type(error).__name__}).") from error
    whole = sorted(year for year, files in published.items() if files.keys() >= REQUIRED)
    chosen = vintage or max(whole, default=0)
    if chosen not in whole:
        known = ", ".join(map(str, whole)) or "aucun"
        raise DownloadError(f"{site} : pas de millésime {vintage or 'entier'} (millésimes trouvés : {known}).")
    return chosen, published[chosen]


def _on_datagouv(client: httpx2.Client, base: str, _vintage: int | None) -> Iterable[Link]:
    """The files of the dataset, of all vintages."""
    resources = json.loads(download(client, base + DATAGOUV_DATASET))["resources"]
    return [(resource["url"], resource.get("title") or "") for resource in resources]


def _on_insee_pages(client: httpx2.Client, base: str, vintage: int | None) -> Iterable[Link]:
    """The links of the page of `vintage`, or of the latest."""
    index = base + INSEE_INDEX
    pages = {year: urljoin(index, path) for year, path in INSEE_PAGES.items()}
    if vintage not in pages:
        for url, text in _links(client, index):
            year = re.search(r"\b(20[0-9]{2})\b", text)
            if year and re.search(r"/fr/information/[0-9]+$", url):
                pages[int(year[1])] = url
    chosen = vintage or max(pages)
    return _links(client, pages[chosen]) if chosen in pages else []


SITES = {"data.gouv.fr": _on_datagouv, "insee.fr": _on_insee_pages}
"""Where vintages are looked for, the first first."""


def _links(client: httpx2.Client, page: str) -> list[Link]:
    """The links of a page."""
    parser = _LinkParser()
    parser.feed(download(client, page).decode(errors="replace"))
    return [(urljoin(page, url), text) for url, text in parser.links]


class _LinkParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self._url: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._url, self._text = dict(attributes).get("href"), ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._url:
            self.links.append((self._url, self._text))
            self._url = None
