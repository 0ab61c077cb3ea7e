"""Reading a JSON body: bounded, and strict, as a name given twice or a number out of reach must never pass unseen.

What is read keeps what JSON says and Python's own types lose: an object is its pairs, in order, repeated names
included, and an integer is its text (`1980`), so that a value is read the same whether it comes in a body or in an
address.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from transcogage.http.problems import BodyTooLargeError, UnsupportedBodyError
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError

SMALLEST_FOR_A_THREAD = 64 * 1024
"""From this size on, in bytes, reading JSON is long enough to be done beside the event loop."""

_JSON = re.compile(r'\s*application/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?', re.IGNORECASE)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class JsonObject:
    """A JSON object: its (name, value) pairs as they are written, repeated names included."""

    pairs: list[tuple[str, Any]]


class JsonInteger(str):
    """A JSON number without a decimal part, as it is written."""

    __slots__ = ()


async def read_json(request: Request, largest: int) -> Any:
    """The JSON body of `request`, of `largest` bytes at most: `JsonObject`, list, str, `JsonInteger`, float, bool or
    None.

    Raises `UnsupportedBodyError` when it is said to be something else than JSON, `BodyTooLargeError`, and
    `InvalidParametersError` with the place of the mistake.
    """
    if not _JSON.fullmatch(request.headers.get("content-type", "")) or "content-encoding" in request.headers:
        raise UnsupportedBodyError
    body = await _read(request, largest)
    return await run_in_threadpool(_parse, body) if len(body) >= SMALLEST_FOR_A_THREAD else _parse(body)


async def _read(request: Request, largest: int) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise BodyTooLargeError(largest)
    return bytes(body)


def _parse(body: bytes) -> Any:
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=lambda pairs: JsonObject([(_text(name), _value(value)) for name, value in pairs]),
            parse_int=JsonInteger,
            parse_constant=_refuse_constant,
        )
    except UnicodeDecodeError as error:
        message = f"Le corps n'est pas écrit en UTF-8 : octet {error.start + 1}. Encodez-le en UTF-8."
        raise InvalidParametersError([ErrorDetail(None, ErrorCode.NOT_UTF8, message)]) from None
    except json.JSONDecodeError as error:
        where = f"ligne {error.lineno}, colonne {error.colno}"
        raise _not_json(f"Le corps n'est pas du JSON correct : corrigez-le à la {where}.") from None
    except RecursionError:
        raise _not_json("Le corps emboîte trop de listes ou d'objets : suivez l'exemple de la documentation.") from None


def _value(value: Any) -> Any:
    return _text(value) if type(value) is str else value


def _text(text: str) -> str:
    r"""`text`, halves of characters (`"\ud83d"`) become U+FFFD, as bytes that are not UTF-8 do in an address."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def _refuse_constant(constant: str) -> NoReturn:
    raise _not_json(f"{constant} n'est pas du JSON : donnez un nombre, ou null.")


def _not_json(message: str) -> InvalidParametersError:
    return InvalidParametersError([ErrorDetail(None, ErrorCode.NOT_JSON, message)])
