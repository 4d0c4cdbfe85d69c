"""What both packs need to be told to OpenFisca.

Exact numbers: OpenFisca keeps `float` as 32-bit floating point and `int` as 32-bit whole numbers. In the first,
89.999999 points are 90. So every decimal fact is a whole number of millionths, the finest that the packs know, and a
score is a whole number of ten-thousandths, rounded down as our own scores are shown. Thresholds are whole points, which
a score reaches rounded down just when it reaches them unrounded. What outgrows 32 bits on the way is 64 bits wide in
its formula.
"""

from typing import NamedTuple

from openfisca_core.entities import build_entity
from openfisca_core.model_api import YEAR, Enum, ParameterNode, Variable, select
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

MILLION = 1_000_000
TEN_THOUSAND = 10_000

Person = build_entity(key="person", plural="people", label="Somebody to be rated", is_person=True)


class Outcome(Enum):
    """What a person comes to, by the names of the packs."""

    excellent = "Excellent"
    good = "Good"
    completed = "Completed"
    not_completed = "Not completed"
    undetermined = "Undetermined"
    not_rated = "Not rated"


class Pack(NamedTuple):
    """A pack ready to run. Of its facts, `decimals` are set as millionths and `words` as members of an Enum."""

    period: str
    decimals: list
    integers: list
    flags: list
    words: dict
    has_score: bool
    system: TaxBenefitSystem


def pack(period, settings, variables, *, decimals, integers=(), flags, words=None, has_score):
    """Puts facts, settings and variables with formulas together in a system of OpenFisca."""
    words = words or {}
    system = TaxBenefitSystem([Person])
    system.parameters = ParameterNode(
        "", data={key: {"values": {f"{period}-01-01": {"value": value}}} for key, value in settings.items()}
    )
    system.add_variables(
        *(_fact(key, value_type=int) for key in [*decimals, *integers]),
        *(_fact(key, value_type=bool) for key in flags),
        *(_fact(key, value_type=Enum, possible_values=of, default_value=list(of)[0]) for key, of in words.items()),
        *variables,
    )
    return Pack(period, decimals, integers, flags, words, has_score, system)


def _fact(key, **traits):
    return type(key, (Variable,), {"entity": Person, "definition_period": YEAR, **traits})


def first(cases, otherwise):
    """The outcome of the first condition that holds.

    As numbers, not as members of the Enum: those make an array of Python objects, which takes five times as long.
    """
    return select([holds for holds, _ in cases], [outcome.index for _, outcome in cases], otherwise.index)
