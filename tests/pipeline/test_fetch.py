"""Sources come whole, checked, or not at all: from data.gouv.fr, INSEE's pages, a folder or a ZIP (fetch.py)."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest

from tests.database.interruptions import interrupted
from tests.pipeline.site import Fault, Site, running_site
from tests.pipeline.small_sources import NEXT, NEXT_COMMUNES, NEXT_VINTAGE, VINTAGE, quoted, write_sources
from transcogage_data.discovery import Addresses
from transcogage_data.download import Patience
from transcogage_data.errors import PipelineError
from transcogage_data.fetch import Network, Place, fetch_from_local
from transcogage_data.sources import DATAGOUV_DATASET, YEARLY, sources_of

PAGE = "<!DOCTYPE html><html><body>Service indisponible</body></html>"
FILES = sources_of(NEXT_VINTAGE)
COMMUNES = FILES["communes"].path


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "sources", tmp_path / "reference")


def fetch(
    site: Site, place: Place, vintage: int | None = NEXT_VINTAGE, tries: int = 3, told: list[object] | None = None
) -> tuple[int, list[str]]:
    with httpx2.Client(timeout=0.3, follow_redirects=True) as client:
        network = Network(
            client,
            Addresses(site.url, site.url),
            Patience(tries=tries, pause=0.01),
            lambda *progress: told.append(progress) if told is not None else None,
        )
        return network.fetch(place, vintage)


def refusal(site: Site, place: Place, vintage: int | None = NEXT_VINTAGE, tries: int = 3) -> str:
    with pytest.raises(PipelineError) as error:
        fetch(site, place, vintage, tries)
    return str(error.value)


def content(place: Place) -> dict[str, str]:
    return {
        str(path.relative_to(place.sources)): path.read_text(encoding="utf-8")
        for path in place.sources.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("name", "source", "vintage"),
    [
        ("communes-01012019.csv", "communes", 2019),
        ("communes2020-csv.zip", "communes", 2020),
        ("commune2021.csv", "communes", 2021),
        ("commune_2022.csv", "communes", 2022),
        ("v_commune_2026.csv", "communes", 2026),
        ("mvtcommune2020-csv.zip", "movements", 2020),
        ("mvtcommune_2022.csv", "movements", 2022),
        ("v_mvtcommune_2023.csv", "movements", 2023),
        ("v_mvt_commune_2026.csv", "movements", 2026),
        ("v_departement_2026.csv", "departments", 2026),
        ("v_commune_depuis_1943.csv", None, None),
        ("v_commune_comer_2026.csv", None, None),
        ("v_commune_2026.pdf", None, None),
    ],
)
def test_insees_files_are_known_by_the_names_they_have_borne(
    name: str, source: str | None, vintage: int | None
) -> None:
    found = {one.source: one.vintage_of(name) for one in YEARLY if one.vintage_of(name)}
    assert found == ({source: vintage} if source else {})


def test_the_titles_of_data_gouv_tell_the_vintage_too() -> None:
    communes, movements, _ = YEARLY
    title = "Millésime 2026 : Liste des communes, arrondissements municipaux, communes déléguées et communes associées"
    assert (communes.vintage_of_title(title), movements.vintage_of_title(title)) == (2026, None)


def test_the_latest_vintage_comes_from_data_gouv_first(site: Site, place: Place) -> None:
    older = site.publish_vintage("/fr/statistiques/fichier/1", VINTAGE)
    newer = site.publish_vintage("/fr/statistiques/fichier/2")
    site.list_on_datagouv([*older.values(), *newer.values(), f"{site.url}/v_commune_2028.csv"])
    told: list[object] = []
    vintage, lines = fetch(site, place, None, told=told)
    assert vintage == NEXT_VINTAGE
    assert content(place)[COMMUNES] == NEXT_COMMUNES
    assert "v_commune_2027.csv : pris (0.0 Mo)." in lines
    assert f"postal/019HexaSmal.csv : manque encore dans {place.sources}." in lines
    size = len(NEXT_COMMUNES.encode())
    assert ("v_commune_2027.csv", size, size) in told
    assert all("/fr/information" not in path for path, _ in site.asked)
    assert "v_commune_2027.csv : inchangé." in fetch(site, place)[1]


@pytest.mark.parametrize("failing", ["no answer", "not json", "vintage unknown", "file missing"])
def test_insees_page_is_the_fallback(site: Site, place: Place, failing: str) -> None:
    urls = site.publish_vintage("/fr/statistiques/fichier/2")
    site.list_on_insee(list(urls.values()))
    if failing == "not json":
        site.publish(DATAGOUV_DATASET, PAGE)
    elif failing == "vintage unknown":
        site.list_on_datagouv([])
    elif failing == "file missing":
        site.list_on_datagouv([url.replace("fichier/2", "fichier/gone") for url in urls.values()])
    vintage, lines = fetch(site, place)
    assert vintage == NEXT_VINTAGE
    assert content(place)[COMMUNES] == NEXT_COMMUNES
    assert "data.gouv.fr : " in lines[0] or "le site répond 404" in lines[0]


def test_a_vintage_that_is_nowhere_is_told_with_what_to_do(site: Site, place: Place) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    site.list_on_insee([])
    message = refusal(site, place, 2031)
    assert "data.gouv.fr : pas de millésime 2031 (millésimes trouvés : 2027)." in message
    assert message.endswith("donnez-les avec --from.")
    assert content(place) == {}


def test_a_body_that_is_cut_is_resumed_where_it_stopped(site: Site, place: Place) -> None:
    urls = site.publish_vintage("/f")
    site.list_on_datagouv(list(urls.values()))
    site.faults["/f/v_commune_2027.csv"] = [Fault(cut=500), Fault(status=503), Fault(cut=300)]
    fetch(site, place, tries=5)
    assert content(place)[COMMUNES] == NEXT_COMMUNES
    ranges = [asked for path, asked in site.asked if path == "/f/v_commune_2027.csv"]
    assert ranges == [None, "bytes=500-", "bytes=500-", "bytes=800-"]


def test_a_site_that_says_nothing_for_too_long_is_asked_again(site: Site, place: Place) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    site.faults["/f/v_commune_2027.csv"] = [Fault(slow=True)]
    fetch(site, place)
    assert content(place)[COMMUNES] == NEXT_COMMUNES


@pytest.mark.parametrize("tag", [None, '"one"'])
def test_what_a_failed_command_received_is_kept_for_the_next_only_if_the_site_says_it_is_the_same(
    site: Site, place: Place, tag: str | None
) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    path = "/f/v_commune_2027.csv"
    if tag:
        site.tags[path] = tag
    site.faults[path] = [Fault(cut=500)]
    message = refusal(site, place, tries=1)
    assert "le téléchargement n'aboutit pas" in message
    left = [] if tag is None else ["v_commune_2027.csv.part", "v_commune_2027.csv.part.json"]
    assert sorted(found.name for found in place.sources.rglob("*") if found.is_file()) == left
    fetch(site, place)
    assert [asked for asked_path, asked in site.asked if asked_path == path] == [None, "bytes=500-" if tag else None]
    assert content(place)[COMMUNES] == NEXT_COMMUNES


def test_a_file_replaced_between_two_commands_is_taken_from_its_beginning(site: Site, place: Place) -> None:
    path = "/f/v_commune_2027.csv"
    site.list_on_datagouv(
        list(site.publish_vintage("/f", communes=NEXT_COMMUNES.replace("Ajaccio", "Aiacciu")).values())
    )
    site.tags[path] = '"one"'
    site.faults[path] = [Fault(cut=900)]
    refusal(site, place, tries=1)
    site.publish_vintage("/f")
    site.tags[path] = '"two"'
    fetch(site, place)
    assert content(place)[COMMUNES] == NEXT_COMMUNES


SWAPPED = NEXT_COMMUNES.replace("TYPECOM,COM,REG,DEP", "TYPECOM,REG,COM,DEP", 1)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (PAGE, "v_commune_2027.csv : ce n'est pas un tableau CSV mais une page web"),
        (SWAPPED, "v_commune_2027.csv, ligne 2, colonne COM : « 84 » n'est pas un code de commune"),
        (NEXT_COMMUNES + NEXT_COMMUNES.splitlines()[1] + "\n", "« COM 01185 » est déjà sur une ligne précédente"),
        (NEXT_COMMUNES[:-30], "v_commune_2027.csv, ligne 16 : le fichier est coupé au milieu"),
        (b"PK\x03\x04" + b"\x00" * 50, "archive ZIP coupée ou abîmée. Téléchargez-la de nouveau."),
        (b"", "v_commune_2027.csv : ce n'est pas un tableau CSV lisible"),
    ],
    ids=["web-page", "swapped-columns", "repeated-row", "cut", "cut-zip", "empty"],
)
def test_what_breaks_its_contract_replaces_nothing(site: Site, place: Place, body: str | bytes, said: str) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    fetch(site, place)
    before = content(place)
    site.publish_vintage("/f", communes=body, movements=NEXT["movements"].replace("Freigné", "Freigne"))
    assert said in refusal(site, place)
    assert content(place) == before
    assert not (place.sources / ".unfinished").exists()


def test_a_file_changed_silently_is_told_and_refused_until_it_is_confirmed(site: Site, place: Place) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    fetch(site, place)
    before = content(place)
    site.publish_vintage("/f", communes=NEXT_COMMUNES.replace("Ajaccio,2A98", "Aiacciu,2A98"))
    message = refusal(site, place)
    assert "v_commune_2027.csv a changé depuis qu'il a été pris. 1 lignes ajoutées, 1 retirées, dont :" in message
    assert "  + COM 2A004 2A Aiacciu" in message
    assert message.endswith("relancez avec --confirmer.")
    assert content(place) == before
    fetch(site, Place(place.sources, place.reference, confirmed=True))
    assert "Aiacciu" in content(place)[COMMUNES]
    site.publish_vintage("/f", communes=quoted(content(place)[COMMUNES]))
    assert "Seule la façon de l'écrire diffère" in refusal(site, place)


def test_the_reference_remembers_the_files_it_was_derived_from(site: Site, place: Place) -> None:
    """Where the sources themselves are not kept, as on a scheduled job."""
    place.reference.mkdir()
    (place.reference / "sources.json").write_text(f'{{"sources": {{"{COMMUNES}": "0123"}}}}', encoding="utf-8")
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    assert "L'ancien fichier n'est plus là pour les comparer." in refusal(site, place)


def test_a_folder_and_a_zip_give_the_same_files_whatever_insee_called_them(place: Place, tmp_path: Path) -> None:
    folder = write_sources(tmp_path / "given", NEXT, NEXT_VINTAGE)
    (folder / COMMUNES).rename(folder / "communes2027.csv")
    archive = tmp_path / "given.zip"
    with ZipFile(tmp_path / "mvtcommune2027-csv.zip", "w") as inner:
        inner.writestr("mvtcommune2027.csv", NEXT["movements"])
    with ZipFile(archive, "w") as outer:
        for path in folder.rglob("*.csv"):
            if "v_mvt" not in path.name:
                outer.write(path, f"tout/{path.relative_to(folder)}")
        outer.write(tmp_path / "mvtcommune2027-csv.zip", "mvtcommune2027-csv.zip")
    assert fetch_from_local(place, folder, None)[0] == NEXT_VINTAGE
    from_folder = content(place)
    assert set(from_folder) == {source.path for source in FILES.values()}
    shutil.rmtree(place.sources)
    fetch_from_local(place, archive, NEXT_VINTAGE)
    assert content(place) == from_folder


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("cut", "archive ZIP coupée ou abîmée"), ("absent", "ni dossier ni archive ZIP"), ("empty", "d'une même année")],
)
def test_a_folder_or_zip_that_will_not_do_is_told(place: Place, tmp_path: Path, wrong: str, said: str) -> None:
    given = tmp_path / "given.zip"
    if wrong == "cut":
        with ZipFile(given, "w") as archive:
            archive.writestr("v_commune_2027.csv", NEXT_COMMUNES)
        given.write_bytes(given.read_bytes()[:-200])
    elif wrong == "empty":
        given = tmp_path / "folder"
        given.mkdir()
    with pytest.raises(PipelineError, match=said):
        fetch_from_local(place, given, None)
    assert content(place) == {}


def test_killed_at_any_change_of_the_disk_fetching_leaves_each_file_whole(tmp_path: Path) -> None:
    write_sources(tmp_path / "given", NEXT, NEXT_VINTAGE)
    assert interrupted("fetch", tmp_path, str(NEXT_VINTAGE)) >= 30
