"""Finding where a vintage is published: on data.gouv.fr's API, on INSEE's own pages."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx2

from transcogage_data.errors import PipelineError
from transcogage_data.sources import DATAGOUV_DATASET, INSEE_INDEX, INSEE_PAGES, REQUIRED, YEARLY

LARGEST_PAGE = 20_000_000

Published = dict[int, dict[str, list[str]]]
"""Vintage -> source -> the addresses it is published at, best first."""


class NotPublishedError(PipelineError):
    """A vintage is published nowhere; the message, in French, says where it was looked for."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where to look: the base addresses of data.gouv.fr and of INSEE's site."""

    datagouv: str
    insee: str


@dataclass(frozen=True, slots=True)
class Found:
    """A vintage, and the addresses of each of its files, best first."""

    vintage: int
    files: dict[str, list[str]]


Search = Callable[[httpx2.Client, Addresses, int | None], Found]


def on_datagouv(client: httpx2.Client, addresses: Addresses, vintage: int | None) -> Found:
    """The files of `vintage`, or of the latest when it is None, that data.gouv.fr's API tells.

    Raises `NotPublishedError` when it does not know them, or does not answer.
    """
    return _found("data.gouv.fr", _datagouv, client, addresses, vintage)


def on_insee_pages(client: httpx2.Client, addresses: Addresses, vintage: int | None) -> Found:
    """As `on_datagouv`, from the links of INSEE's pages."""
    return _found("insee.fr", _insee, client, addresses, vintage)


def _found(
    name: str,
    look: Callable[[httpx2.Client, Addresses, int | None], Published],
    client: httpx2.Client,
    addresses: Addresses,
    vintage: int | None,
) -> Found:
    try:
        published = look(client, addresses, vintage)
    except (httpx2.HTTPError, ValueError, KeyError, TypeError) as error:
        raise NotPublishedError(f"{name} : pas de réponse utilisable ({type(error).__name__}).") from error
    whole = {year: files for year, files in published.items() if files.keys() >= REQUIRED}
    chosen = vintage or max(whole, default=0)
    if chosen not in whole:
        known = ", ".join(map(str, sorted(whole))) or "aucun"
        raise NotPublishedError(f"{name} : pas de millésime {vintage or 'entier'} (millésimes trouvés : {known}).")
    return Found(chosen, whole[chosen])


def _datagouv(client: httpx2.Client, addresses: Addresses, _vintage: int | None) -> Published:
    document = _get(client, addresses.datagouv + DATAGOUV_DATASET).json()
    return _sorted_by_vintage((resource["url"], resource.get("title") or "") for resource in document["resources"])


def _insee(client: httpx2.Client, addresses: Addresses, vintage: int | None) -> Published:
    index = addresses.insee + INSEE_INDEX
    pages = {year: urljoin(index, path) for year, path in INSEE_PAGES.items()}
    if vintage not in pages:
        for url, text in _links(client, index):
            year = re.search(r"\b(20[0-9]{2})\b", text)
            if year and re.search(r"/fr/information/[0-9]+$", url):
                pages[int(year[1])] = url
    chosen = vintage or max(pages)
    return _sorted_by_vintage(_links(client, pages[chosen])) if chosen in pages else {}


def _links(client: httpx2.Client, page: str) -> list[tuple[str, str]]:
    """The address and the text of every link of a page."""
    parser = _LinkParser()
    parser.feed(_get(client, page).text)
    return [(urljoin(page, url), text) for url, text in parser.links]


def _get(client: httpx2.Client, url: str) -> httpx2.Response:
    answer = client.get(url)
    answer.raise_for_status()
    if len(answer.content) > LARGEST_PAGE:
        raise ValueError(url)
    return answer


def _sorted_by_vintage(resources: Iterable[tuple[str, str]]) -> Published:
    published: Published = defaultdict(lambda: defaultdict(list))
    for url, title in resources:
        address = urlsplit(url)
        if address.scheme not in ("http", "https"):
            continue
        for publication in YEARLY:
            file_name = address.path.rpartition("/")[2]
            vintage = publication.vintage_of(file_name) or publication.vintage_of_title(title)
            if vintage is not None:
                published[vintage][publication.source].append(url)
    return published


class _LinkParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
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
