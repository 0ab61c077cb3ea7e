"""An answer becomes exactly the JSON of the contract. Places and events here are real; answers are put together."""

import json
from datetime import UTC, date, datetime

from transcogage.document.answer import answer_document, to_json
from transcogage.http.endpoints.release import release_document
from transcogage.resolution.answer import Answer
from transcogage.resolution.events import event_label
from transcogage.resolution.model import Birthplace, Candidate, Event, NoteCode, Period, Query, Relation, Status
from transcogage.resolution.release import Release

RELEASE = Release(
    vintage=2026,
    version="2026-0123456789",
    built_at=datetime(2026, 3, 1, 8, 30, tzinfo=UTC),
    sources={"insee/2026/v_commune_2026.csv": "f" * 64},
    counts={"places": 2, "answers": 3},
)
QUESTION = Query("Cherbourg-en-Cotentin", Period.of_year(1980), "50")
CHERBOURG = Candidate(
    Birthplace(
        "50129",
        "COM",
        "Cherbourg",
        "50",
        Period(None, date(2000, 2, 28)),
        lineage=(
            Event(date(2000, 2, 28), "31", "50129", "Cherbourg-Octeville"),
            Event(date(2016, 1, 1), "32", "50129", "Cherbourg-en-Cotentin"),
        ),
    ),
    0.93124,
    Relation.CURRENT_NAME,
)
TOURLAVILLE = Candidate(
    Birthplace("50602", "COM", "Tourlaville", "50", Period(None, date(2016, 1, 1))), 0.06876, Relation.CURRENT_NAME
)


def rendered(answer: Answer) -> object:
    return json.loads(to_json(answer_document(answer, RELEASE)))


def test_a_given_code_comes_with_its_place_and_everything_else_possible() -> None:
    answer = Answer(QUESTION, Status.PROBABLE, (CHERBOURG, TOURLAVILLE), frozenset({NoteCode.CHANGE_DURING_PERIOD}))
    cherbourg = {
        "code": "50129",
        "nom": "Cherbourg",
        "type": "COM",
        "code_departement": "50",
        "date_debut": "1943-01-01",
        "date_fin": "2000-02-28",
    }
    assert rendered(answer) == {
        "statut": "probable",
        "code_cog_insee_commune_naissance": "50129",
        "code_cog_insee_pays_naissance": "99100",
        "score": 0.9312,
        "commune": cherbourg,
        "candidats": [
            cherbourg
            | {
                "score": 0.9312,
                "relation": "nom_actuel",
                "filiation": [
                    {
                        "date": "2000-02-28",
                        "evenement": "31",
                        "libelle": "Fusion simple",
                        "vers": {"code": "50129", "nom": "Cherbourg-Octeville"},
                    },
                    {
                        "date": "2016-01-01",
                        "evenement": "32",
                        "libelle": "Création de commune nouvelle",
                        "vers": {"code": "50129", "nom": "Cherbourg-en-Cotentin"},
                    },
                ],
            },
            {
                "code": "50602",
                "nom": "Tourlaville",
                "type": "COM",
                "code_departement": "50",
                "date_debut": "1943-01-01",
                "date_fin": "2016-01-01",
                "score": 0.0688,
                "relation": "nom_actuel",
                "filiation": [],
            },
        ],
        "codes_alternatifs": [],
        "explication": answer.explanation,
        "lecture": {
            "nom": "Cherbourg-en-Cotentin",
            "departement": "50",
            "code_postal": None,
            "code_commune": None,
            "pays": None,
            "arrondissement": None,
        },
        "avertissements": [
            {
                "code": "CHANGEMENT_EN_COURS_DE_PERIODE",
                "message": "Le code a changé pendant la période donnée : précisez le mois et le jour de naissance.",
            }
        ],
        "donnees": {"millesime": 2026, "version": "2026-0123456789"},
    }


def test_without_a_code_there_is_no_place_but_candidates() -> None:
    document = answer_document(Answer(QUESTION, Status.AMBIGUOUS, (CHERBOURG, TOURLAVILLE)), RELEASE)
    assert document["commune"] is None
    assert document["code_cog_insee_commune_naissance"] is None
    assert [candidate["code"] for candidate in document["candidats"]] == ["50129", "50602"]


def test_another_code_of_the_same_birth_is_given_with_its_use() -> None:
    ajaccio = Birthplace(
        "20004", "COM", "Ajaccio", "20", Period(None, date(1976, 1, 1)), later_codes=frozenset({"20004", "2A004"})
    )
    question = Query("Ajaccio", Period.of_year(1970), "2A")
    document = answer_document(
        Answer(question, Status.CERTAIN, (Candidate(ajaccio, 1.0, Relation.NAME_AT_BIRTH),)), RELEASE
    )
    (other,) = document["codes_alternatifs"]
    assert (other["code"], other["usage"]) == ("2A004", "api_particulier")
    assert "API Particulier refuse" in other["motif"]


def test_a_current_period_has_no_end() -> None:
    place = Birthplace("50129", "COM", "Cherbourg-en-Cotentin", "50", Period(date(2016, 1, 1), None))
    candidate = Candidate(place, 1.0, Relation.NAME_AT_BIRTH)
    document = answer_document(Answer(QUESTION, Status.CERTAIN, (candidate,)), RELEASE)
    assert (document["commune"]["date_debut"], document["commune"]["date_fin"]) == ("2016-01-01", None)


def test_a_release_says_where_it_comes_from() -> None:
    assert json.loads(to_json(release_document(RELEASE))) == {
        "millesime": 2026,
        "version": "2026-0123456789",
        "date_construction": "2026-03-01T08:30:00+00:00",
        "sources": [{"fichier": "insee/2026/v_commune_2026.csv", "sha256": "f" * 64}],
        "nombres": {"answers": 3, "places": 2},
    }


def test_an_event_of_a_kind_insee_may_add_is_named_by_its_number() -> None:
    assert event_label("41") == "Changement de code dû à un changement de département"
    assert event_label("99") == "Événement de type 99"
