"""The key of a name, whatever is written."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.property.known import reference
from tests.property.strategies import any_text, known_names, thorough
from transcogage.resolution.departments import department_of
from transcogage.resolution.names import key, plain_words, simplified_keys

FRENCH_LETTERS = "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöœæùûüÿ0123456789'’-.,/()"
NO_DIGITS = dict.fromkeys(map(ord, "0123456789"))
FRENCH_WORDS = st.lists(st.text(FRENCH_LETTERS, min_size=1, max_size=12), min_size=1, max_size=4)


def every_name() -> set[str]:
    names = {row.name for row in reference().periods} | {row.label for row in reference().postal_names if row.label}
    assert len(names) > 42_000
    return names


def test_the_key_of_every_real_name_is_its_own_key() -> None:
    assert [name for name in every_name() if key(key(name)) != key(name) or not key(name)] == []


@pytest.mark.parametrize(
    "written",
    [
        str.upper,
        str.lower,
        str.title,
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: unicodedata.normalize("NFKC", name),
        lambda name: name.replace("-", " ").replace("'", "’"),
        lambda name: f" {name.replace(' ', '  ')}\t",
        lambda name: name.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE"),
        lambda name: "".join(
            letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)
        ),
    ],
    ids=["upper", "lower", "title", "decomposed", "composed", "punctuation", "spaces", "ligatures", "accents"],
)
def test_case_accents_ligatures_and_punctuation_do_not_count_in_any_real_name(written: Callable[[str], str]) -> None:
    different = [name for name in every_name() if key(written(name)) != key(name)]
    assert different == []


def test_the_keys_of_one_department_tell_its_communes_of_today_apart() -> None:
    """Names that differ have keys that differ: the normalisation merges no two communes of today."""
    seen: dict[tuple[str, str], str] = {}
    for row in reference().periods:
        if row.entity.kind == "COM" and row.period.end is None:
            where = department_of(row.entity.code), key(row.name)
            assert where not in seen, (row.name, seen[where])
            seen[where] = row.name


@given(any_text)
@thorough
def test_no_text_makes_the_key_fail_and_it_is_plain_words(text: str) -> None:
    found = key(text)
    assert found.isascii()
    assert found == found.lower().strip()
    assert all(word.isalnum() for word in found.split(" ")) or found == ""


@given(any_text)
@thorough
def test_plain_words_of_plain_words_are_the_same(text: str) -> None:
    assert plain_words(plain_words(text)) == plain_words(text)


@given(FRENCH_WORDS)
@thorough
def test_case_and_spaces_never_count_in_french_text(words: list[str]) -> None:
    assert key(" ".join(words).upper()) == key(f"  {'   '.join(words)} ")


@given(st.lists(st.text(FRENCH_LETTERS.translate(NO_DIGITS), min_size=1, max_size=12), min_size=1, max_size=4))
@thorough
def test_the_key_of_a_key_without_digits_is_itself(words: list[str]) -> None:
    """But for two articles in a row at the end: only one comes first, so a second reading would turn them again."""
    words = plain_words(" ".join(words)).split()
    assume(not {"le", "la", "les", "l"} & set(words[-2:-1]))
    assert key(key(" ".join(words))) == key(" ".join(words))


@given(known_names, st.text(st.characters(categories=["Cc", "Zs"]), max_size=20))
@thorough
def test_control_characters_and_spaces_around_a_name_do_not_count(known: tuple[str, str], noise: str) -> None:
    assert key(f"{noise}{known[0]}{noise}") == key(known[0])


@given(any_text)
@thorough
def test_simplified_keys_are_always_new_and_never_empty(text: str) -> None:
    found = list(simplified_keys(text, key(text)))
    assert len(set(found)) == len(found)
    assert not {"", key(text)} & set(found)


@pytest.mark.parametrize("character", ["a", " ", "-", "(", "é", "1", "\x00", "東", "s/", "Paris 1", "\U0001f600"])
def test_ten_thousand_characters_are_read(character: str) -> None:
    text = (character * 10_000)[:10_000]
    assert len(key(text)) <= 80_000
    assert all(simplified_keys(text, key(text)))
