"""`vn/rating/nd-335-2025`: every rule about one person, in the order of the pack.

What compares people with one another (shares, heads of bodies, `[[feed]]`) is left out.
"""

import numpy
from openfisca_core.model_api import YEAR, Enum, Variable, min_, where

from rating import MILLION, TEN_THOUSAND, Outcome, Person, first, pack

SETTINGS = {
    "months_min": 6,
    "results_points_max": 70,
    "ratio_above_hundred_counts": False,
    "excellent_points": 90,
    "good_points": 70,
    "completed_points": 50,
}


def _counted(ratio, settings):
    """A single ratio, which counts up to 100 % unless the body has decided otherwise."""
    return ratio if settings.ratio_above_hundred_counts else min_(ratio, 100 * MILLION)


class quantity(Variable):
    value_type = int
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        return _counted(person("quantity_pct", period), parameters(period))


class quality(Variable):
    value_type = int
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        return _counted(person("quality_pct", period), parameters(period))


class progress(Variable):
    value_type = int
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        return _counted(person("progress_pct", period), parameters(period))


class six_result_ratios(Variable):
    """Six times the ratio of results up to 100 %: neither a third nor a sixth of it has to be rounded."""

    value_type = int
    entity = Person
    definition_period = YEAR

    def formula(person, period):
        own = person("quantity", period).astype(numpy.int64) + person("quality", period) + person("progress", period)
        led = person("unit_result_pct", period) + person("organising_pct", period) + person("unity_pct", period)
        six = where(person("is_leader", period), own + led * MILLION, own * 2)
        return min_(six, 600 * MILLION)


class score(Variable):
    """Points in ten-thousandths, rounded down."""

    value_type = int
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        common = person("common_points", period).astype(numpy.int64)
        results = person("six_result_ratios", period) * numpy.int64(parameters(period).results_points_max)
        # Six hundred times the points in millionths: the sixth and the percent are still to be taken of it.
        return (common * 600 + results) // (600 * MILLION // TEN_THOUSAND)


class not_rated(Variable):
    """Stage `exempt`."""

    value_type = bool
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        few_months = person("months_worked", period) < parameters(period).months_min * MILLION
        return few_months & ~person("excused_leave", period)


class overridden(Variable):
    """Stage `override`: not completed, whatever the points say."""

    value_type = bool
    entity = Person
    definition_period = YEAR

    def formula(person, period):
        unit_corruption = person("is_leader", period) & person("unit_corruption", period)
        return person("integrity_conclusion", period) | person("duty_discipline", period) | unit_corruption


class outcome(Variable):
    """The stages one after the other; the last level is what is left."""

    value_type = Enum
    possible_values = Outcome
    default_value = Outcome.undetermined
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        settings = parameters(period)
        points = person("score", period)
        return first(
            [
                (person("not_rated", period), Outcome.not_rated),
                (person("overridden", period), Outcome.not_completed),
                (points >= settings.excellent_points * TEN_THOUSAND, Outcome.excellent),
                (points >= settings.good_points * TEN_THOUSAND, Outcome.good),
                (points >= settings.completed_points * TEN_THOUSAND, Outcome.completed),
            ],
            Outcome.not_completed,
        )


PACK = pack(
    "2026",
    SETTINGS,
    [quantity, quality, progress, six_result_ratios, score, not_rated, overridden, outcome],
    decimals=["months_worked", "common_points", "quantity_pct", "quality_pct", "progress_pct"],
    integers=["unit_result_pct", "organising_pct", "unity_pct"],
    flags=["excused_leave", "is_leader", "duty_discipline", "integrity_conclusion", "unit_corruption"],
    has_score=True,
)
