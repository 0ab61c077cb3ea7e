"""Names as they are written on identity cards, envelopes and forms: one view for each way of writing.

From `questions.md`, "Reading what is written". The births are those drawn, but for the arrondissements; what a form
must be worth is what the plain name is worth on the same births (views "I", with the department, and "I seul").
"""

import random
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from unidecode import unidecode

from tests.evaluation.drawn import Birth, all_births, named_births, postal_code_of
from tests.evaluation.views import Question, View
from tests.property.known import reference
from transcogage.resolution.model import Query

Form = Callable[[Birth, random.Random], str | None]
"""How a birth place is written; None when the form does not suit it."""

NAMES_OF_THEN = {
    "Seine": ("75", date(1968, 1, 1)),
    "Seine-et-Oise": ("78", date(1968, 1, 1)),
    "Corse": ("20", date(1976, 1, 1)),
    "Charente-Inférieure": ("17", date(1941, 9, 4)),
    "Seine-Inférieure": ("76", date(1955, 1, 18)),
    "Loire-Inférieure": ("44", date(1957, 3, 9)),
    "Basses-Pyrénées": ("64", date(1969, 10, 10)),
    "Basses-Alpes": ("04", date(1970, 4, 13)),
    "Côtes-du-Nord": ("22", date(1990, 2, 27)),
}
"""Departments by the names they had until that day (decrees of those days, in the Journal officiel)."""


def capitals(name: str) -> str:
    """A name as identity cards have it: capitals without accents."""
    return unidecode(name).upper()


def _plain(birth: Birth, _: random.Random) -> str:
    return birth.name


def _plain_where(form: Form) -> Form:
    """The name alone, of the births that a form suits."""
    return lambda birth, draw: birth.name if form(birth, draw) else None


def _department_code(birth: Birth, _: random.Random) -> str:
    return f"{capitals(birth.name)} ({birth.department})"


def _department_name(birth: Birth, _: random.Random) -> str | None:
    name = reference().departments.get(birth.department_today)
    return name and f"{birth.name} ({name})"


def _department_name_of_then(birth: Birth, _: random.Random) -> str | None:
    for name, (department, end) in NAMES_OF_THEN.items():
        if department == birth.department and birth.period.end is not None and birth.period.end <= end:
            return f"{birth.name} ({name})"
    return None


def _after_a_comma(birth: Birth, _: random.Random) -> str | None:
    name = reference().departments.get(birth.department_today)
    return name and f"{birth.name}, {name}"


def _envelope(birth: Birth, draw: random.Random) -> str | None:
    code = postal_code_of(birth, draw)
    return code and f"{code} {draw.choice((birth.name, capitals(birth.name)))}"


def _france(birth: Birth, _: random.Random) -> str:
    return f"{capitals(birth.name)} FRANCE"


def _born_at(birth: Birth, draw: random.Random) -> str:
    born = draw.choice(("né", "née", "né(e)", "Né"))
    if birth.name.startswith("Le "):
        return f"{born} au {birth.name[3:]}"
    if birth.name.startswith("Les "):
        return f"{born} aux {birth.name[4:]}"
    return f"{born} à {birth.name}"


def of_the_town(name: str, draw: random.Random) -> str:
    """A name after "de": "du Mans", "des Lilas", "de La Rochelle", "d'Angers"; before an H, either."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    first = unidecode(name[0]).upper()
    if first in "AEIOUY" or (first == "H" and draw.random() < 0.5):
        return f"d'{name}"
    return f"de {name}"


def _maternity(birth: Birth, draw: random.Random) -> str:
    return f"Maternité {of_the_town(birth.name, draw)}"


def _hospital(birth: Birth, draw: random.Random) -> str:
    return f"Hôpital {of_the_town(birth.name, draw)}"


def _teaching_hospital(birth: Birth, draw: random.Random) -> str:
    return f"CHU {of_the_town(birth.name, draw)}"


def _clinic(birth: Birth, draw: random.Random) -> str:
    clinic = draw.choice(("Saint-Jean", "Sainte-Anne", "Pasteur", "du Parc", "des Cèdres", "Belledonne", "Notre-Dame"))
    return f"Clinique {clinic}, {birth.name}"


def _asked(form: Form, with_department: bool, births: Callable[[], tuple[Birth, ...]]) -> Iterator[Question]:
    draw = random.Random(33000)
    for birth in births():
        if written := form(birth, draw):
            department = birth.department if with_department else None
            yield Question(Query(written, birth.period, department), birth.code, birth.people)


def _views(letter: str, title: str, form: Form, alone: bool = True) -> Iterator[View]:
    """The form with the department, then without."""
    yield View(letter, f"{title}, département", partial(_asked, form, True, named_births))
    if alone:
        yield View(f"{letter} seul", f"{title}, rien d'autre", partial(_asked, form, False, named_births))


PLAIN = (
    *_views("I", "le nom seul", _plain),
    *_views(
        "I d'alors", "le nom seul, quand le département a changé de nom", _plain_where(_department_name_of_then), False
    ),
    *_views("I avec postal", "le nom seul, quand la commune a un code postal", _plain_where(_envelope), False),
)
SELF_SUFFICIENT = (
    *_views("I code", "BESANCON (25)", _department_code),
    *_views("I nom", "Besançon (Doubs)", _department_name),
    *_views("I nom d'alors", "Rouen (Seine-Inférieure)", _department_name_of_then),
    *_views("I virgule", "Besançon, Doubs", _after_a_comma),
    *_views("I postal", "25000 Besançon", _envelope),
)
"""Forms that carry the department: asked with it, or without."""

SILENT = (
    *_views("I FRANCE", "BESANCON FRANCE", _france),
    *_views("I né à", "né à Besançon", _born_at),
)
"""Forms that add nothing to the name."""

ESTABLISHMENTS = (
    *_views("M maternité", "Maternité de Besançon", _maternity, alone=False),
    *_views("M hôpital", "Hôpital de Besançon", _hospital, alone=False),
    *_views("M clinique", "Clinique Saint-Jean, Besançon", _clinic, alone=False),
    *_views("M CHU", "CHU de Besançon", _teaching_hospital, alone=False),
)


def _replaced(birth: Birth, draw: random.Random, written: dict[str, tuple[str, ...]]) -> str | None:
    for word, others in written.items():
        if word in birth.name:
            return birth.name.replace(word, draw.choice(others), 1)
    return None


def _shortened(letter: str, title: str, written: dict[str, tuple[str, ...]]) -> View:
    return View(letter, title, partial(_asked, partial(_replaced, written=written), True, all_births))


SHORTENED = (
    _shortened("S /", "Chalon/Saône", {"-sur-": ("/", " / "), "-sous-": ("/",), "-lès-": ("/",)}),
    _shortened("S S", "VITRY S SEINE", {"-sur-": (" S ", " s ", "-S-"), "-sous-": (" S ", " s ")}),
    _shortened("S S/", "FONTENAY S/BOIS", {"-sur-": (" S/", " s/", " S/ "), "-sous-": (" S/", " s/", " S/ ")}),
    _shortened("S ss", "Fontenay ss Bois", {"-sous-": (" ss ", " s/s ", " S/S ", " SS ")}),
)

VIEWS = (*PLAIN, *SELF_SUFFICIENT, *SILENT, *ESTABLISHMENTS, *SHORTENED)
