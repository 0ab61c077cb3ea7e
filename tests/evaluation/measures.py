"""Every view, measured: those on real births, those that questions as people put them are made of, the searches."""

from functools import partial

from tests.evaluation import arrondissement_forms, forms, questions_asked, searches
from tests.evaluation.scores import Score, score_view
from tests.evaluation.views import VIEWS, View
from transcogage.resolution.index import Index
from transcogage.resolution.resolver import resolve

ASKED = (*questions_asked.VIEWS, *forms.VIEWS, *arrondissement_forms.VIEWS)
"""Questions as people put them."""

SEARCHES = {
    "X": ("noms usuels de pays, en 2005", searches.usual_countries),
    "L": ("noms de plusieurs communes de 1980, tapés en entier", searches.names_in_full),
}
"""What is typed to find a place: letter, title, and what measures it."""

TITLES = {view.letter: view.title for view in (*VIEWS, *ASKED)} | {
    letter: title for letter, (title, _) in SEARCHES.items()
}


def measure(index: Index, *views: View) -> dict[str, Score]:
    """The scores of these views, by letter."""
    return {view.letter: score_view(view.questions(), partial(resolve, index)) for view in views}


def measure_searches(index: Index) -> dict[str, Score]:
    """The scores of the searches, by letter."""
    return {letter: search(index) for letter, (_, search) in SEARCHES.items()}


def measure_all(index: Index) -> dict[str, Score]:
    """Every score, by letter."""
    return measure(index, *VIEWS, *ASKED) | measure_searches(index)
