"""What the upstream receives is what the caller sent, but for the documented replacement; and what it answers is what
the caller receives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.particulier.calls import (
    BY_CODE,
    FAMILY,
    FRANCE_CONNECT,
    IDENTITY,
    IN_CHERBOURG,
    PERSON,
    RECIPIENT,
    bearer,
    encoded,
    get,
)
from tests.upstream.faults import Fault, FaultKind
from tests.upstream.running import RunningStandIn


@dataclass(frozen=True)
class Spelling:
    """How a path names what the tests play with."""

    path: str
    department: str
    commune: str
    country: str
    year: str


V3 = Spelling(
    IDENTITY,
    "codeCogInseeDepartementNaissance",
    "codeCogInseeCommuneNaissance",
    "codeCogInseePaysNaissance",
    "anneeDateNaissance",
)
V2 = Spelling(
    FAMILY,
    "codeInseeDepartementNaissance",
    "codeInseeLieuDeNaissance",
    "codePaysLieuDeNaissance",
    "anneeDateDeNaissance",
)
BIRTHS = (
    ("Cherbourg", "50", 1980, "50129"),
    ("Gennevilliers", "92", 1960, "75036"),
    ("Étampes", "91", 1960, "78223"),
    ("Ajaccio", "2A", 1970, "2A004"),
    ("L'Haÿ-les-Roses", "94", 1985, "94038"),
    ("Lyon 3e", "69", 1990, "69383"),
)
IDENTITY_NAMES = (
    "nomNaissance",
    "nomUsage",
    "prenoms[]",
    "sexeEtatCivil",
    "sexe",
    "recipient",
    "annee",
    "mois",
    "autre",
)


def lower_hexadecimal(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


WAYS_TO_WRITE: list[Callable[[str], str]] = [lambda text: quote(text, safe=""), quote_plus, lower_hexadecimal]
WRITTEN = st.sampled_from(WAYS_TO_WRITE)
PARTS = st.builds(
    lambda name, value, write: f"{write(name)}={write(value)}",
    st.sampled_from(IDENTITY_NAMES),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    WRITTEN,
)
ODD_PARTS = st.sampled_from(["", "=", "nomUsage", "prenoms[]=ANNE-MARIE", "nomNaissance=D'ARC=(x)*~!", "x=%zz"])


@st.composite
def sent_and_expected(draw: st.DrawFn) -> tuple[str, str, str]:
    """A path, a query string with a birth place somewhere in it, and what the upstream must receive."""
    spelling = draw(st.sampled_from([V3, V2]))
    name, department, year, code = draw(st.sampled_from(BIRTHS))
    write = draw(WRITTEN)
    others = [*draw(st.lists(PARTS | ODD_PARTS, max_size=8)), f"{spelling.year}={year}"]
    country = draw(st.sampled_from([None, f"{spelling.country}=99100", f"{spelling.country}="]))
    with_code = draw(st.booleans())
    triplet = [f"nomCommuneNaissance={write(name)}", f"{spelling.department}={department}"]
    extra = [f"{spelling.commune}={code}"] if with_code else draw(st.sampled_from([[], [f"{spelling.commune}="]]))
    placed = draw(st.permutations(others + triplet + extra + ([country] if country else [])))
    sent = "&".join(placed)
    if with_code:
        return spelling.path, sent, sent
    gone = {*triplet, f"{spelling.commune}=", f"{spelling.country}="}
    first = next(place for place, part in enumerate(placed) if part in gone)
    put = [f"{spelling.commune}={code}"]
    if country != f"{spelling.country}=99100":
        put.append(f"{spelling.country}=99100")
    kept_before = [part for part in placed[:first] if part not in gone]
    kept_after = [part for part in placed[first:] if part not in gone]
    return spelling.path, sent, "&".join(kept_before + put + kept_after)


@settings(max_examples=500)
@given(sent_and_expected())
def test_the_upstream_receives_what_the_caller_sent_but_for_the_replacement(
    upstream: RunningStandIn, proxy: str, call: tuple[str, str, str]
) -> None:
    path, sent, expected = call
    get(proxy, path, sent, [bearer("identites")])
    received = upstream.stand_in.calls[-1]
    assert (received.path, received.query_string) == (path, expected)


def test_repeated_first_names_keep_their_order(upstream: RunningStandIn, proxy: str) -> None:
    query = "prenoms[]=Anne&prenoms%5B%5D=Zo%C3%A9&nomCommuneNaissance=Cherbourg&prenoms[]=Anne&anneeDateNaissance=1980"
    get(proxy, IDENTITY, f"{query}&codeCogInseeDepartementNaissance=50", [bearer("prenoms")])
    assert upstream.stand_in.calls[-1].query_string == (
        "prenoms[]=Anne&prenoms%5B%5D=Zo%C3%A9&codeCogInseeCommuneNaissance=50129&codeCogInseePaysNaissance=99100"
        "&prenoms[]=Anne&anneeDateNaissance=1980"
    )


def test_the_code_is_sent_instead_of_the_name_and_the_department(upstream: RunningStandIn, proxy: str) -> None:
    reply = get(proxy, IDENTITY, encoded([*PERSON, *IN_CHERBOURG]), [bearer("triplet")])
    assert reply.status == 200
    assert reply.json()["data"]["quotient_familial"]["valeur"] == 464
    sent = upstream.stand_in.calls[-1].query_string
    assert "Cherbourg" not in sent
    assert sent.endswith("codeCogInseeCommuneNaissance=50129&codeCogInseePaysNaissance=99100")
    assert {name: reply.headers[name] for name in reply.headers if name.startswith("x-transcogage")} == {
        "x-transcogage-statut": "certain",
        "x-transcogage-score": "1.0",
        "x-transcogage-code": "50129",
        "x-transcogage-code-transmis": "50129",
    }


def test_corsica_before_1976_is_sent_as_upstream_accepts_it_and_the_true_code_is_said(proxy: str) -> None:
    sacha = {
        "recipient": RECIPIENT,
        "nomNaissance": "INVENTEE",
        "prenoms[]": "SACHA",
        "sexeEtatCivil": "F",
        "anneeDateNaissance": "1970",
        "moisDateNaissance": "11",
        "jourDateNaissance": "30",
        "nomCommuneNaissance": "Ajaccio",
        "codeCogInseeDepartementNaissance": "20",
    }
    reply = get(proxy, IDENTITY, encoded(sacha.items()), [bearer("corse")])
    assert reply.status == 200
    assert reply.headers["x-transcogage-code"] == "20004"
    assert reply.headers["x-transcogage-code-transmis"] == "2A004"


@pytest.mark.parametrize("path", [IDENTITY, FRANCE_CONNECT, FAMILY])
def test_only_the_headers_the_upstream_knows_are_forwarded_and_as_received(
    upstream: RunningStandIn, proxy: str, path: str
) -> None:
    forwarded = [
        ("Authorization", "Bearer  entetes"),
        ("X-Api-Key", "une-cle"),
        ("X-Delegation-Id", "5f0c"),
        ("Cache-Control", "no-cache"),
        ("X-Request-ID", "demande 1"),
    ]
    dropped = [
        ("Connection", "keep-alive, X-Secret"),
        ("Keep-Alive", "timeout=5"),
        ("TE", "trailers"),
        ("Proxy-Authorization", "Basic x"),
        ("Cookie", "session=1"),
        ("Origin", "https://ville.example"),
        ("Referer", "https://ville.example/?nom=X"),
        ("X-Forwarded-For", "10.0.0.1"),
        ("Forwarded", "for=10.0.0.1"),
        ("User-Agent", "logiciel/1"),
        ("Accept-Encoding", "gzip"),
        ("X-Transcogage-Si-Ambigu", "omettre"),
        ("X-Inconnu", "1"),
    ]
    get(proxy, path, encoded([*PERSON, *BY_CODE]), [dropped[0], *forwarded, *dropped[1:]])
    received = upstream.stand_in.calls[-1].headers
    own = {"host", "user-agent", "accept", "accept-encoding"}
    assert [(name, value) for name, value in received if name not in own] == [
        (name.lower(), value) for name, value in forwarded
    ]
    assert dict(received)["user-agent"].startswith("transcogage/")
    assert dict(received)["accept-encoding"] == "identity"


def test_france_connect_passes_through_even_with_a_name(upstream: RunningStandIn, proxy: str) -> None:
    query = encoded([("recipient", RECIPIENT), *IN_CHERBOURG])
    reply = get(proxy, FRANCE_CONNECT, query, [bearer("fc-nee-a-cherbourg")])
    assert reply.status == 200
    assert upstream.stand_in.calls[-1].query_string == query
    assert reply.headers["x-transcogage-statut"] is None


def test_a_birth_abroad_passes_through(upstream: RunningStandIn, proxy: str) -> None:
    query = encoded([*PERSON, ("codeCogInseePaysNaissance", "99127"), ("nomCommuneNaissance", "Rome")])
    get(proxy, IDENTITY, query, [bearer("etranger")])
    assert upstream.stand_in.calls[-1].query_string == query


def test_an_answer_is_not_to_be_stored_unless_upstream_says_otherwise(upstream: RunningStandIn, proxy: str) -> None:
    query = encoded([*PERSON, *BY_CODE])
    assert get(proxy, IDENTITY, query, [bearer("stockage")]).headers.get_all("cache-control") == ["no-store"]
    assert get(proxy, IDENTITY, "", [bearer("stockage")]).headers.get_all("cache-control") == ["no-store"]
    upstream.stand_in.faults = [Fault(FaultKind.CACHEABLE, token="stockage")]
    reply = get(proxy, IDENTITY, query, [bearer("stockage")])
    assert reply.headers.get_all("cache-control") == ["private, max-age=60"]


def test_what_only_concerns_the_upstream_is_not_returned(upstream: RunningStandIn, proxy: str) -> None:
    upstream.stand_in.faults = [Fault(FaultKind.CACHEABLE, token="entetes-recus")]
    reply = get(proxy, IDENTITY, encoded([*PERSON, *BY_CODE]), [bearer("entetes-recus")])
    assert {name.lower() for name in reply.headers} == {
        "date",
        "content-length",
        "content-type",
        "cache-control",
        "x-request-id",
    }


@pytest.mark.parametrize("path", [IDENTITY, FRANCE_CONNECT, FAMILY])
def test_no_site_may_call_from_a_browser(proxy: str, path: str) -> None:
    origin = ("Origin", "https://ville.example")
    for query in (encoded([*PERSON, *BY_CODE]), encoded([*PERSON, ("nomCommuneNaissance", "Bors")])):
        reply = get(proxy, path, query, [origin, bearer("navigateur")])
        assert not [name for name in reply.headers if name.lower().startswith("access-control")]
