"""Every answer says how the name given leads to the place, and its sentence gives the same reason."""

import pytest

from tests.resolution.asking import Ask
from transcogage.resolution.model import Relation


@pytest.mark.parametrize(
    ("name", "date", "department", "relation", "reason"),
    [
        ("Châlons-sur-Marne", "1980", "51", Relation.NAME_AT_BIRTH, "le nom de la commune à la naissance"),
        ("Châlons-en-Champagne", "1980", "51", Relation.CURRENT_NAME, "celui d'aujourd'hui"),
        ("Coulonges-en-Tardenois", "1950", "02", Relation.LATER_NAME, "apparu après la naissance"),
        ("Châlons-sur-Marne", "2005", "51", Relation.EARLIER_NAME, "plus ancien que la naissance"),
        ("Caudéran", "1975", "33", Relation.EARLIER_NAME, "plus ancien que la naissance"),
        ("Tourlaville", "2018", "50", Relation.DELEGATED, "commune déléguée"),
        ("Hellemmes-Lille", "1990", "59", Relation.ASSOCIATED, "commune associée"),
        ("Paris 14", "1980", "75", Relation.ARRONDISSEMENT, "par arrondissement"),
        ("Bors de Baignes", "1990", "16", Relation.POSTAL_LABEL, "libellé de La Poste"),
        ("Mans", "1980", "72", Relation.SHORT_NAME, "forme abrégée"),
        ("Toulouze", "1980", "31", Relation.SIMILAR, "le plus proche"),
    ],
)
def test_the_relation_is_the_reason_given(
    ask: Ask, name: str, date: str, department: str, relation: Relation, reason: str
) -> None:
    answer = ask(name, date, department)
    assert answer.candidates[0].relation is relation
    assert reason in answer.explanation
