"""Writes a table of invented people whose facts are all known; many of them stand right at a threshold."""

import argparse

import numpy
import pandas

# Decimals are whole numbers of millionths until they are written, so that thresholds are met exactly.
MILLION = 1_000_000
HUNDREDTH = MILLION // 100


class Draw:
    """A seeded source of columns."""

    def __init__(self, seed, count):
        self.random = numpy.random.default_rng(seed)
        self.count = count

    def whole(self, low, high):
        """Whole numbers, both ends included."""
        return self.random.integers(low, high + 1, self.count)

    def flag(self, share):
        """True for about this share."""
        return self.random.random(self.count) < share

    def one_of(self, *choices):
        """One of the choices, all as likely."""
        return numpy.array(choices)[self.whole(0, len(choices) - 1)]

    def mostly(self, share, usual, otherwise):
        """The usual for about this share."""
        return numpy.where(self.flag(share), usual, otherwise)

    def decimal(self, low, high):
        """Numbers with two places."""
        return self.whole(low * 100, high * 100) * HUNDREDTH

    def near(self, *thresholds):
        """A threshold, or the next number with two places below or above it."""
        return self.one_of(*thresholds) * MILLION + self.whole(-1, 1) * HUNDREDTH

    def percent(self, *thresholds):
        """Often a hundred, often near a threshold."""
        anywhere = self.mostly(0.3, self.near(*thresholds), self.decimal(0, 100))
        return self.mostly(0.5, 100 * MILLION, numpy.minimum(anywhere, 100 * MILLION))


def nd_335_2025(draw):
    """Civil servants as NĐ 335/2025/NĐ-CP sees them; a tenth have all but exactly the points of a level."""
    leads = draw.flag(0.15)
    common = draw.decimal(15, 30)
    ratios = [draw.decimal(50, 105) for _ in range(3)]
    led = [draw.mostly(0.8, 100, 50) for _ in range(3)]

    # All ratios of somebody at a threshold are the one (in four places) that leaves about the common points drawn here.
    points = draw.one_of(50, 70, 90) * MILLION
    sought = draw.whole(20 * MILLION, 29 * MILLION)
    result = (points - sought) * 10 // 7 // 100 * 100
    half = numpy.where(result < 75 * MILLION, 50, 100)
    own = numpy.where(leads, 2 * result - half * MILLION, result)
    six = numpy.where(leads, 3 * (own + half * MILLION), 6 * own)
    exact = points - six * 7 // 60
    at, nudge = draw.flag(0.1), draw.whole(-1, 1)
    on_ratio = draw.flag(0.5)
    common = numpy.where(at, exact + numpy.where(on_ratio, 0, nudge), common)
    ratios = [numpy.where(at, own, ratio) for ratio in ratios]
    ratios[2] += numpy.where(at & on_ratio, nudge, 0)
    led = [numpy.where(at, half, value) for value in led]

    months = draw.mostly(0.5, draw.near(6), draw.decimal(0, 12))
    body = numpy.char.add("CQ", draw.whole(0, max(draw.count // 250 - 1, 0)).astype(str))
    return {
        "body": body,
        "task_group": draw.one_of("N0", "N1", "N2", "N3"),
        "months_worked": draw.mostly(0.97, 12 * MILLION, months) / MILLION,
        "excused_leave": draw.flag(0.1),
        "is_leader": leads,
        "common_points": common / MILLION,
        "quantity_pct": ratios[0] / MILLION,
        "quality_pct": ratios[1] / MILLION,
        "progress_pct": ratios[2] / MILLION,
        "unit_result_pct": led[0],
        "organising_pct": led[1],
        "unity_pct": led[2],
        "duty_discipline": draw.flag(0.005),
        "integrity_conclusion": draw.flag(0.005),
        "unit_corruption": draw.flag(0.005),
    }


def nd_90_2020(draw):
    """Officials as NĐ 90/2020/NĐ-CP sees them."""
    kind = draw.one_of("cadre", "civil_servant", "public_employee")
    few = draw.mostly(0.5, draw.near(6), draw.decimal(0, 12))
    absent = draw.mostly(0.5, draw.near(3, 6), draw.decimal(0, 12))
    return {
        "kind": kind,
        "is_leader": (kind == "cadre") | draw.flag(0.15),
        "months_worked": draw.mostly(0.95, 12 * MILLION, few) / MILLION,
        "absence_months": draw.mostly(0.9, 0, absent) / MILLION,
        "maternity": draw.flag(0.03),
        "common_criteria": draw.one_of("well", "well", "well", "met", "unmet"),
        "tasks_on_time_pct": draw.percent(100) / MILLION,
        "tasks_exceeded_pct": draw.percent(50) / MILLION,
        "criteria_short_pct": (100 * MILLION - draw.percent(50, 80)) / MILLION,
        "unit_targets_completed_pct": draw.percent(50, 70) / MILLION,
        "unit_targets_on_time_pct": draw.percent(80) / MILLION,
        "unit_targets_exceeded_pct": draw.percent(50) / MILLION,
        "managed_units_completed_pct": draw.percent(70) / MILLION,
        "managed_units_good_pct": draw.percent(70) / MILLION,
        "disciplined": draw.flag(0.02),
        "discipline_counted_before": draw.flag(0.3),
        "integrity_conclusion": draw.flag(0.01),
        "unit_corruption": draw.flag(0.01),
    }


PACKS = {"nd-335-2025": nd_335_2025, "nd-90-2020": nd_90_2020}


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", required=True, choices=PACKS)
    parser.add_argument("--people", type=int, default=MILLION)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True, metavar="FILE.csv")
    arguments = parser.parse_args()
    table = pandas.DataFrame(PACKS[arguments.pack](Draw(arguments.seed, arguments.people)))
    for key in table.select_dtypes(bool):
        table[key] = numpy.where(table[key], "true", "false")
    table.insert(0, "id", [f"p{number}" for number in range(arguments.people)])
    table.to_csv(arguments.out, index=False, float_format="%.10g")


if __name__ == "__main__":
    main()
