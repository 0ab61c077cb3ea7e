"""Behind a proxy: the client's address is the one a trusted proxy gives, and no other's word is taken."""

import httpx2
import pytest

from tests.http.running import running_service
from tests.waiting import PATIENCE


def remaining(url: str, forwarded_for: str) -> int:
    """How many requests the client still has, when it is said to come from `forwarded_for`: tells clients apart."""
    response = httpx2.get(f"{url}/v1/donnees", headers={"X-Forwarded-For": forwarded_for}, timeout=PATIENCE)
    return int(response.headers["ratelimit-remaining"])


@pytest.mark.parametrize("trusted", ["127.0.0.1", "10.0.0.0/8, 127.0.0.0/8"])
def test_a_trusted_proxy_is_believed(trusted: str) -> None:
    with running_service(TRANSCOGAGE_RATE_LIMIT="10", TRANSCOGAGE_TRUSTED_PROXIES=trusted) as service:
        assert remaining(service.url, "203.0.113.1") == 9
        assert remaining(service.url, "203.0.113.2") == 9
        assert remaining(service.url, "203.0.113.1") == 8
        assert remaining(service.url, "198.51.100.7, 203.0.113.1") == 7, "only what the proxy added is believed"


@pytest.mark.parametrize("trusted", ["", "192.0.2.0/24"])
def test_another_is_not(trusted: str) -> None:
    with running_service(
        TRANSCOGAGE_RATE_LIMIT="10", TRANSCOGAGE_TRUSTED_PROXIES=trusted, FORWARDED_ALLOW_IPS="*"
    ) as service:
        assert remaining(service.url, "203.0.113.1") == 9
        assert remaining(service.url, "203.0.113.2") == 8
