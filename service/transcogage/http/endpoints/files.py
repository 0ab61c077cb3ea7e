"""`POST /v1/cog/csv`: a whole file, streamed back with the results of its rows."""

from contextlib import ExitStack

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from transcogage.http.file_work import FileAnswer, FileWork
from transcogage.http.files import form_schema, read_options
from transcogage.http.problems import TooManyRowsError
from transcogage.http.route import DirectRoute, database_of, index_of, metrics_of, refusals, settings_of
from transcogage.http.uploads import read_form

router = APIRouter(route_class=DirectRoute, tags=["Résolution"])


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
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form_schema()}}}},
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
    index, database, settings = index_of(request), database_of(request), settings_of(request)
    work: FileWork = request.app.state.file_work
    with ExitStack() as held:
        held.enter_context(work.place())
        form = await read_form(request, settings.max_file_size)
        held.callback(form.close)
        options = read_options(form.fields, has_file=form.file is not None)
        if await run_in_threadpool(form.lines) > settings.max_file_rows + 1:
            raise TooManyRowsError(settings.max_file_rows)
        opened = await run_in_threadpool(work.open, form, options, index, database)
        return FileAnswer(opened, held.pop_all(), metrics_of(request))
