"""Sources -> reference: what is kept, and what is refused, in French, with the file to mend."""

from pathlib import Path

import pytest

from tests.database.interruptions import interrupted
from tests.pipeline.small_sources import (
    COMMUNES,
    MOVEMENTS,
    NEXT,
    NEXT_COMMUNES,
    NEXT_VINTAGE,
    TEXTS,
    VINTAGE,
    quoted,
    write_sources,
)
from transcogage_data.derive import derive
from transcogage_data.errors import PipelineError
from transcogage_data.history import HistoryError
from transcogage_data.plausibility import UnlikelyCountsError
from transcogage_data.read import SourceError
from transcogage_data.reference import HEADERS, MANIFEST, read_reference
from transcogage_data.sources import sources_of

SOURCES = sources_of(VINTAGE)


def derived(folder: Path, **replaced: str | bytes | None) -> dict[str, bytes]:
    """The reference's files, from the small sources but those replaced."""
    derive(write_sources(folder / "sources", replaced), folder / "reference", VINTAGE)
    return {path.name: path.read_bytes() for path in (folder / "reference").iterdir()}


def refusal(folder: Path, **replaced: str | bytes | None) -> str:
    with pytest.raises(PipelineError) as error:
        derived(folder, **replaced)
    assert not (folder / "reference").exists()
    return str(error.value)


def without(name: str, column: str) -> str:
    """A small source whose column has another name."""
    separator = SOURCES[name].contract.separator
    header, _, rest = TEXTS[name].partition("\n")
    return separator.join("autre" if found == column else found for found in header.split(separator)) + f"\n{rest}"


def rows(table: bytes) -> list[str]:
    return table.decode().splitlines()[1:]


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    assert derived(tmp_path / "once") == derived(tmp_path / "again")


def test_insees_quoted_style_gives_the_same_facts_as_the_unquoted_one(tmp_path: Path) -> None:
    quoted_tables = {name: quoted(TEXTS[name]) for name in ("communes", "movements", "departments", "countries")}
    unquoted, found = derived(tmp_path / "unquoted"), derived(tmp_path / "quoted", **quoted_tables)
    assert found.pop("sources.json") != unquoted.pop("sources.json")
    assert found == unquoted


def test_the_order_of_the_source_rows_does_not_count(tmp_path: Path) -> None:
    header, *lines = MOVEMENTS.splitlines()
    reversed_movements = "\n".join([header, *reversed(lines)]) + "\n"
    one, other = derived(tmp_path / "one"), derived(tmp_path / "other", movements=reversed_movements)
    assert one["periodes.csv"] == other["periodes.csv"]
    assert one["successions.csv"] == other["successions.csv"]


def test_every_table_is_sorted_and_holds_no_row_twice(tmp_path: Path) -> None:
    for name, content in derived(tmp_path).items():
        if name.endswith(".csv"):
            assert rows(content) == sorted(set(rows(content))), name


def test_mayotte_is_given_its_codes_before_2011(tmp_path: Path) -> None:
    found = rows(derived(tmp_path)["periodes.csv"])
    assert "COM,98511,Mamoudzou,,2011-03-31" in found
    assert "COM,97611,Mamoudzou,2011-03-31," in found


def test_the_declared_communes_are_added(tmp_path: Path) -> None:
    found = rows(derived(tmp_path)["periodes.csv"])
    for row in (
        "COM,01220,Lompnes,,1942-08-01",
        "COM,01459,Hauteville,,1942-08-01",
        "COM,66131,Palalda,,1942-10-01",
        "COM,66235,Amélie-les-Bains,,1942-10-01",
        "COM,54454,Remenauville,,1962-12-22",
        "COM,54448,Regniéville,,1962-12-22",
        "COM,97123,Saint-Barthélemy,,2007-02-23",
        "COM,97701,Saint-Barthélemy,2007-02-23,",
    ):
        assert row in found


def test_extension_codes_of_976_are_dropped_for_mayottes(tmp_path: Path) -> None:
    assert rows(derived(tmp_path)["codes_extension.csv"]) == ["75214,75114"]


def test_an_extension_code_of_no_known_commune_is_refused(tmp_path: Path) -> None:
    unknown = TEXTS["extensions"] + "13155,13,MARSEILLE,Marseille,Marseille,1943-01-01,,1\n"
    assert "13155 Marseille" in refusal(tmp_path, extensions=unknown)


def test_countries_keep_their_case_their_dates_and_their_iso_codes(tmp_path: Path) -> None:
    """France is not abroad; what lasted no day is nothing; one apostrophe everywhere."""
    assert rows(derived(tmp_path)["pays.csv"]) == [
        "99123,Russie,Fédération de Russie,1991-12-25,,RU,RUS",
        "99142,Allemagne de l'Ouest,République fédérale d'Allemagne,1949-05-23,1990-10-03,,",
        "99155,Ukraine,Ukraine,1991-08-24,,UA,UKR",
        "99326,Côte d'Ivoire,République de Côte d'Ivoire,1960-08-07,,,",
    ]


LIST_SINCE_2024 = (
    "COG,ACTUAL,CRPAY,ANI,LIBCOG,LIBENR,CODEISO2,CODEISO3,CODENUM3\n"
    "99123,1,,,Russie,Fédération de Russie,RU,RUS,643\n"
    "99155,1,,1991,Ukraine,Ukraine,UA,UKR,804\n"
    "99158,4,99101,,Féroé,Îles Féroé,FO,FRO,234\n"
)


def test_the_list_of_countries_is_read_in_both_its_layouts(tmp_path: Path) -> None:
    older, newer = derived(tmp_path / "2021"), derived(tmp_path / "2024", countries=LIST_SINCE_2024)
    assert older["pays.csv"] == newer["pays.csv"]


@pytest.mark.parametrize("name", ["countries", "countries_since_1943"])
def test_an_older_file_of_countries_serves_until_that_of_the_vintage_is_there(tmp_path: Path, name: str) -> None:
    source = SOURCES[name]
    sources = write_sources(tmp_path / "sources")
    (sources / source.or_else).parent.mkdir(exist_ok=True)
    source.under(sources).rename(sources / source.or_else)
    derive(sources, tmp_path / "older", VINTAGE)
    assert source.or_else in read_reference(tmp_path / "older").sources
    write_sources(sources, {"countries_since_1943": TEXTS["countries_since_1943"].replace("Ukraine", "Oukraïne")})
    derive(sources, tmp_path / "newer", VINTAGE)
    assert source.path in read_reference(tmp_path / "newer").sources
    assert b"Ouk" in (tmp_path / "newer" / "pays.csv").read_bytes()


@pytest.mark.parametrize(
    ("name", "right", "wrong", "message"),
    [
        ("countries_since_1943", "1991-08-24", "24/08/1991", "ligne 4, colonne DATE_DEBUT : « 24/08/1991 »"),
        ("countries_since_1943", "1990-10-03", "1990", "ligne 6, colonne DATE_FIN : « 1990 »"),
        ("countries_since_1943", "99155,,", "155,,", "ligne 4, colonne COG : « 155 »"),
        ("countries", ",UA,", ",UKR,", "ligne 4, colonne CODEISO2 : « UKR »"),
        ("countries", "99155,1,", "99155,9,", "ligne 4, colonne ACTUAL : « 9 »"),
    ],
)
def test_a_country_that_breaks_the_contract_is_refused_with_its_line_and_column(
    tmp_path: Path, name: str, right: str, wrong: str, message: str
) -> None:
    assert message in refusal(tmp_path, **{name: TEXTS[name].replace(right, wrong, 1)})


def test_the_best_year_of_the_maternities_is_kept(tmp_path: Path) -> None:
    assert rows(derived(tmp_path)["maternites.csv"]) == ["50129,2"]


def test_births_counted_are_kept_by_code_decade_and_kind_of_file(tmp_path: Path) -> None:
    assert rows(derived(tmp_path)["naissances.csv"]) == ["50129,1920,A,3", "50602,1920,B,1", "75114,1950,A,2"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("50129,1920", "Cherbourg,1920", "ligne 2, colonne code : « Cherbourg »"),
        ("50602,1920", "50602,1925", "ligne 3, colonne decennie : « 1925 »"),
        ("1920,B", "1920,C", "ligne 3, colonne regime : « C »"),
        ("1950,A,2", "1950,A,-2", "ligne 4, colonne personnes : « -2 »"),
    ],
)
def test_a_count_that_breaks_the_contract_is_refused_with_its_line_and_column(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    assert message in refusal(tmp_path, births=TEXTS["births"].replace(right, wrong, 1))


def test_thousands_may_be_separated_in_populations(tmp_path: Path) -> None:
    assert "2A004,2026,75216" in rows(derived(tmp_path)["populations.csv"])


def test_an_event_code_not_yet_known_is_accepted(tmp_path: Path) -> None:
    new_event = MOVEMENTS.replace("\n41,1976-01-01", "\n99,1976-01-01")
    assert "1976-01-01,99,COM,20004,COM,2A004" in rows(derived(tmp_path, movements=new_event)["successions.csv"])


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_missing_source_is_named(tmp_path: Path, name: str) -> None:
    path = Path(SOURCES[name].path)
    message = refusal(tmp_path, **{name: None})
    assert message == f"{path.name} : fichier absent. Placez-le dans {tmp_path / 'sources' / path.parent}."


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name in sorted(SOURCES) for column in SOURCES[name].contract.columns]
)
def test_a_source_without_a_column_of_its_contract_is_refused_with_both_names(
    tmp_path: Path, name: str, column: str
) -> None:
    assert (
        refusal(tmp_path, **{name: without(name, column)})
        == f"{Path(SOURCES[name].path).name} : colonnes absentes : {column}."
    )


@pytest.mark.parametrize(("name", "column"), [("maternities", "n"), ("overseas", "nom_collectivite")])
def test_every_column_that_is_read_is_in_the_contract(tmp_path: Path, name: str, column: str) -> None:
    assert (
        refusal(tmp_path, **{name: without(name, column)})
        == f"{Path(SOURCES[name].path).name} : colonnes absentes : {column}."
    )


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("movements", "32,2016-01-01", "32,01/01/2016"),
        ("movements", "32,2016-01-01", "32,2016-13-01"),
        ("movements", "32,2016-01-01", "32,"),
        ("maternities", "50129,2", "50129,deux"),
        ("maternities", "50129,2", "50129,"),
        ("population_now", ";78258", ";beaucoup"),
        ("population_2013", ";37055", ";x"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_its_file(
    tmp_path: Path, name: str, right: str, wrong: str
) -> None:
    content = TEXTS[name]
    assert right in content
    assert Path(SOURCES[name].path).name in refusal(tmp_path, **{name: content.replace(right, wrong, 1)})


def test_a_vintage_that_the_movements_do_not_lead_to_is_refused(tmp_path: Path) -> None:
    other_name = COMMUNES.replace("Cherbourg-en-Cotentin", "Cherbourg-sur-Mer")
    with pytest.raises(HistoryError, match="COM 50129 : 'Cherbourg-en-Cotentin' au lieu de 'Cherbourg-sur-Mer'"):
        derived(tmp_path, communes=other_name)


def test_old_codes_of_mayotte_must_be_the_communes_of_today(tmp_path: Path) -> None:
    other_commune = TEXTS["asp"].replace("MAMOUDZOU", "ACOUA")
    with pytest.raises(SourceError, match="Mayotte : 98511 ACOUA ne correspond pas à 97611 Mamoudzou"):
        derived(tmp_path, asp=other_commune)


def test_the_manifest_names_every_source_with_its_hash(tmp_path: Path) -> None:
    derived(tmp_path)
    facts = read_reference(tmp_path / "reference")
    assert facts.vintage == VINTAGE
    assert facts.sources.keys() == {source.path for source in SOURCES.values()}
    assert all(len(digest) == 64 for digest in facts.sources.values())


def test_counts_far_from_the_last_references_are_refused_unless_confirmed(tmp_path: Path) -> None:
    reference = tmp_path / "reference"
    derive(write_sources(tmp_path / "sources", NEXT, NEXT_VINTAGE), reference, NEXT_VINTAGE)
    last = {path.name: path.read_bytes() for path in reference.iterdir()}
    many = "".join(f"COM,01{number},84,01,01D,011,0,X,X,Xville {number},0110,\n" for number in range(200, 220))
    sources = write_sources(tmp_path / "more", {**NEXT, "communes": NEXT_COMMUNES + many}, NEXT_VINTAGE)
    with pytest.raises(UnlikelyCountsError) as error:
        derive(sources, reference, NEXT_VINTAGE)
    assert "communes d'aujourd'hui : 32, au lieu de 12 (attendu : de 7 à 17)" in str(error.value)
    assert str(error.value).endswith("relancez avec --confirmer.")
    assert {path.name: path.read_bytes() for path in reference.iterdir()} == last
    derive(sources, reference, NEXT_VINTAGE, confirmed=True)
    assert (reference / "periodes.csv").read_bytes().count(b"Xville") == 20


def test_killed_while_it_writes_a_derivation_leaves_no_mixture_of_two_references(tmp_path: Path) -> None:
    """Whole as it was, whole as it will be, or not readable: never some tables of one and some of the other."""
    sources = write_sources(tmp_path / "sources", NEXT, NEXT_VINTAGE)
    derive(write_sources(sources), tmp_path / "reference", VINTAGE)
    assert interrupted("derive", tmp_path, str(NEXT_VINTAGE)) >= 20
    assert read_reference(tmp_path / "reference").vintage == NEXT_VINTAGE
    assert sorted(path.name for path in (tmp_path / "reference").iterdir()) == sorted([*HEADERS, MANIFEST])
