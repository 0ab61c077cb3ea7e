"""What is broken, and by which tests it must be held: a module added here has all its constants covered.

The tests are run in this order, up to the first that fails: those that fail soonest come first.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT

CORE = ROOT / "service" / "transcogage" / "resolution"
PIPELINE = ROOT / "data_pipeline" / "transcogage_data"

ANSWERS = ("tests/resolution",)
BUILT = ("tests/pipeline/test_registry_rules.py", "tests/pipeline/test_weights.py")
"""They build a database of a few communes, so that what acts when it is built is seen."""


@dataclass(frozen=True, slots=True)
class Place:
    """A module whose rules are broken one at a time: its constants, and the numbers and conditions of the functions
    that state rules (None: of all). `harmless`: the changes after which every answer is the same, and why.
    """

    module: Path
    tests: tuple[str, ...]
    functions: Container[str] | None = ()
    harmless: Mapping[str, str] = field(default_factory=dict)


ONE_HAS_NO_DOUBT = "one candidate has no doubt to be noted: it is only looked at for nothing"

SAME_BY_THE_LONG_WAY = "a span that holds all the days asked is the only one that weighs"

SAME_DAY = "the rules of Mayotte and of the Antilles change on one day, the first of 2008"
ONE_PERIOD = "a code that is used after its end had one period only"

PLACES = (
    Place(CORE / "policy.py", (*BUILT, *ANSWERS), functions=None),
    Place(
        CORE / "registry.py",
        (
            *BUILT,
            *ANSWERS,
            "tests/pipeline/test_history.py",
            "tests/pipeline/test_supplements.py",
            "tests/pipeline/test_derive.py",
        ),
        functions=None,
    ),
    Place(
        CORE / "sentences.py",
        ANSWERS,
        functions=None,
        harmless={
            "len(candidates) > 1 becomes len(candidates) >= 1": ONE_HAS_NO_DOUBT,
            "1 becomes 0 in if len(candidates) > 1:": ONE_HAS_NO_DOUBT,
        },
    ),
    Place(CORE / "answer.py", ANSWERS, functions=None),
    Place(
        CORE / "matching.py",
        ANSWERS,
        functions=None,
        harmless={
            "span.start <= first becomes span.start < first": SAME_BY_THE_LONG_WAY,
            "last <= span.end becomes last < span.end": SAME_BY_THE_LONG_WAY,
            "score > heaviest becomes score >= heaviest": "of two forms as heavy, either may be kept",
            "1 becomes 2 in alone = len(found) == 1": "of two codes in a year, none weighs more than 364 days",
        },
    ),
    Place(CORE / "resolver.py", ANSWERS, functions=None),
    Place(
        CORE / "evidence.py",
        ANSWERS,
        functions={
            "or_elsewhere",
            "in_overseas_group",
            "both_departments",
            "with_hints",
            "_or_where_codes_say",
            "_kept",
        },
    ),
    Place(CORE / "abroad.py", ANSWERS, functions={"born_abroad", "or_abroad", "_country_given", "_is_of_algeria"}),
    Place(CORE / "place_text.py", ANSWERS),
    Place(
        CORE / "place_pieces.py", ANSWERS, functions={"_arrondissement", "arrondissement_of", "arrondissement_alone"}
    ),
    Place(CORE / "said_before.py", ANSWERS),
    Place(CORE / "similar.py", ANSWERS, functions={"most_edits"}),
    Place(
        CORE / "countries.py",
        ANSWERS,
        functions={"search", "named", "of_code", "_ranked", "_near", "_during", "_read", "_found"},
    ),
    Place(CORE / "names.py", ANSWERS),
    Place(
        CORE / "arrondissements.py",
        ANSWERS,
        functions={"_misspelt_ordinal", "_may_follow_a_number"},
        harmless={
            "2 becomes 3 in near = extract(word, list(_BY_WORD), scorer=OSA.distance, score_cutoff=1, limit=2)": (
                "two near words are as unsure as three"
            )
        },
    ),
    Place(CORE / "departments.py", ANSWERS),
    Place(CORE / "model.py", ("tests/http/test_parameters.py", *ANSWERS)),
    Place(
        PIPELINE / "registry_rules.py",
        BUILT,
        functions=None,
        harmless={
            "registry.MAYOTTE_UNSURE_FROM is left out": SAME_DAY,
            "registry.ANTILLES_SURE_FROM is left out": SAME_DAY,
            "first.start is not None and day < first.start becomes first.start is not None": ONE_PERIOD,
            "day < first.start becomes day <= first.start": "a place exists on its first day",
            "1 becomes 2 in return last.end - timedelta(days=1)": ONE_PERIOD,
        },
    ),
    Place(PIPELINE / "scoring.py", BUILT),
    Place(PIPELINE / "chronicle.py", BUILT),
)
