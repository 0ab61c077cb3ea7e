"""Nothing of a call is kept: a marked token and a marked identity appear nowhere once it is answered, in success and in
every failure: not in a log at its most talkative, nor on the outputs, nor in the metrics, an error page, or memory.
"""

import asyncio
import gc
import logging
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from tests.conftest import ROOT
from tests.particulier.calls import AMBIGUOUS, FAMILY, IDENTITY, RECIPIENT, Pairs, api_key, bearer, encoded, get
from tests.particulier.conftest import NO_LIMIT, unlimited
from tests.upstream.contract import OPERATIONS
from tests.upstream.faults import Fault, FaultKind
from tests.upstream.running import RunningStandIn, listening, running_stand_in
from tests.upstream.server import StandIn
from tests.waiting import PATIENCE
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.settings import Settings

MARK = "Zmarque"
V3_PERSON: Pairs = (
    ("recipient", RECIPIENT),
    ("nomNaissance", f"{MARK}-nom"),
    ("nomUsage", f"{MARK}-usage"),
    ("prenoms[]", f"{MARK}-prenom"),
    ("sexeEtatCivil", "F"),
    ("anneeDateNaissance", "1980"),
)
PERSON: Pairs = (*V3_PERSON, ("sexe", "F"), ("anneeDateDeNaissance", "1980"))
BY_CODE: Pairs = (
    ("codeCogInseeCommuneNaissance", "50129"),
    ("codeCogInseePaysNaissance", "99100"),
    ("codeInseeLieuDeNaissance", "50129"),
    ("codePaysLieuDeNaissance", "99100"),
)
UNKNOWN_PLACE: Pairs = (
    ("nomCommuneNaissance", f"{MARK}-ville"),
    ("codeCogInseeDepartementNaissance", "50"),
    ("codeInseeDepartementNaissance", "50"),
)
ABROAD: Pairs = (*AMBIGUOUS, ("codeCogInseePaysNaissance", f"{MARK}-pays"))
BAD_YEAR: Pairs = (*AMBIGUOUS, ("anneeDateNaissance", f"{MARK}-annee"))
REPEATED: Pairs = (*UNKNOWN_PLACE, *UNKNOWN_PLACE)
HEADERS = (
    bearer(f"{MARK}-jeton"),
    api_key(f"{MARK}-cle"),
    ("X-Delegation-Id", f"{MARK}-delegation"),
    ("X-Request-ID", f"{MARK}-demande"),
    ("X-Inconnu", f"{MARK}-inconnu"),
)
PAUSING = {FaultKind.LIMITED, FaultKind.LIMITED_IN_HTML}
LONG = 60.0
"""Seconds that a proxy may be set to wait, at most."""

LATE = {FaultKind.SLOW, FaultKind.DRIP}
CASE = f"""
params:
  nomNaissance: '{MARK}-nom'
  nomUsage: '{MARK}-usage'
  prenoms: ['{MARK}-prenom']
  sexeEtatCivil: 'F'
  anneeDateNaissance: 1980
  codeCogInseeCommuneNaissance: '50129'
  codeCogInseePaysNaissance: '99100'
status: 200
payload: '{{"data": {{"allocataires": [{{"nom_naissance": "{MARK}-reponse"}}]}}}}'
"""


@pytest.fixture
def knowing(tmp_path: Path) -> Iterator[RunningStandIn]:
    """A stand-in that knows the marked person."""
    for operation in OPERATIONS:
        (tmp_path / operation.cases).mkdir()
    (tmp_path / OPERATIONS[0].cases / "200.yaml").write_text(CASE, encoding="utf-8")
    with running_stand_in(StandIn(tmp_path, NO_LIMIT, NO_LIMIT)) as running:
        yield running


@contextmanager
def watched_proxy(url: str, data: Opened, patience: float = LONG) -> Iterator[str]:
    settings = unlimited(url, qf_connect_timeout=patience, qf_read_timeout=patience, qf_largest_answer=10_000)
    with listening(create_app(settings, data)) as proxy:
        yield proxy


def everything_logged(caplog: pytest.LogCaptureFixture) -> str:
    """Messages, arguments, and the exceptions that would be printed with them."""
    formatter = logging.Formatter("%(name)s %(message)s")
    return "\n".join(formatter.format(record) + repr(record.args) for record in caplog.records)


def failing(proxy: str, knowing: RunningStandIn, kind: FaultKind) -> list[bytes]:
    """What marked calls are answered when the upstream fails that way."""
    knowing.stand_in.faults = [Fault(kind, seconds=2, headers={"X-Request-ID": f"{MARK}-demande"})]
    return [get(proxy, path, encoded([*PERSON, *BY_CODE]), HEADERS).body for path in (IDENTITY, FAMILY)]


def test_a_marked_call_leaves_no_trace_in_success_and_in_every_failure(
    knowing: RunningStandIn, data: Opened, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    bodies = []
    with watched_proxy(knowing.url, data) as proxy:
        known = get(proxy, IDENTITY, encoded([*V3_PERSON, *BY_CODE[:2]]), HEADERS)
        assert known.status == 200
        assert f"{MARK}-reponse" in known.body.decode()
        for place in (UNKNOWN_PLACE, AMBIGUOUS, ABROAD, BAD_YEAR, REPEATED, ((f"{MARK}-x", "1"),)):
            for path in (IDENTITY, FAMILY):
                bodies.append(get(proxy, path, encoded([*PERSON, *place]), HEADERS).body)
        bodies.append(get(proxy, IDENTITY, "", [*HEADERS, ("X-Transcogage-Si-Ambigu", f"{MARK}-choix")]).body)
        bodies.append(get(proxy, "/metrics").body)
        for kind in set(FaultKind) - PAUSING - LATE:
            bodies += failing(proxy, knowing, kind)
    for kind in PAUSING | LATE:
        with watched_proxy(knowing.url, data, patience=0.3) as proxy:
            bodies += failing(proxy, knowing, kind)
    with watched_proxy("http://127.0.0.1:1", data) as proxy:
        bodies.append(get(proxy, IDENTITY, encoded([*PERSON, *BY_CODE]), HEADERS).body)
    assert MARK.encode() not in b"".join(bodies)
    logged = everything_logged(caplog)
    assert "TRANSCOGAGE_AMONT_INJOIGNABLE (ConnectError)" in logged, "failures are told, by their kind"
    assert MARK.lower() not in logged.lower()
    assert MARK.lower() not in "".join(capfd.readouterr()).lower()


def test_an_unforeseen_error_leaves_no_trace_either(
    knowing: RunningStandIn, data: Opened, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    class Broken(dict[str, Any]):
        def get(self, *_: object) -> Any:
            raise RuntimeError(f"{MARK}-interne")

    caplog.set_level(logging.DEBUG)
    broken = copy(data.index)
    vars(broken)["names"] = Broken()
    with watched_proxy(knowing.url, replace(data, index=broken)) as proxy:
        reply = get(proxy, IDENTITY, encoded([*PERSON, *UNKNOWN_PLACE]), HEADERS)
    assert reply.status == 500
    assert "unexpected RuntimeError" in everything_logged(caplog)
    for told in (reply.body.decode(), everything_logged(caplog), *capfd.readouterr()):
        assert MARK.lower() not in told.lower()


@contextmanager
def separate_stand_in() -> Iterator[str]:
    """The stand-in in a process of its own, so that nothing it holds is in this one's memory."""
    command = [sys.executable, "-m", "tests.upstream", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        try:
            yield next(found[1] for line in process.stderr if (found := re.search(r"running on (http://\S+)", line)))
        finally:
            process.terminate()


def in_memory(mark_reversed: str) -> list[str]:
    """The kinds of objects that hold a text or bytes with the mark in them."""
    mark = mark_reversed[::-1]
    as_bytes = mark.encode()
    return [
        type(holder).__name__
        for holder in gc.get_objects()
        for held in gc.get_referents(holder)
        if held is not mark
        and held is not as_bytes
        and (mark in held if isinstance(held, str) else isinstance(held, bytes | bytearray) and as_bytes in held)
    ]


async def call_with(app: FastAPI, mark: str, place: Pairs) -> int:
    person = [*PERSON[:1], ("nomNaissance", mark), ("prenoms[]", mark), *PERSON[4:]]
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://service") as caller:
        reply = await caller.get(f"{IDENTITY}?{encoded([*person, *place])}", headers=[bearer(mark)])
        return reply.status_code


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


IN_CHERBOURG: Pairs = (("nomCommuneNaissance", "Cherbourg"), ("codeCogInseeDepartementNaissance", "50"))
ENDINGS = [
    pytest.param(IN_CHERBOURG, None, 404, id="answered"),
    pytest.param(AMBIGUOUS, None, 422, id="refused"),
    *[
        pytest.param(IN_CHERBOURG, kind, status, id=kind.value)
        for kind, status in {
            FaultKind.SLOW: 504,
            FaultKind.CUT: 502,
            FaultKind.HTML: 502,
            FaultKind.HUGE: 502,
        }.items()
    ],
]


@pytest.fixture(scope="module")
def apart() -> Iterator[str]:
    with separate_stand_in() as url:
        yield url


@pytest.mark.parametrize(("place", "fault", "status"), ENDINGS)
def test_nothing_stays_in_memory_after_the_answer(
    apart: str, data: Opened, place: Pairs, fault: FaultKind | None, status: int
) -> None:
    """Not even until the garbage collector passes. The mark is known reversed here: the test must not find itself."""
    mark_reversed = secrets.token_hex(8)
    patience = 0.3 if fault in LATE else LONG
    settings = Settings(qf_url=apart, qf_read_timeout=patience, qf_connect_timeout=patience, qf_largest_answer=10_000)
    app = create_app(settings, data)

    async def ask_then_look() -> list[str]:
        await call_with(app, "avant", IN_CHERBOURG)  # what is made once for all is made
        if fault:
            told = {"kind": fault, "seconds": 2, "times": 1}
            httpx2.put(f"{apart}/_stand-in/fault", json=told, timeout=PATIENCE).raise_for_status()
        with without_garbage_collection():
            assert await call_with(app, mark_reversed[::-1], place) == status
            end = time.monotonic() + PATIENCE
            while (found := in_memory(mark_reversed)) and time.monotonic() < end:
                await asyncio.sleep(0.05)  # the connection left is closed in a moment
            return found

    assert asyncio.run(ask_then_look()) == []


def test_what_stays_in_memory_is_found() -> None:
    mark_reversed = secrets.token_hex(8)
    kept = [mark_reversed[::-1]]
    assert in_memory(mark_reversed) == ["list"]
    kept.clear()
    assert in_memory(mark_reversed) == []
