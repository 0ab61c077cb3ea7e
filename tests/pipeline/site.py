"""A stand-in for data.gouv.fr and INSEE's site, over real HTTP on 127.0.0.1, that fails as it is told to."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from tests.pipeline.small_sources import NEXT, NEXT_VINTAGE, TEXTS
from transcogage_data.sources import DATAGOUV_DATASET, INSEE_INDEX


@dataclass(frozen=True)
class Fault:
    """What happens to one request: another status, a body cut after so many bytes, a silence that does not end."""

    status: int = 200
    cut: int | None = None
    silent: bool = False


@dataclass
class Site:
    """`pages`: path -> body. `faults`: path -> what happens to its first requests. `asked`: the paths requested."""

    url: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    asked: list[str] = field(default_factory=list)

    def publish(self, path: str, body: str | bytes) -> str:
        """Have a page; its address."""
        self.pages[path] = body if isinstance(body, bytes) else body.encode()
        return self.url + path

    def publish_vintage(self, folder: str, vintage: int = NEXT_VINTAGE, **replaced: str | bytes) -> dict[str, str]:
        """Have the yearly files of a vintage below a path: file name -> address."""
        texts: dict[str, str | bytes] = {**TEXTS, **NEXT, **replaced}
        names = {"communes": "v_commune", "movements": "v_mvt_commune", "departments": "v_departement"}
        files = {f"{name}_{vintage}.csv": texts[source] for source, name in names.items()}
        return {name: self.publish(f"{folder}/{name}", text) for name, text in files.items()}

    def list_on_datagouv(self, urls: list[str]) -> None:
        """Have the dataset's document, with these resources."""
        resources = [{"url": url, "title": "Fichier", "format": "csv", "checksum": None} for url in urls]
        resources.append({"url": f"{self.url}/fr/statistiques/fichier/1/v_commune_depuis_1943.csv", "title": None})
        self.publish(DATAGOUV_DATASET, json.dumps({"title": "Code officiel géographique", "resources": resources}))

    def list_on_insee(self, urls: list[str], vintage: int = NEXT_VINTAGE) -> None:
        """Have INSEE's index, and the page of a vintage with these links."""
        page = "/fr/information/9999999"
        self.publish(
            INSEE_INDEX,
            f'<html><a href="/fr">Accueil</a><a href="{page}">COG au 1<sup>er</sup> janvier {vintage}</a></html>',
        )
        links = "".join(
            f'<li><a class="x" href="{url.removeprefix(self.url)}">Télécharger (csv)</a></li>' for url in urls
        )
        self.publish(page, f"<!DOCTYPE html><html><body><ul>{links}</ul></body></html>")


@contextmanager
def running_site() -> Iterator[Site]:
    site = Site()
    ended = Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            fault = site.faults[self.path].pop(0) if site.faults[self.path] else Fault()
            if fault.silent:
                ended.wait()
                return
            body = site.pages.get(self.path)
            if body is None or fault.status != 200:
                self._answer(404 if body is None else fault.status, b"<html>Erreur</html>", fault)
            else:
                self._answer(200, body, fault)

        def _answer(self, status: int, body: bytes, fault: Fault) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body if fault.cut is None else body[: fault.cut])
            except OSError:
                self.close_connection = True  # the client has not waited
            if fault.cut is not None:
                self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
