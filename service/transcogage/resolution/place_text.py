"""stub"""

from collections.abc import Callable
from typing import NamedTuple


class WrittenPlace(NamedTuple):
    names: tuple[str, ...]
    department: str | None = None
    postal_code: str | None = None
    commune_code: str | None = None
    country: str | None = None
    arrondissement: int | None = None
    establishment: bool = False


def read_place(text: str, is_country: Callable[[str], bool], department: str | None = None) -> WrittenPlace:
    return WrittenPlace((text,))
