"""Large answers are compressed for those who accept it."""

import gzip

import pytest
from starlette.testclient import TestClient

LARGE = "/openapi.yaml"
SMALL = "/v1/donnees"
GOOD = {"nomCommuneNaissance": "Paris", "anneeDateNaissance": 1980, "codeCogInseeDepartementNaissance": "75"}


def fetched(client: TestClient, path: str, accepted: str) -> tuple[str | None, bytes]:
    """The encoding of an answer, and its bytes as they are sent."""
    with client.stream("GET", path, headers={"Accept-Encoding": accepted}) as response:
        body = b"".join(response.iter_raw())
        assert response.status_code == 200
        assert int(response.headers["content-length"]) == len(body)
        return response.headers.get("content-encoding"), body


@pytest.mark.parametrize(
    "accepted", ["gzip", "br, gzip", "GZIP", "gzip;q=0.5, br", "*", "deflate,gzip;q=1.0", "gzip ; q=1"]
)
def test_a_large_answer_is_compressed_for_who_accepts_it(client: TestClient, accepted: str) -> None:
    _, plain = fetched(client, LARGE, "identity")
    encoding, compressed = fetched(client, LARGE, accepted)
    assert encoding == "gzip"
    assert gzip.decompress(compressed) == plain
    assert len(compressed) < len(plain) / 4


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip;q=0.0", "xgzip", "gzip-2"])
def test_it_is_not_for_who_does_not(client: TestClient, accepted: str) -> None:
    assert fetched(client, LARGE, accepted)[0] is None


def test_a_small_answer_is_sent_as_it_is(client: TestClient) -> None:
    assert fetched(client, SMALL, "gzip")[0] is None


def test_caches_are_told_that_the_encoding_matters(client: TestClient) -> None:
    for accepted in ("gzip", "identity"):
        assert client.get(LARGE, headers={"Accept-Encoding": accepted}).headers["vary"] == "Accept-Encoding"


def test_a_batch_is_compressed_beside_the_other_requests(client: TestClient) -> None:
    response = client.post("/v1/cog/lot", json={"demandes": [GOOD] * 200}, headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert len(response.json()["reponses"]) == 200


def test_a_compressed_answer_has_the_tag_of_the_plain_one(client: TestClient) -> None:
    path = "/v1/communes?q=saint&limit=50"
    plain, compressed = (client.get(path, headers={"Accept-Encoding": value}) for value in ("identity", "gzip"))
    assert compressed.headers["content-encoding"] == "gzip"
    assert compressed.headers["etag"] == plain.headers["etag"]
