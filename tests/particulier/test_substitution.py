"""From the answer of the resolution to what is sent, on the real data."""

import pytest

from tests.particulier.calls import encoded
from transcogage.document.answer import answer_document
from transcogage.particulier.birth import birth_to_resolve
from transcogage.particulier.contract import V3
from transcogage.particulier.query_string import QueryString
from transcogage.particulier.refusals import RefusalCode, RefusalError
from transcogage.particulier.substitution import IfAmbiguous, Substitution, substitute
from transcogage.resolution.index import Index
from transcogage.resolution.resolver import resolve

COMMUNE, COUNTRY = "codeCogInseeCommuneNaissance", "codeCogInseePaysNaissance"


def sent(
    index: Index, place: tuple[str, int, str], if_ambiguous: IfAmbiguous | None = None, country: str | None = None
) -> Substitution:
    name, year, department = place
    given = {
        "nomCommuneNaissance": name,
        "codeCogInseeDepartementNaissance": department,
        "anneeDateNaissance": str(year),
    }
    if country is not None:
        given[COUNTRY] = country
    query = QueryString(encoded(given.items()).encode())
    question = birth_to_resolve(query, V3.birth)
    assert question is not None
    answer = resolve(index, question)
    return substitute(
        query, V3.birth, answer, if_ambiguous, lambda answer: dict(answer_document(answer, index.release))
    )


def refused(
    index: Index, place: tuple[str, int, str], if_ambiguous: IfAmbiguous | None = None, country: str | None = None
) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        sent(index, place, if_ambiguous, country)
    return caught.value


def test_the_code_is_that_of_the_birth_and_the_country_is_added(index: Index) -> None:
    found = sent(index, ("Gennevilliers", 1960, "92"))
    assert found.query_string == f"{COMMUNE}=75036&{COUNTRY}=99100&anneeDateNaissance=1960".encode()
    assert found.headers == {
        "X-Transcogage-Statut": "certain",
        "X-Transcogage-Score": "1.0",
        "X-Transcogage-Code": "75036",
        "X-Transcogage-Code-Transmis": "75036",
    }


def test_a_country_given_stays_where_it_is(index: Index) -> None:
    found = sent(index, ("Gennevilliers", 1960, "92"), country="99100")
    assert found.query_string == f"{COMMUNE}=75036&anneeDateNaissance=1960&{COUNTRY}=99100".encode()


def test_a_probable_place_is_sent(index: Index) -> None:
    found = sent(index, ("Annecy", 1975, "74"))
    assert found.headers["X-Transcogage-Statut"] == "probable"
    assert found.headers["X-Transcogage-Code"] == "74010"
    assert 0.9 <= float(found.headers["X-Transcogage-Score"]) < 1


@pytest.mark.parametrize(
    ("place", "code", "accepted"),
    [(("Ajaccio", 1960, "2A"), "20004", "2A004"), (("Bastia", 1970, "20"), "20033", "2B033")],
)
def test_a_corsican_code_of_before_1976_is_sent_as_upstream_accepts_it(
    index: Index, place: tuple[str, int, str], code: str, accepted: str
) -> None:
    found = sent(index, place)
    assert f"{COMMUNE}={accepted}&".encode() in found.query_string
    assert found.headers["X-Transcogage-Code"] == code
    assert found.headers["X-Transcogage-Code-Transmis"] == accepted


def test_corsica_from_1976_needs_nothing_special(index: Index) -> None:
    found = sent(index, ("Ajaccio", 1980, "2A"))
    assert found.headers["X-Transcogage-Code"] == found.headers["X-Transcogage-Code-Transmis"] == "2A004"


def test_an_ambiguous_place_is_refused_with_its_candidates(index: Index) -> None:
    error = refused(index, ("Bors", 1980, "16"))
    assert (error.code, error.parameter, error.status) == (RefusalCode.AMBIGUOUS, "nomCommuneNaissance", 422)
    assert [candidate["code"] for candidate in error.meta["candidats"]] == ["16052", "16053"]
    assert error.meta["statut"] == error.headers["X-Transcogage-Statut"] == "ambigu"
    assert error.meta["provider"] == "Transcogage"


def test_a_place_of_another_department_is_refused_as_ambiguous(index: Index) -> None:
    error = refused(index, ("Vendôme", 1980, "45"))
    assert (error.code, error.status) == (RefusalCode.AMBIGUOUS, 422)
    assert [candidate["code"] for candidate in error.meta["candidats"]] == ["41269"]


def test_an_unknown_place_is_refused(index: Index) -> None:
    error = refused(index, ("Qwertyuiop", 1980, "45"))
    assert (error.code, error.status) == (RefusalCode.NOT_FOUND, 422)


def test_an_ambiguous_place_may_be_left_out(index: Index) -> None:
    found = sent(index, ("Bors", 1980, "16"), IfAmbiguous.OMIT)
    assert found.query_string == f"{COUNTRY}=99100&anneeDateNaissance=1980".encode()
    assert found.headers == {"X-Transcogage-Statut": "ambigu", "X-Transcogage-Score": "0.9042"}


def test_an_unknown_place_may_be_left_out(index: Index) -> None:
    found = sent(index, ("Qwertyuiop", 1980, "45"), IfAmbiguous.OMIT, country="99100")
    assert found.query_string == f"anneeDateNaissance=1980&{COUNTRY}=99100".encode()
    assert found.headers["X-Transcogage-Statut"] == "introuvable"


def test_the_best_of_an_ambiguous_place_may_be_sent(index: Index) -> None:
    found = sent(index, ("Bors", 1980, "16"), IfAmbiguous.BEST)
    assert found.headers["X-Transcogage-Statut"] == "ambigu"
    assert found.headers["X-Transcogage-Code"] == "16052"
    assert f"{COMMUNE}=16052&".encode() in found.query_string


def test_an_unknown_place_has_no_best(index: Index) -> None:
    assert refused(index, ("Qwertyuiop", 1980, "45"), IfAmbiguous.BEST).code is RefusalCode.NOT_FOUND


@pytest.mark.parametrize("if_ambiguous", [None, IfAmbiguous.OMIT, IfAmbiguous.BEST])
@pytest.mark.parametrize("country", ["", "99100"])
def test_french_algeria_is_refused_with_the_country_to_give(
    index: Index, if_ambiguous: IfAmbiguous | None, country: str
) -> None:
    error = refused(index, ("Alger", 1950, "91"), if_ambiguous, country)
    assert (error.code, error.parameter) == (RefusalCode.FORMER_TERRITORY, COUNTRY)
    assert "Algérie" in error.detail
    assert error.detail.endswith(
        f"Remplacez nomCommuneNaissance et codeCogInseeDepartementNaissance par {COUNTRY}=99352."
    )


def test_a_country_in_doubt_is_not_guessed_when_the_commune_is_left_out(index: Index) -> None:
    tizi_ouzou = ("Tizi Ouzou", 1950, "93")
    error = refused(index, tizi_ouzou, IfAmbiguous.OMIT)
    assert (error.code, error.parameter) == (RefusalCode.MISSING, COUNTRY)
    assert "99352" in error.detail
    told = sent(index, tizi_ouzou, IfAmbiguous.OMIT, country="99100")
    assert told.query_string == f"anneeDateNaissance=1950&{COUNTRY}=99100".encode()
