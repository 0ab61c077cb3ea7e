"""Downloading a file or a page whole, tried again when the network or the site fails."""

import time

import httpx2
import stamina

from transcogage_data.errors import PipelineError

TRIES = 5
MOST_SECONDS = 900.0
"""For a file, however little a site sends at a time."""

LARGEST = 200_000_000
"""Bytes: more is not one of the files that are looked for."""

WORTH_ANOTHER_TRY = frozenset({408, 429, 500, 502, 503, 504})


class DownloadError(PipelineError):
    """A file could not be downloaded; the message, in French, says from where and why."""


def download(client: httpx2.Client, url: str) -> bytes:
    """What is at `url`, whole. Raises `DownloadError` when it is not there, does not come, or is too large."""
    try:
        return _received(client, url)
    except httpx2.HTTPStatusError as error:
        raise DownloadError(f"{url} : le site répond {error.response.status_code}, le fichier n'y est pas.") from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        raise DownloadError(
            f"{url} : le téléchargement n'aboutit pas ({reason}). Vérifiez le réseau et relancez la commande."
        ) from None


def _may_pass(error: Exception) -> bool:
    """Whether another try may do."""
    if isinstance(error, httpx2.HTTPStatusError):
        return error.response.status_code in WORTH_ANOTHER_TRY
    return isinstance(error, httpx2.TransportError)


@stamina.retry(on=_may_pass, attempts=TRIES, timeout=MOST_SECONDS, wait_initial=1.0, wait_max=60.0)
def _received(client: httpx2.Client, url: str) -> bytes:
    deadline = time.monotonic() + MOST_SECONDS
    body = bytearray()
    with client.stream("GET", url) as answer:
        answer.raise_for_status()
        for block in answer.iter_bytes():
            body += block
            if len(body) > LARGEST:
                raise DownloadError(f"{url} : plus de {LARGEST / 1e6:.0f} Mo, ce n'est pas ce fichier.")
            if time.monotonic() > deadline:
                raise DownloadError(f"{url} : le site est trop lent. Réessayez plus tard.")
    return bytes(body)
