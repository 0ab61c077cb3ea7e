"""A query string as received: read by name, rewritten in places, every other byte left as it came."""

from collections.abc import Collection, Iterable
from urllib.parse import unquote_to_bytes


class QueryString:
    """The parts of a raw query string, in order. Values are read as UTF-8; what is not becomes U+FFFD."""

    def __init__(self, raw: bytes) -> None:
        self._parts = raw.split(b"&")
        self._names = [_decoded(part.partition(b"=")[0]) for part in self._parts]

    def values(self, name: str) -> list[str]:
        """Every value given to a parameter, in order, blank ones left out: the upstream takes a blank for an absent
        one."""
        texts = (
            _decoded(part.partition(b"=")[2]) for part, own in zip(self._parts, self._names, strict=True) if own == name
        )
        return [text for text in texts if text.strip()]

    def with_replaced(self, names: Collection[str], replacements: Iterable[tuple[str, str]]) -> bytes:
        """The query string without the parameters `names`; `replacements`, plain ASCII names and values, stand where
        the first of them stood."""
        kept: list[bytes] = []
        place: int | None = None
        for part, own in zip(self._parts, self._names, strict=True):
            if own not in names:
                kept.append(part)
            elif place is None:
                place = len(kept)
        place = len(kept) if place is None else place
        kept[place:place] = [f"{name}={value}".encode("ascii") for name, value in replacements]
        return b"&".join(kept)


def _decoded(text: bytes) -> str:
    return unquote_to_bytes(text.replace(b"+", b" ")).decode("utf-8", "replace")
