"""`vn/rating/nd-90-2020`: its rules in the order of their stages.

The pack names the gaps of the text by rules of their own, which come to `undetermined`, as whoever no rule covers does.
"""

from openfisca_core.model_api import YEAR, Enum, Variable, where

from rating import MILLION, Outcome, Person, first, pack

SETTINGS = {
    "rated_from_months": 6,
    "absence_cap_from_months": 3,
    "absence_cap_below_months": 6,
    "excellent_tasks_on_time_pct": 100,
    "excellent_tasks_exceeded_pct": 50,
    "excellent_unit_targets_completed_pct": 100,
    "excellent_unit_targets_exceeded_pct": 50,
    "excellent_managed_units_completed_pct": 100,
    "excellent_managed_units_good_pct": 70,
    "good_tasks_on_time_pct": 100,
    "good_unit_targets_completed_pct": 100,
    "good_unit_targets_on_time_pct": 80,
    "good_managed_units_completed_pct": 100,
    "good_managed_units_good_pct": 70,
    "completed_criteria_short_pct": 20,
    "completed_unit_targets_pct": 70,
    "completed_managed_units_pct": 70,
    "not_completed_criteria_short_pct": 50,
    "not_completed_unit_targets_pct": 50,
}


class Kind(Enum):
    """The three sorts of officials."""

    cadre = "Cadre"
    civil_servant = "Civil servant"
    public_employee = "Public employee"


class Common(Enum):
    """How the common criteria are fulfilled."""

    well = "Done well"
    met = "Met"
    unmet = "Not met"


class leads(Variable):
    value_type = bool
    entity = Person
    definition_period = YEAR

    def formula(person, period):
        return (person("kind", period) == Kind.cadre) | person("is_leader", period)


class not_rated(Variable):
    """Stage `exempt`."""

    value_type = bool
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        few_months = person("months_worked", period) < parameters(period).rated_from_months * MILLION
        return few_months & ~person("maternity", period)


class overridden(Variable):
    """Stage `override`: not completed, whatever else holds."""

    value_type = bool
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        settings = parameters(period)
        discipline = person("disciplined", period) & ~person("discipline_counted_before", period)
        short = person("criteria_short_pct", period) > settings.not_completed_criteria_short_pct * MILLION
        targets = person("unit_targets_completed_pct", period)
        unit = person("unit_corruption", period) | (targets < settings.not_completed_unit_targets_pct * MILLION)
        return person("integrity_conclusion", period) | discipline | short | (person("leads", period) & unit)


class level(Variable):
    """Stage `level`: the best one whose conditions hold; leaders have conditions of their own."""

    value_type = Enum
    possible_values = Outcome
    default_value = Outcome.undetermined
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        settings = parameters(period)

        def least(key, setting):
            return person(key, period) >= settings[setting] * MILLION

        excellent_unit = (
            least("unit_targets_completed_pct", "excellent_unit_targets_completed_pct")
            & least("unit_targets_exceeded_pct", "excellent_unit_targets_exceeded_pct")
            & least("managed_units_completed_pct", "excellent_managed_units_completed_pct")
            & least("managed_units_good_pct", "excellent_managed_units_good_pct")
        )
        manager = person("kind", period) == Kind.public_employee
        good_unit = (
            least("unit_targets_completed_pct", "good_unit_targets_completed_pct")
            & least("unit_targets_on_time_pct", "good_unit_targets_on_time_pct")
            & least("managed_units_completed_pct", "good_managed_units_completed_pct")
            & (~manager | least("managed_units_good_pct", "good_managed_units_good_pct"))
        )
        targets = person("unit_targets_completed_pct", period)
        completed_unit = (targets > settings.completed_unit_targets_pct * MILLION) & least(
            "managed_units_completed_pct", "completed_managed_units_pct"
        )
        exceeded = least("tasks_exceeded_pct", "excellent_tasks_exceeded_pct")
        short = person("criteria_short_pct", period) > settings.completed_criteria_short_pct * MILLION
        common = person("common_criteria", period)
        met = common != Common.unmet
        leads = person("leads", period)
        excellent = (common == Common.well) & least("tasks_on_time_pct", "excellent_tasks_on_time_pct")
        good = met & least("tasks_on_time_pct", "good_tasks_on_time_pct")
        return first(
            [
                (excellent & where(leads, excellent_unit, exceeded), Outcome.excellent),
                (good & (~leads | good_unit), Outcome.good),
                (met & ~short & (~leads | completed_unit), Outcome.completed),
            ],
            Outcome.undetermined,
        )


class outcome(Variable):
    """All stages; the last one, `cap`, lowers a better level after a long absence."""

    value_type = Enum
    possible_values = Outcome
    default_value = Outcome.undetermined
    entity = Person
    definition_period = YEAR

    def formula(person, period, parameters):
        settings = parameters(period)
        level = person("level", period)
        absence = person("absence_months", period)
        long = absence >= settings.absence_cap_from_months * MILLION
        capped = long & (absence < settings.absence_cap_below_months * MILLION) & ~person("maternity", period)
        better = (level == Outcome.excellent) | (level == Outcome.good)
        reached = where(capped & better, Outcome.completed.index, level)
        overruled = where(person("overridden", period), Outcome.not_completed.index, reached)
        return where(person("not_rated", period), Outcome.not_rated.index, overruled)


PACK = pack(
    "2022",
    SETTINGS,
    [leads, not_rated, overridden, level, outcome],
    decimals=[
        *("months_worked", "absence_months", "tasks_on_time_pct", "tasks_exceeded_pct", "criteria_short_pct"),
        *("unit_targets_completed_pct", "unit_targets_on_time_pct", "unit_targets_exceeded_pct"),
        *("managed_units_completed_pct", "managed_units_good_pct"),
    ],
    flags=[
        *("is_leader", "maternity", "disciplined", "discipline_counted_before"),
        *("integrity_conclusion", "unit_corruption"),
    ],
    words={"kind": Kind, "common_criteria": Common},
    has_score=False,
)
