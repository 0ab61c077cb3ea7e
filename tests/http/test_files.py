"""`POST /v1/cog/csv`: a file comes back with its results, as from the command line."""

import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from tests.command_line import Runner
from tests.http.assertions import assert_problem
from tests.http.running import RunningService, running_service
from tests.http.test_metrics import value
from tests.waiting import PATIENCE, wait_until
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.settings import Settings

PATH = "/v1/cog/csv"
FIELDS = {"nomCommuneNaissance": "nom", "dateNaissance": "né", "codeCogInseeDepartementNaissance": "dep"}
COLUMNS = ["--nom", "nom", "--date", "né", "--departement", "dep"]
FILE = (
    "\ufeffné;nom;dep;note\r\n15/06/1980;Cherbourg;50;a\r\n1980;Bors;16;\r\n1960;Genneviliers;92;b\r\n\r\n"
    "1980;Nulle part;50;\r\n80;Paris;75;\r\n"
).encode()
COMMAND = "transcogage csv"


def post(client: TestClient, content: bytes = FILE, **fields: str) -> Response:
    return client.post(PATH, data=FIELDS | fields, files={"data": ("naissances.csv", content, "text/csv")})


def form(*parts: tuple[str, bytes], boundary: str = "limite") -> bytes:
    """A form as it is sent: (disposition, content) for each part."""
    written = b"".join(
        f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode() + content + b"\r\n"
        for disposition, content in parts
    )
    return written + f"--{boundary}--\r\n".encode()


def post_form(client: TestClient, body: bytes, content_type: str = "multipart/form-data; boundary=limite") -> Response:
    return client.post(PATH, content=body, headers={"Content-Type": content_type})


FILE_PART = ('name="data"; filename="naissances.csv"', FILE)
FIELD_PARTS = [(f'name="{name}"', column.encode()) for name, column in FIELDS.items()]


@pytest.fixture(scope="module")
def small(data: Opened) -> TestClient:
    """A service that takes small files only."""
    return TestClient(create_app(Settings(max_file_size=2_000, max_file_rows=10), data))


def test_the_file_comes_back_as_from_the_command_line(client: TestClient, run: Runner, tmp_path: Path) -> None:
    response = post(client)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="resultats.csv"'
    assert response.headers["cache-control"] == "no-store"
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(FILE)
    assert run("csv", str(source), str(target), *COLUMNS).code == 0
    assert response.content == target.read_bytes()
    assert b"15/06/1980;Cherbourg;50;a;certain;50129;" in response.content


def test_delimiter_and_encoding_may_be_told(client: TestClient) -> None:
    file = FILE.decode("utf-8-sig").replace(";", "\t").encode("cp1252")
    for delimiter in ("\t", "\\t"):
        response = post(client, file, delimiter=delimiter, encoding="windows-1252")
        assert response.headers["content-type"] == "text/csv; charset=windows-1252"
        assert b"15/06/1980\tCherbourg\t50\ta\tcertain\t50129\t" in response.content


def test_the_charset_is_that_of_accents_that_come_late(client: TestClient) -> None:
    line = "Cherbourg;15/06/1980;50;\n"
    file = f"nom;date;dep;note\n{line * 15_000}Équeurdreville-Hainneville;1980;50;é\n".encode("cp1252")
    response = post(client, file, dateNaissance="date")
    assert response.headers["content-type"] == "text/csv; charset=windows-1252"
    assert response.text.splitlines()[-1].startswith("Équeurdreville-Hainneville;1980;50;é;certain;50173;")


REFUSED: list[tuple[list[tuple[str, bytes]], list[tuple[str | None, str]], str]] = [
    (
        [FILE_PART, ('name="nomDeCommuneNaissance"', b"nom")],
        [("nomDeCommuneNaissance", "PARAMETRE_INCONNU")],
        "nomCommuneNaissance",
    ),
    ([*FIELD_PARTS], [("data", "PARAMETRE_MANQUANT")], "curl -F data=@naissances.csv"),
    ([('name="data"', b"nom;dep"), *FIELD_PARTS], [("data", "PARAMETRE_MANQUANT")], "curl -F data=@naissances.csv"),
    ([], [("data", "PARAMETRE_MANQUANT")], "curl -F data=@naissances.csv"),
    ([FILE_PART, FILE_PART, *FIELD_PARTS], [(None, "FORMAT_INVALIDE")], "un seul fichier"),
    ([('name="file"; filename="a.csv"', FILE), *FIELD_PARTS], [("file", "PARAMETRE_INCONNU")], "sous le nom data"),
    ([FILE_PART, *FIELD_PARTS, FIELD_PARTS[0]], [("nomCommuneNaissance", "PARAMETRE_REPETE")], "gardez-en un seul"),
    ([FILE_PART, *FIELD_PARTS, ('name="delimiter"', b";;")], [("delimiter", "FORMAT_INVALIDE")], "un seul caractère"),
    ([FILE_PART, *FIELD_PARTS, ('name="encoding"', b"utf-16")], [("encoding", "FORMAT_INVALIDE")], "windows-1252"),
    ([FILE_PART, *FIELD_PARTS, ('name="encoding"', b"")], [("encoding", "VALEUR_VIDE")], "retirez-le"),
    ([FILE_PART, ('name="nomCommuneNaissance"', b"x" * 2_000)], [(None, "FORMAT_INVALIDE")], "curl -F"),
    ([FILE_PART, *[('name="x"', b"")] * 51], [(None, "FORMAT_INVALIDE")], "curl -F"),
]


@pytest.mark.parametrize(("parts", "faults", "said"), REFUSED)
def test_what_is_wrong_with_the_form_is_told(
    client: TestClient, parts: list[tuple[str, bytes]], faults: list[tuple[str | None, str]], said: str
) -> None:
    response = post_form(client, form(*parts))
    assert assert_problem(response, 422) == faults
    assert said in response.json()["erreurs"][0]["message"]


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/csv",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/mixed; boundary=limite",
    ],
)
def test_what_is_no_form_with_a_file_is_415(client: TestClient, content_type: str) -> None:
    response = post_form(client, form(FILE_PART, *FIELD_PARTS), content_type)
    assert assert_problem(response, 415) == [(None, "TYPE_DE_CORPS_REFUSE")]
    assert "multipart/form-data" in response.json()["erreurs"][0]["message"]


def test_a_form_that_is_cut_is_told(client: TestClient) -> None:
    """Wherever it is: the file is never taken for whole."""
    body = form(FILE_PART, *FIELD_PARTS)
    for length in (10, 60, 150, body.index(FILE) + len(FILE) - 5, body.index(FILE) + len(FILE), len(body) - 5):
        assert assert_problem(post_form(client, body[:length]), 422) == [(None, "FORMAT_INVALIDE")], length


def test_a_file_too_large_or_too_long_is_sent_to_the_command_line(small: TestClient) -> None:
    for content in (FILE * 10, FILE + b"\r\n" * 11):
        response = post(small, content)
        assert assert_problem(response, 413) == [("data", "CORPS_TROP_GRAND")]
        assert COMMAND in response.json()["erreurs"][0]["message"]
    assert post(small).status_code == 200


def test_a_file_too_large_is_413_without_its_length_too(small: TestClient) -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        yield form(FILE_PART)[:-12]
        while read < 1_000_000:
            read += 500
            yield b"x" * 500

    response = small.post(PATH, content=endless(), headers={"Content-Type": "multipart/form-data; boundary=limite"})
    assert assert_problem(response, 413) == [("data", "CORPS_TROP_GRAND")]


def test_when_too_many_files_are_in_progress_it_says_to_come_back(data: Opened) -> None:
    client = TestClient(create_app(Settings(files_at_once=1), data))
    app = client.app
    assert isinstance(app, FastAPI)
    with app.state.file_work.place():
        refused = post(client)
    assert assert_problem(refused, 503) == [(None, "SERVICE_OCCUPE")]
    assert refused.headers["retry-after"] == "5"
    for _ in range(2):
        assert post(client).status_code == 200, "the place was given back"
        assert post(client, b"").status_code == 422
        assert post_form(client, form(FILE_PART)[:-20]).status_code == 422


def test_answers_are_counted_but_not_the_rows_that_ask_nothing(data: Opened) -> None:
    client = TestClient(create_app(Settings(), data))
    post(client)
    text = client.get("/metrics").text
    counts = {
        status: value(text, "transcogage_answers_total", status=status)
        for status in ("certain", "probable", "ambigu", "introuvable", "erreur")
    }
    assert counts == {"certain": 1, "probable": 1, "ambigu": 1, "introuvable": 1, "erreur": 0}
    assert value(text, "http_requests_total", route=PATH, method="POST", status="200") == 1


MARK = "Zmarque"
ROWS_OF_A_LONG_FILE = 100_000
COUNTED = "transcogage_answers_total"


@pytest.fixture(scope="module")
def service() -> Iterator[RunningService]:
    """One file at a time."""
    with running_service(TRANSCOGAGE_FILES_AT_ONCE="1") as service:
        yield service


def sent(service: RunningService, body: bytes, length: int | None = None) -> socket.socket:
    """A connection on which a form is sent, said to be of `length` bytes."""
    connection = socket.create_connection(("127.0.0.1", int(service.url.rsplit(":", 1)[1])), timeout=PATIENCE)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=limite\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)
    return connection


def is_busy(service: RunningService) -> bool:
    """Whether another file is refused, for there is no place for it."""
    response = httpx2.post(f"{service.url}{PATH}", data=FIELDS, files={"data": FILE}, timeout=PATIENCE)
    assert response.status_code in (200, 503), response.text
    return response.status_code == 503


def is_idle(service: RunningService) -> bool:
    """Whether the service leaves the processor alone for a while."""
    before = processor_seconds(service.process.pid)
    time.sleep(0.3)
    return processor_seconds(service.process.pid) - before < 0.1


def processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_caller_who_leaves_in_the_middle_of_the_upload_gives_the_place_back(service: RunningService) -> None:
    body = form(FILE_PART, *FIELD_PARTS)
    with sent(service, body[:200], length=len(body)):
        wait_until(lambda: is_busy(service))
    wait_until(lambda: not is_busy(service))


def test_a_caller_who_leaves_in_the_middle_of_the_answer_stops_the_work(service: RunningService) -> None:
    """The misspelt names of a long file take the processor for seconds: it is not used any more. Files are counted at
    their end: this one is not.
    """
    lines = "".join(f"Saint-Germin {number} Layy;1960;78\n" for number in range(ROWS_OF_A_LONG_FILE))
    body = form(('name="data"; filename="a.csv"', f"nom;né;dep\n{lines}".encode()), *FIELD_PARTS)
    with sent(service, body) as connection:
        assert connection.recv(1_000).startswith(b"HTTP/1.1 200")
    wait_until(lambda: not is_busy(service))
    wait_until(lambda: is_idle(service))
    metrics = httpx2.get(f"{service.url}/metrics", timeout=PATIENCE).text
    counted = sum(float(line.split()[-1]) for line in metrics.splitlines() if line.startswith(COUNTED))
    assert 0 < counted < ROWS_OF_A_LONG_FILE


def files_opened_in(folder: Path, service: RunningService) -> list[str]:
    opened = [descriptor.readlink() for descriptor in Path(f"/proc/{service.process.pid}/fd").iterdir()]
    return [str(path) for path in opened if path.is_relative_to(folder)]


def test_nothing_of_a_file_is_written_to_a_disk_or_to_the_log(tmp_path: Path) -> None:
    """Of a file in progress, nothing is where temporary files are; of all the others, nothing is in the log."""
    content = (f"nom{MARK};né;dep\n" + f"{MARK};15/06/1980;50\n" * 80_000).encode()
    fields = FIELDS | {"nomCommuneNaissance": f"nom{MARK}"}
    with running_service(TMPDIR=str(tmp_path), TRANSCOGAGE_FILES_AT_ONCE="1") as service:
        body = form((f'name="data"; filename="{MARK}.csv"', content))
        with sent(service, body[:-100], length=len(body)):
            wait_until(lambda: is_busy(service))
            assert files_opened_in(tmp_path, service) == []
        wait_until(lambda: not is_busy(service))
        url = f"{service.url}{PATH}"
        answer = httpx2.post(url, data=fields, files={"data": (f"{MARK}.csv", content)}, timeout=PATIENCE)
        assert answer.content.count(MARK.encode()) >= 80_000
        for wrong in ({MARK: MARK}, {"delimiter": MARK}, {"nomCommuneNaissance": MARK}):
            files = {"data": (MARK, content[:10_000])}
            assert httpx2.post(url, data=fields | wrong, files=files, timeout=PATIENCE).status_code == 422
        assert (
            httpx2.post(url, data=fields, files={MARK: (MARK, content[:10_000])}, timeout=PATIENCE).status_code == 422
        )
        assert list(tmp_path.iterdir()) == []
        service.stop()
    statuses = {line["status"] for line in map(json.loads, service.log) if line.get("route") == PATH}
    assert statuses >= {200, 422}
    assert MARK.lower() not in "".join(service.log).lower()
