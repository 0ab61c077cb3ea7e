"""The sentence an agent reads: the answer, why, and what to do next; in French, without any value of the caller's."""

import pytest

from tests.resolution.asking import Ask, codes, notes
from transcogage.resolution import registry
from transcogage.resolution.answer import Answer
from transcogage.resolution.model import NoteCode
from transcogage.resolution.sentences import MESSAGES


def texts(answer: Answer) -> list[str]:
    """Everything an agent reads in an answer."""
    return [
        answer.explanation,
        *(note.message for note in answer.notes),
        *(alternative.reason for alternative in answer.alternatives),
    ]


def test_a_certain_answer_says_that_no_other_place_is_possible(ask: Ask) -> None:
    answer = ask("Gennevilliers", "1960", "92")
    assert answer.explanation.startswith("Gennevilliers (75036) : ")
    assert answer.explanation.endswith("Aucun autre lieu n'est possible.")


def test_a_probable_answer_names_the_other_places(ask: Ask) -> None:
    answer = ask("Cherbourg-Octeville", "1990", "50")
    assert answer.status == "probable"
    assert answer.explanation.startswith("Cherbourg (50129), très probablement : ")
    assert answer.explanation.endswith("Autre lieu possible : Octeville (50383).")


def test_an_ambiguous_answer_names_the_best_places_first(ask: Ask) -> None:
    answer = ask("Brest", "1930", "29")
    assert answer.status == "ambigu"
    named = [code for code in codes(answer) if f"({code})" in answer.explanation]
    assert named == codes(answer)[:4]
    assert answer.explanation.startswith("Plusieurs lieux sont possibles, d'abord Brest (29019)")


def test_many_places_are_cut_short_by_an_ellipsis(ask: Ask) -> None:
    answer = ask("Segré-en-Anjou Bleu", "1960", "49")
    assert len(answer.candidates) > 10
    assert answer.explanation.count("(49") == 4
    assert answer.explanation.endswith("…")


def test_a_single_doubtful_place_is_not_said_to_be_several(ask: Ask) -> None:
    answer = ask("Gennevilier", "1980", "92")
    assert (answer.status, codes(answer)) == ("ambigu", ["92036"])
    assert "Gennevilliers (92036)" in answer.explanation
    assert "Plusieurs lieux" not in answer.explanation
    assert answer.explanation.endswith("vérifiez le nom et le département.")


def test_a_city_without_arrondissement_asks_for_it(ask: Ask) -> None:
    for city, department in (("Paris", "75"), ("Lyon", "69"), ("Marseille", "13")):
        assert "arrondissement : demandez lequel" in ask(city, "2010", department).explanation


def test_an_arrondissement_already_named_is_not_asked_for_again(ask: Ask) -> None:
    for name, date, department in (("Marseille 5e", "1950", "13"), ("Lyon 8e", "1958", "69")):
        answer = ask(name, date, department)
        assert answer.status == "ambigu"
        assert "demandez" not in " ".join(texts(answer))


def test_french_algeria_says_the_country_to_use_and_that_there_is_no_commune(ask: Ask) -> None:
    answer = ask("Oran", "1950", "92")
    assert answer.explanation.startswith("Algérie (99352)")
    assert "sans commune" in " ".join(texts(answer))


def test_an_unknown_name_asks_to_check_everything_and_one_of_elsewhere_the_department(ask: Ask) -> None:
    assert ask("Qwertyuiop", "1980", "31").explanation.endswith("Vérifiez le nom, le département et l'année.")
    assert ask("Vendôme", "1980", "45").explanation.endswith("vérifiez le département.")


def test_every_note_has_its_own_sentence() -> None:
    assert MESSAGES.keys() == set(NoteCode)
    assert len(set(MESSAGES.values())) == len(MESSAGES)
    for message in MESSAGES.values():
        assert message[0].isupper()
        assert message.endswith(".")
        assert "{" not in message


@pytest.mark.parametrize(
    ("name", "date", "department", "status"),
    [
        ("Gennevillierz", "1960", "92", "ambigu"),
        ("Zzyzxville", "1960", "92", "introuvable"),
        ("PARIS XIV ARRONDISSEMANT", "1980", "75", "ambigu"),
        ("  gENNEVILLIERS ", "1960", "92", "ambigu"),
        ("Bourg  (Zzyzx)", "1960", "01", "ambigu"),
        ("<script>alert(1)</script>", "1980", "31", "introuvable"),
        ("Orann", "1950", "92", "ambigu"),
        ("aNNECY", "1980", "74", "ambigu"),
    ],
)
def test_no_message_holds_a_value_of_the_callers(ask: Ask, name: str, date: str, department: str, status: str) -> None:
    answer = ask(name, date, department, postal_code="00988", current_code="00977")
    assert answer.status == status
    for text in texts(answer):
        for value in (name, name.strip(), "zzyzx", "Zzyzx", "<script>", "00988", "00977"):
            assert value not in text


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (NoteCode.MARSEILLE_BEFORE_1998, f"Avant {registry.MARSEILLE_UNSURE_FROM.year},"),
        (
            NoteCode.MARSEILLE_1998_2000,
            f"Entre {registry.MARSEILLE_UNSURE_FROM.year} et {registry.MARSEILLE_BY_ARRONDISSEMENT_FROM.year - 1},",
        ),
        (
            NoteCode.MAYOTTE_2008_2011,
            f"Entre {registry.MAYOTTE_UNSURE_FROM.year} et {registry.MAYOTTE_NEW_CODES_FROM.year},",
        ),
        (NoteCode.ANTILLES_2007_2008, f"En {registry.ANTILLES_NEW_CODES_FROM.year},"),
        (
            NoteCode.FRENCH_ALGERIA,
            f"Jusqu'au {registry.ALGERIAN_INDEPENDENCE.day - 1} juillet {registry.ALGERIAN_INDEPENDENCE.year}, "
            f"les numéros {min(registry.ALGERIAN_DEPARTMENTS)} à {max(registry.ALGERIAN_DEPARTMENTS)}",
        ),
    ],
)
def test_the_years_and_numbers_in_the_messages_are_those_of_the_registry(note: NoteCode, said: str) -> None:
    assert MESSAGES[note].startswith(said)


def test_one_place_that_is_not_sure_asks_to_check_the_name(ask: Ask) -> None:
    answer = ask("du Havre", "1980", "76")
    assert (answer.status, len(answer.candidates)) == ("probable", 1)
    assert answer.explanation.endswith("Vérifiez le nom.")


def test_three_other_places_are_named_and_more_are_hinted_at(ask: Ask) -> None:
    answer = ask("Annecy", "1980", "74")
    assert len(answer.candidates) > 5
    three, four = (answer._replace(candidates=answer.candidates[:count]).explanation for count in (4, 5))
    assert three.endswith("Autres lieux possibles : Seynod (74268), Annecy-le-Vieux (74011), Cran-Gevrier (74093).")
    assert four == f"{three[:-1]}…"


def test_an_arrondissement_is_asked_for_among_three_or_more(ask: Ask) -> None:
    """Two are those that a name of an arrondissement leaves, before it was drawn out of the other."""
    answer = ask("Lyon", "1980", "69")
    two, three = (answer._replace(candidates=answer.candidates[:count]) for count in (2, 3))
    assert ["demandez lequel" in one.explanation for one in (two, three)] == [False, True]
    assert ["ARRONDISSEMENT_A_PRECISER" in notes(one) for one in (two, three)] == [False, True]
