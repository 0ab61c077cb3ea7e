"""An arrondissement has one key in every form of the registry and of La Poste (domain.md, section 4.4)."""

import pytest

from transcogage.resolution.names import key

# fmt: off
WORDS = [
    "PREMIER", "DEUXIEME", "TROISIEME", "QUATRIEME", "CINQUIEME", "SIXIEME", "SEPTIEME", "HUITIEME", "NEUVIEME",
    "DIXIEME", "ONZIEME", "DOUZIEME", "TREIZIEME", "QUATORZIEME", "QUINZIEME", "SEIZIEME", "DIX-SEPTIEME",
    "DIX-HUITIEME", "DIX-NEUVIEME", "VINGTIEME",
]
ROMANS = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
    "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
]
# fmt: on
NUMBERS = range(1, 21)


def forms(number: int) -> list[str]:
    """Every way of writing the number of an arrondissement."""
    word, roman = WORDS[number - 1], ROMANS[number - 1]
    suffix = "ER" if number == 1 else "EME"
    return [
        f" {number}",
        f"{number}",
        f" {number:02d}",
        f"-{number}",
        f".{number}",
        f", {number}",
        f" {number}E",
        f" {number}{suffix}",
        f" {number} {suffix}",
        f" {number}°",
        f" {number}{suffix} ARRONDISSEMENT",
        f" {number} {suffix} ARRONDISSEMENT",
        f" {number}e Arrondissement",
        f" {number}e arrdt",
        f" {number}e arr.",
        f" {number}ème arrondissement",
        f" ({number}{suffix} ARRONDISSEMENT)",
        f"({number}{suffix} ARRONDIS",
        f" - {number}{suffix} ARRONDISSEMENT",
        f" CEDEX {number:02d}",
        f" {roman}",
        f" {roman}E",
        f" {roman}{suffix}",
        f" {roman} {suffix} ARRONDISSEMENT",
        f" {roman}e arrondissement",
        f" {word}",
        f" ({word})",
        f" {word.replace('-', ' ')}",
        f" {word.replace('-', '')}",
        f" {word} ARRONDISSEMENT",
        f" ({word} ARRONDISSEMENT)",
        f"-{word} ARRONDISSEMENT",
    ]


@pytest.mark.parametrize(
    ("city", "number"),
    [
        (city, number)
        for city, last in {"PARIS": 20, "LYON": 9, "MARSEILLE": 16}.items()
        for number in range(1, last + 1)
    ],
)
def test_every_form_of_an_arrondissement_has_the_same_key(city: str, number: int) -> None:
    keys = {form: key(f"{city}{form}") for form in forms(number)}
    assert keys == dict.fromkeys(forms(number), f"{city.lower()} {number}")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("city", ["PARIS", "LYON", "MARSEILLE"])
def test_an_arrondissement_cut_at_30_characters_keeps_its_number(city: str, number: int) -> None:
    for separator in (" ", " - ", "-"):
        cut = f"{city}{separator}{WORDS[number - 1]} ARRONDISSEMENT"[:30]
        assert key(cut) == f"{city.lower()} {number}"


@pytest.mark.parametrize(
    "spelling",
    ["PARIS QUATORXIEME", "PARIS QUATORZIEM", "PARIS 14E ARRONDISEMENT", "PARIS 14 E ARRONDISSMENT", "A PARIS 14"],
)
def test_a_misspelt_arrondissement_keeps_its_number(spelling: str) -> None:
    assert key(spelling) == "paris 14"


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("PARIS SECOND ARRONDISSEMENT", "paris 2"),
        ("PARIS ONZIME", "paris 11"),  # six letters, a letter away from an ordinal
        ("PARIS SECON", "paris secon"),  # five are too few to tell
        ("PARIS QUATORXIENE", "paris quatorxiene"),  # two letters away
        ("PARIS 14 AR", "paris 14"),
        ("PARIS 14 ARR SEINE", "paris 14"),
        ("PARIS 14 XY", "paris 14 xy"),
        ("PARIS 14 CEDEX", "paris 14"),
        ("PARIS 14 ARXO", "paris 14"),  # six tenths of the letters of "arrond"
        ("PARIS 14 ARXOX", "paris 14 arxox"),  # fewer
    ],
)
def test_what_may_be_misspelt_or_follow_a_number_is_bounded(spelling: str, expected: str) -> None:
    assert key(spelling) == expected


def test_a_misspelt_city_keeps_its_number() -> None:
    assert key("PARISS 14EME ARRONDISSEMENT") == "pariss 14"


@pytest.mark.parametrize(
    "name", ["Paris", "Parisot", "Lyons-la-Forêt", "Le Touquet-Paris-Plage", "Lyon-Vaise", "Paris-l'Hôpital"]
)
def test_a_name_that_starts_as_a_city_is_not_an_arrondissement(name: str) -> None:
    assert not any(character.isdigit() for character in key(name))


@pytest.mark.parametrize("spelling", ["Paris 21", "Paris 0", "PARIS 200", "PARIS 75014", "Paris 14 rue de Rivoli"])
def test_a_number_that_is_no_arrondissement_is_not_read_as_one(spelling: str) -> None:
    assert key(spelling) not in {f"paris {number}" for number in NUMBERS}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_roman_numeral_with_ieme_is_never_another_arrondissement(number: int) -> None:
    """ "XIIIEME" may be XIII-EME or XII-IEME; "XIXIEME" is nothing but the nineteenth."""
    roman = ROMANS[number - 1]
    spelling = f"PARIS {roman}IEME"
    possible = {spelling.lower(), f"paris {number}"}
    if f"{roman}I" in ROMANS:
        possible.add(f"paris {ROMANS.index(f'{roman}I') + 1}")
    assert key(spelling) in possible


@pytest.mark.parametrize("spelling", ["PARIS FIXIEME", "PARIS NEUXIEME", "PARIS DEXIEME"])
def test_a_word_as_near_to_two_ordinals_is_read_as_neither(spelling: str) -> None:
    """SIXIEME or DIXIEME, DEUXIEME or NEUVIEME, DEUXIEME or DIXIEME."""
    assert key(spelling) == spelling.lower()


@pytest.mark.parametrize(
    "spelling", ["PARIS 1 4", "PARIS 5 OU 6", "PARIS 12/13", "PARIS 2E ET 3E", "PARIS 12 13", "PARIS 10 A 12"]
)
def test_two_numbers_are_not_read_as_the_first(spelling: str) -> None:
    assert key(spelling) not in {f"paris {number}" for number in NUMBERS}
