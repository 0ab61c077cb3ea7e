"""Reading a form with a file (`multipart/form-data`), in memory: what a caller sends is never written to a disk."""

import re
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass

from fastapi import Request
from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from transcogage.http.problems import FileTooLargeError, NotAFormError
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError

FILE = "data"
MOST_FIELDS = 50
LARGEST_FIELD = 1_000
BLOCK = 256 * 1024

_FORM = re.compile(r'\s*multipart/form-data\s*;.*boundary=\s*"?[^\s"]', re.IGNORECASE)
_NEVER_ON_DISK = 1 << 62


class _InMemory(MultiPartParser):
    spool_max_size = _NEVER_ON_DISK
    ended = False

    def on_end(self) -> None:
        """Know that the end of the form was read."""
        self.ended = True

    async def parse(self) -> FormData:
        """The parts of the form. Raises `MultiPartException` also when it stops before its end."""
        self.stream = self._whole(self.stream)
        return await super().parse()

    async def _whole(self, stream: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        async for block in stream:
            yield block
        if not self.ended:
            raise MultiPartException("The form is cut.")


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its fields as (name, value), in order, and its file, None when it has none."""

    fields: list[tuple[str, str]]
    file: UploadFile | None

    def blocks(self) -> Iterator[bytes]:
        """The file from its beginning, a block after the other."""
        assert self.file is not None
        position = 0
        while True:
            self.file.file.seek(position)  # others may read it between two blocks
            block = self.file.file.read(BLOCK)
            if not block:
                return
            position += len(block)
            yield block

    def close(self) -> None:
        """Let the file go."""
        if self.file is not None:
            self.file.file.close()

    def lines(self) -> int:
        """How many lines the file has, about."""
        return sum(max(block.count(b"\n"), block.count(b"\r")) for block in self.blocks())


async def read_form(request: Request, largest: int) -> Form:
    """The form of a request of `largest` bytes at most.

    Raises `NotAFormError` when it is said to be something else, `FileTooLargeError`, and `InvalidParametersError` when
    it is cut or badly written.
    """
    if not _FORM.match(request.headers.get("content-type", "")) or "content-encoding" in request.headers:
        raise NotAFormError
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > largest:
        raise FileTooLargeError(largest)
    parser = _InMemory(
        request.headers,
        _bounded(request, largest),
        max_files=1,
        max_fields=MOST_FIELDS,
        max_part_size=LARGEST_FIELD,
    )
    try:
        items = (await parser.parse()).multi_items()
    except (MultiPartException, MultipartParseError):
        message = (
            "Le formulaire est incomplet ou mal écrit : envoyez un seul fichier et les noms de ses colonnes, par "
            "exemple avec curl -F data=@naissances.csv -F nomCommuneNaissance=commune."
        )
        raise InvalidParametersError([ErrorDetail(None, ErrorCode.MALFORMED, message)]) from None
    fields = [(name, value) for name, value in items if isinstance(value, str)]
    for name, value in items:
        if isinstance(value, UploadFile):
            if name == FILE:
                return Form(fields, value)
            value.file.close()
            raise InvalidParametersError(
                [ErrorDetail(name, ErrorCode.UNKNOWN, f"Le fichier se joint sous le nom {FILE}.")]
            )
    return Form(fields, None)


async def _bounded(request: Request, largest: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for part in request.stream():
        received += len(part)
        if received > largest:
            raise FileTooLargeError(largest)
        yield part
