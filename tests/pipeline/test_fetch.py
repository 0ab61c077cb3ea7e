"""Sources come whole, checked, or not at all: from data.gouv.fr, INSEE's pages, a folder or a ZIP (fetch.py)."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest
import stamina

from tests.database.interruptions import interrupted
from tests.pipeline.site import Fault, Site, running_site
from tests.pipeline.small_sources import NEXT, NEXT_COMMUNES, NEXT_VINTAGE, VINTAGE, quoted, write_sources
from tests.waiting import PATIENCE
from transcogage.whole_files import unfinished_in
from transcogage_data import download
from transcogage_data.discovery import SITES
from transcogage_data.errors import PipelineError
from transcogage_data.fetch import Destination, fetch_from_local, fetch_from_network
from transcogage_data.sources import DATAGOUV_DATASET, YEARLY, sources_of

PAGE = "<!DOCTYPE html><html><body>Service indisponible</body></html>"
FILES = sources_of(NEXT_VINTAGE)
COMMUNES = FILES["communes"].path


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture(autouse=True)
def _without_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def destination(tmp_path: Path) -> Destination:
    return Destination(tmp_path / "sources", tmp_path / "reference")


def fetch(
    site: Site, destination: Destination, vintage: int | None = NEXT_VINTAGE, patience: float = PATIENCE
) -> tuple[int, list[str]]:
    with httpx2.Client(timeout=patience, follow_redirects=True) as client:
        return fetch_from_network(client, dict.fromkeys(SITES, site.url), destination, vintage)


def refusal(site: Site, destination: Destination, vintage: int | None = NEXT_VINTAGE) -> str:
    with pytest.raises(PipelineError) as error:
        fetch(site, destination, vintage)
    return str(error.value)


def content(destination: Destination) -> dict[str, str]:
    return {
        str(path.relative_to(destination.sources)): path.read_text(encoding="utf-8")
        for path in destination.sources.rglob("*")
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
    communes, movements, *_ = YEARLY
    title = "Millésime 2026 : Liste des communes, arrondissements municipaux, communes déléguées et communes associées"
    assert (communes.vintage_of_title(title), movements.vintage_of_title(title)) == (2026, None)


def test_the_latest_vintage_comes_from_data_gouv_first(site: Site, destination: Destination) -> None:
    older = site.publish_vintage("/fr/statistiques/fichier/1", VINTAGE)
    newer = site.publish_vintage("/fr/statistiques/fichier/2")
    site.list_on_datagouv([*older.values(), *newer.values(), f"{site.url}/v_commune_2028.csv"])
    vintage, lines = fetch(site, destination, None)
    assert vintage == NEXT_VINTAGE
    assert content(destination)[COMMUNES] == NEXT_COMMUNES
    assert "v_commune_2027.csv : pris (0.0 Mo)." in lines
    assert f"postal/019HexaSmal.csv : manque encore dans {destination.sources}." in lines
    assert all("/fr/information" not in path for path in site.asked)
    assert "v_commune_2027.csv : inchangé." in fetch(site, destination)[1]


@pytest.mark.parametrize("failing", ["no answer", "not json", "vintage unknown", "file missing"])
def test_insees_page_is_the_fallback(site: Site, destination: Destination, failing: str) -> None:
    urls = site.publish_vintage("/fr/statistiques/fichier/2")
    site.list_on_insee(list(urls.values()))
    if failing == "not json":
        site.publish(DATAGOUV_DATASET, PAGE)
    elif failing == "vintage unknown":
        site.list_on_datagouv([])
    elif failing == "file missing":
        site.list_on_datagouv([url.replace("fichier/2", "fichier/gone") for url in urls.values()])
    vintage, lines = fetch(site, destination)
    assert vintage == NEXT_VINTAGE
    assert content(destination)[COMMUNES] == NEXT_COMMUNES
    assert "data.gouv.fr : " in lines[0] or "le site répond 404" in lines[0]


def test_a_vintage_that_is_nowhere_is_told_with_what_to_do(site: Site, destination: Destination) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    site.list_on_insee([])
    message = refusal(site, destination, 2031)
    assert "data.gouv.fr : pas de millésime 2031 (millésimes trouvés : 2027)." in message
    assert message.endswith("donnez-les avec --from.")
    assert content(destination) == {}


@pytest.mark.parametrize("fault", [Fault(cut=500), Fault(status=503), Fault(status=429)])
def test_what_does_not_come_whole_is_asked_again(site: Site, destination: Destination, fault: Fault) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    site.faults["/f/v_commune_2027.csv"] = [fault, fault]
    fetch(site, destination)
    assert content(destination)[COMMUNES] == NEXT_COMMUNES
    assert site.asked.count("/f/v_commune_2027.csv") == 3


@pytest.mark.parametrize("fault", [Fault(cut=500), Fault(status=503)])
def test_what_never_comes_whole_replaces_nothing(site: Site, destination: Destination, fault: Fault) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    site.faults["/f/v_commune_2027.csv"] = [fault] * 3
    message = refusal(site, destination)
    assert "/f/v_commune_2027.csv : " in message
    assert message.endswith("donnez-les avec --from.")
    assert content(destination) == {}


def test_a_site_that_says_nothing_for_too_long_is_asked_again(site: Site, destination: Destination) -> None:
    """As often as a busy machine needs, which is late too."""
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    site.faults["/f/v_commune_2027.csv"] = [Fault(silent=True)]
    with stamina.set_testing(True, attempts=60):
        fetch(site, destination, patience=1)
    assert content(destination)[COMMUNES] == NEXT_COMMUNES
    assert site.asked.count("/f/v_commune_2027.csv") >= 2


def test_a_file_that_is_not_there_is_not_asked_again(site: Site, destination: Destination) -> None:
    urls = site.publish_vintage("/f")
    site.list_on_datagouv(list(urls.values()))
    del site.pages["/f/v_commune_2027.csv"]
    assert "/f/v_commune_2027.csv : le site répond 404, le fichier n'y est pas." in refusal(site, destination)
    assert site.asked.count("/f/v_commune_2027.csv") == 1


def test_a_file_too_large_to_be_one_of_these_is_refused(
    site: Site, destination: Destination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "LARGEST", 2_000)
    site.list_on_datagouv(list(site.publish_vintage("/f", communes="x" * 3_000).values()))
    assert "ce n'est pas ce fichier." in refusal(site, destination)
    assert content(destination) == {}


@pytest.mark.parametrize("body", ["[]", '{"resources": [1]}', '{"resources": [{"url": 1}]}', '{"resources": {}}'])
def test_an_answer_of_data_gouv_that_makes_no_sense_is_reported(
    site: Site, destination: Destination, body: str
) -> None:
    site.publish(DATAGOUV_DATASET, body)
    assert refusal(site, destination).startswith("data.gouv.fr : pas de ")


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
def test_what_breaks_its_contract_replaces_nothing(
    site: Site, destination: Destination, body: str | bytes, said: str
) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    fetch(site, destination)
    before = content(destination)
    site.publish_vintage("/f", communes=body, movements=NEXT["movements"].replace("Freigné", "Freigne"))
    assert said in refusal(site, destination)
    assert content(destination) == before
    assert not unfinished_in(destination.sources)


def test_a_file_changed_silently_is_told_and_refused_until_it_is_confirmed(
    site: Site, destination: Destination
) -> None:
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    fetch(site, destination)
    before = content(destination)
    site.publish_vintage("/f", communes=NEXT_COMMUNES.replace("Ajaccio,2A98", "Aiacciu,2A98"))
    message = refusal(site, destination)
    assert "v_commune_2027.csv a changé depuis qu'il a été pris. 1 lignes ajoutées, 1 retirées, dont :" in message
    assert "  + COM 2A004 2A Aiacciu" in message
    assert message.endswith("relancez avec --confirmer.")
    assert content(destination) == before
    fetch(site, Destination(destination.sources, destination.reference, confirmed=True))
    assert "Aiacciu" in content(destination)[COMMUNES]
    site.publish_vintage("/f", communes=quoted(content(destination)[COMMUNES]))
    assert "Seule la façon de l'écrire diffère" in refusal(site, destination)


def test_the_reference_remembers_the_files_it_was_derived_from(site: Site, destination: Destination) -> None:
    """Where the sources themselves are not kept, as on a scheduled job."""
    destination.reference.mkdir()
    (destination.reference / "sources.json").write_text(
        f'{{"millesime": 2026, "sources": {{"{COMMUNES}": "0123"}}}}', encoding="utf-8"
    )
    site.list_on_datagouv(list(site.publish_vintage("/f").values()))
    assert "L'ancien fichier n'est plus là pour les comparer." in refusal(site, destination)


def test_a_folder_and_a_zip_give_the_same_files_whatever_insee_called_them(
    destination: Destination, tmp_path: Path
) -> None:
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
    assert fetch_from_local(folder, destination, None)[0] == NEXT_VINTAGE
    from_folder = content(destination)
    assert set(from_folder) == {source.path for source in FILES.values()}
    shutil.rmtree(destination.sources)
    fetch_from_local(archive, destination, NEXT_VINTAGE)
    assert content(destination) == from_folder


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("cut", "archive ZIP coupée ou abîmée"), ("absent", "ni dossier ni archive ZIP"), ("empty", "d'une même année")],
)
def test_a_folder_or_zip_that_will_not_do_is_told(
    destination: Destination, tmp_path: Path, wrong: str, said: str
) -> None:
    given = tmp_path / "given.zip"
    if wrong == "cut":
        with ZipFile(given, "w") as archive:
            archive.writestr("v_commune_2027.csv", NEXT_COMMUNES)
        given.write_bytes(given.read_bytes()[:-200])
    elif wrong == "empty":
        given = tmp_path / "folder"
        given.mkdir()
    with pytest.raises(PipelineError, match=said):
        fetch_from_local(given, destination, None)
    assert content(destination) == {}


def test_a_folder_that_cannot_be_written_is_told_with_what_to_do(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PipelineError, match="Faites de la place"):
        fetch(site, Destination(tmp_path / "file" / "sources", tmp_path / "reference"))


def test_killed_at_any_change_of_the_disk_fetching_leaves_each_file_whole(tmp_path: Path) -> None:
    write_sources(tmp_path / "given", NEXT, NEXT_VINTAGE)
    assert interrupted("fetch", tmp_path, str(NEXT_VINTAGE)) >= 30
