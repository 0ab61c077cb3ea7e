"""Downloading one file: tried again when the network fails, resumed where it stopped, never longer than it should be.

What is received goes to a part file. It is resumed only if the server says that its file is still the same (`ETag` or
`Last-Modified`), or, within one download, still as long: INSEE corrects files at the same address.
"""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

from transcogage_data.errors import PipelineError

Progress = Callable[[int, int | None], None]
"""Told how many bytes are there, of how many (None: unknown)."""

WORTH_ANOTHER_TRY = frozenset({408, 429, 500, 502, 503, 504})
LONGEST_PAUSE = 60.0


class DownloadError(PipelineError):
    """A file could not be downloaded; the message, in French, says from where and why."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to insist: `tries` in all, `pause` seconds after the first that fails and twice as long each time after,
    `seconds` in all for a file, which has `largest` bytes at most.
    """

    tries: int = 5
    pause: float = 1.0
    seconds: float = 900.0
    largest: int = 200_000_000


class _InterruptedError(Exception):
    """The file did not come whole: another try may do. `wait`: how long the server asks to wait, in seconds."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class Download:
    """The download of `url` into `target`, through a part file beside it."""

    def __init__(self, client: httpx2.Client, url: str, target: Path, progress: Progress) -> None:
        self._client = client
        self._url = url
        self._target = target
        self._progress = progress
        self._part = target.with_name(f"{target.name}.part")
        self._note = target.with_name(f"{target.name}.part.json")
        self._total: int | None = None

    def run(self, patience: Patience) -> None:
        """Have the whole file at its target. Raises `DownloadError` when it is not there or does not come."""
        deadline = time.monotonic() + patience.seconds
        validator = self._kept_validator()
        pause, reason = patience.pause, ""
        for attempt in range(patience.tries):
            if attempt:
                time.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            try:
                validator = self._receive(validator, deadline, patience.largest)
            except (_InterruptedError, httpx2.TransportError) as error:
                reason = str(error) or type(error).__name__
                pause = max(pause, getattr(error, "wait", 0.0))
                if time.monotonic() + pause > deadline:
                    break
            else:
                self._part.replace(self._target)
                self._note.unlink(missing_ok=True)
                return
        if not self._note.is_file():
            self._part.unlink(missing_ok=True)
        raise DownloadError(
            f"{self._url} : le téléchargement n'aboutit pas ({reason}). Vérifiez le réseau et relancez la commande : "
            "elle reprendra où elle s'est arrêtée si le site le permet."
        )

    def _receive(self, validator: str | None, deadline: float, largest: int) -> str | None:
        """Receive what is missing; return what tells the server's file from another one, None when nothing does."""
        have = self._part.stat().st_size if self._part.is_file() else 0
        with self._client.stream("GET", self._url, headers=_asking_from(have, validator)) as answer:
            if answer.status_code in WORTH_ANOTHER_TRY:
                raise _InterruptedError(f"statut {answer.status_code}", _seconds(answer.headers.get("retry-after", "")))
            if answer.status_code == 416:  # it has become shorter than what is there
                self._part.unlink()
                raise _InterruptedError("le fichier a changé pendant le téléchargement")
            if answer.status_code not in (200, 206):
                raise DownloadError(f"{self._url} : le site répond {answer.status_code}, le fichier n'y est pas.")
            start, total = _span(answer)
            if answer.status_code == 206 and (start != have or (self._total or total) != total):
                self._part.unlink(missing_ok=True)
                raise _InterruptedError("le fichier a changé pendant le téléchargement")
            self._total = total
            validator = _validator(answer.headers)
            self._keep(validator)
            with self._part.open("ab" if start else "wb") as part:
                for received in answer.iter_bytes():
                    part.write(received)
                    self._progress(part.tell(), total)
                    if part.tell() > largest:
                        raise DownloadError(f"{self._url} : plus de {largest / 1e6:.0f} Mo, ce n'est pas ce fichier.")
                    if time.monotonic() > deadline:
                        raise _InterruptedError("trop lent")
        size = self._part.stat().st_size
        if total is not None and size != total:
            raise _InterruptedError(f"{size} octets reçus sur {total}")
        return validator

    def _kept_validator(self) -> str | None:
        """That of the part file of another run, which is deleted when it has none."""
        with suppress(OSError, ValueError):
            note: Mapping[str, str] = json.loads(self._note.read_text(encoding="utf-8"))
            if note.get("url") == self._url:
                return note["validator"]
        for left in (self._part, self._note):
            left.unlink(missing_ok=True)
        return None

    def _keep(self, validator: str | None) -> None:
        if validator is None:
            self._note.unlink(missing_ok=True)
        else:
            self._note.write_text(json.dumps({"url": self._url, "validator": validator}), encoding="utf-8")


def _asking_from(have: int, validator: str | None) -> dict[str, str]:
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if validator is not None:
            headers["If-Range"] = validator
    return headers


def _validator(headers: httpx2.Headers) -> str | None:
    """What may stand in `If-Range`: a strong tag, or a date."""
    tag: str | None = headers.get("etag")
    if tag is not None and not tag.startswith("W/"):
        return tag
    date: str | None = headers.get("last-modified")
    return date


def _span(answer: httpx2.Response) -> tuple[int, int | None]:
    """The first byte of an answer in its file, and the length of the file, None when it is not told."""
    if answer.status_code == 206:
        span, _, total = answer.headers.get("content-range", "").removeprefix("bytes ").partition("/")
        start = span.partition("-")[0]
        return (int(start) if start.isdigit() else -1), (int(total) if total.isdigit() else None)
    length = answer.headers.get("content-length", "")
    return 0, int(length) if length.isdigit() else None


def _seconds(retry_after: str) -> float:
    return min(float(retry_after), LONGEST_PAUSE) if retry_after.isascii() and retry_after.isdigit() else 0.0
