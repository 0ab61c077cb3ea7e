"""`POST /v1/cog/csv`: a whole file, streamed back with the results of its rows."""

import io
from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from transcogage.bulk.options import ENCODING_NAMES, CsvOptions, read_delimiter, read_encoding, read_pivot
from transcogage.http.file_work import FileWork, OpenedFile
from transcogage.http.forms import FILE, read_form
from transcogage.http.metrics import Metrics
from transcogage.http.problems import NOT_KEPT, TooManyRowsError
from transcogage.http.route import DirectRoute, data_of, metrics_of, refusals, settings_of
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.parameters.fields import FIELDS, Field
from transcogage.parameters.reading import Parameter, Reading

router = APIRouter(route_class=DirectRoute, tags=["Résolution"])


def _column(field: Field[Any]) -> Parameter[str]:
    description = f"Nom de la colonne qui contient {field.contents}."
    return Parameter(field.name, description, {"type": "string", "minLength": 1, "examples": [field.name]}, str)


COLUMNS = {field.member: _column(field) for field in FIELDS}
DELIMITER = Parameter(
    "delimiter",
    "Délimiteur : « ; », « , », « | » ou « \\t ». Deviné s'il est absent.",
    {"type": "string", "minLength": 1, "maxLength": 3, "examples": [";"]},
    read_delimiter,
)
ENCODING = Parameter(
    "encoding",
    "Encodage : utf-8, windows-1252, iso-8859-1 ou iso-8859-15. Deviné s'il est absent.",
    {"type": "string", "enum": list(ENCODING_NAMES), "examples": ["utf-8"]},
    read_encoding,
)
CENTURY_PIVOT = Parameter(
    "sieclePivot",
    "Lit les années en deux chiffres : au-dessus de ce nombre 19xx, sinon 20xx. Elles sont refusées s'il est absent.",
    {"type": "integer", "minimum": 0, "maximum": 99, "examples": [30]},
    read_pivot,
)
FORM_FIELDS: tuple[Parameter[Any], ...] = (*COLUMNS.values(), DELIMITER, ENCODING, CENTURY_PIVOT)


def _form_schema() -> dict[str, Any]:
    """The schema of the form, in the OpenAPI specification."""
    file = {"type": "string", "format": "binary", "description": "Le fichier CSV, avec une ligne d'en-tête."}
    fields = {field.name: field.schema | {"description": field.description} for field in FORM_FIELDS}
    return {"type": "object", "properties": {FILE: file} | fields, "required": [FILE], "additionalProperties": False}


@router.post(
    "/v1/cog/csv",
    operation_id="resoudreFichier",
    summary="Codes COG d'un fichier CSV",
    description="Rend le même fichier, toutes ses colonnes intactes, suivies de `result_status`, `result_code`, "
    "`result_country_code`, `result_name`, `result_score`, `result_date_start`, `result_date_end`, "
    "`result_candidates` (codes séparés par |) et `result_message`. Les champs du formulaire nomment les colonnes du "
    "fichier ; sans eux, elles doivent porter les noms des paramètres de `GET /v1/cog`. Il faut le nom de la commune, "
    "le département, et l'année ou la date. Chaque ligne reçoit la réponse que `GET /v1/cog` lui ferait ; une ligne "
    "illisible reçoit `erreur` et ce qui est à corriger. Pour un fichier plus grand que permis, utilisez la commande "
    "`transcogage csv`.",
    response_model=None,
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _form_schema()}}}},
    responses={
        200: {
            "description": "Le fichier, dans son encodage, avec les résultats",
            "content": {"text/csv": {"schema": {"type": "string"}}},
        },
        **refusals(413, 415, 422, 500, 503),
    },
)
async def resolve_file(request: Request) -> Response:
    """Read the form, then the header of the file; its rows are resolved as they are sent."""
    data, settings = data_of(request), settings_of(request)
    work: FileWork = request.app.state.file_work
    with ExitStack() as held:
        held.enter_context(work.place())
        form = await read_form(request, settings.max_file_size)
        held.callback(form.close)
        options = _read_options(form.fields, has_file=form.file is not None)
        if await run_in_threadpool(form.lines) > settings.max_file_rows + 1:
            raise TooManyRowsError(settings.max_file_rows)
        opened = await run_in_threadpool(work.open, form, options, data)
        return FileAnswer(opened, held.pop_all(), metrics_of(request))


def _read_options(fields: Iterable[tuple[str, str]], has_file: bool) -> CsvOptions:
    """What the fields of a form ask. Raises `InvalidParametersError` with everything that is wrong with them."""
    reading = Reading((name, "\\t" if value == "\t" else value) for name, value in fields if has_file or name != FILE)
    named = {member: reading.value(parameter) for member, parameter in COLUMNS.items()}
    delimiter, encoding = reading.value(DELIMITER), reading.value(ENCODING)
    pivot = reading.value(CENTURY_PIVOT)
    reading.refuse_unknown_names(FORM_FIELDS)
    if not has_file:
        message = f"Joignez le fichier, par exemple avec curl -F {FILE}=@naissances.csv."
        reading.details.insert(0, ErrorDetail(FILE, ErrorCode.MISSING, message))
    if reading.details:
        raise InvalidParametersError(reading.details)
    asked = {member: column for member, column in named.items() if column is not None}
    return CsvOptions(asked, delimiter, encoding, pivot=pivot)


class FileAnswer(StreamingResponse):
    """The file with its results, sent as it is made; what it holds (`held`) is let go at the end, however it ends."""

    def __init__(self, opened: OpenedFile, held: ExitStack, metrics: Metrics) -> None:
        super().__init__(
            _blocks(opened, metrics),
            headers=NOT_KEPT | {"Content-Disposition": 'attachment; filename="resultats.csv"'},
            media_type=f"text/csv; charset={opened.file.charset}",
        )
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send (ASGI)."""
        with self._held:
            await super().__call__(scope, receive, send)


async def _blocks(opened: OpenedFile, metrics: Metrics) -> AsyncIterator[bytes]:
    output = io.BytesIO()
    steps = opened.file.rewrite(opened.resolver, output)
    going_on = True
    while going_on:
        going_on = await run_in_threadpool(lambda: next(steps, _END) is not _END)
        block = output.getvalue()
        output.seek(0)
        output.truncate()
        if block:
            yield block
    metrics.count_answers(opened.file.counts)


_END = object()
