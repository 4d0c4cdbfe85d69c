"""Judges a table of people by OpenFisca and prints how long that took, in seconds, as JSON."""

import argparse
import json
import time

import numpy
import pandas
from openfisca_core.simulation_builder import SimulationBuilder

from rating import MILLION, TEN_THOUSAND, Outcome
from rules import PACKS

RUNS = 3


def read(path, pack):
    """Ids, and the facts of the pack as columns of numpy.

    A cell that is empty or no value of its fact is refused: to OpenFisca what is not set is zero, which would rate
    somebody by facts that nobody knows.
    """
    words = {key: pandas.CategoricalDtype([word.name for word in of]) for key, of in pack.words.items()}
    types = {
        # Text as Python objects, which pandas reads faster than its own type for text.
        "id": object,
        **dict.fromkeys(pack.decimals, numpy.float64),
        **dict.fromkeys(pack.integers, numpy.int32),
        **dict.fromkeys(pack.flags, bool),
        **words,
    }
    try:
        table = pandas.read_csv(path, usecols=list(types), dtype=types)
    except ValueError as error:
        raise SystemExit(f"{path}: {error}") from error
    unknown = [key for key in types if table[key].isna().any()]
    if unknown:
        raise SystemExit(f"{path}: a cell is empty or no value of its fact, in {', '.join(unknown)}")
    columns = {key: table[key].to_numpy() for key in [*pack.integers, *pack.flags]}
    columns |= {key: table[key].cat.codes.to_numpy() for key in words}
    for key in pack.decimals:
        # A decimal is read as the nearest double; a million times that lies next to the whole number that is meant.
        columns[key] = numpy.rint(table[key].to_numpy() * MILLION).astype(numpy.int32)
    return table["id"], columns


def build(pack, count):
    """An empty simulation of so many people."""
    return SimulationBuilder().build_default_simulation(pack.system, count)


def judge(simulation, pack, columns):
    """The array of outcomes; scores, where the pack has any, are calculated on the way."""
    for key, column in columns.items():
        simulation.set_input(key, pack.period, column)
    return simulation.calculate("outcome", pack.period)


def write(path, ids, simulation, pack):
    """Writes outcomes, and scores of those who are rated, as `nep law evaluate` does in its first three columns."""
    outcomes = numpy.asarray(simulation.calculate("outcome", pack.period))
    scores = ""
    if pack.has_score:
        points = simulation.calculate("score", pack.period) / TEN_THOUSAND
        scores = numpy.where(outcomes == Outcome.not_rated.index, numpy.nan, points)
    names = pandas.Categorical.from_codes(outcomes, [outcome.name for outcome in Outcome])
    table = pandas.DataFrame({"id": ids, "outcome": names, "score": scores})
    # Seven digits are enough for 100.0000, and `g` leaves noughts at the end out.
    table.to_csv(path, index=False, float_format="%.7g")


def seconds(work, *arguments):
    """What the work gives, and how long it took."""
    start = time.perf_counter()
    result = work(*arguments)
    return result, time.perf_counter() - start


def from_file_to_file(facts, pack, out):
    """Everything that somebody with two files waits for."""
    ids, columns = read(facts, pack)
    simulation = build(pack, len(ids))
    judge(simulation, pack, columns)
    write(out, ids, simulation, pack)


def measure(facts, pack, out):
    """The best of some runs of everything that is measured, each with a fresh simulation."""
    best = dict.fromkeys(["build", "columns", "csv"], float("inf"))
    ids, columns = read(facts, pack)
    for _ in range(RUNS):
        simulation, built = seconds(build, pack, len(ids))
        _, judged = seconds(judge, simulation, pack, columns)
        _, whole = seconds(from_file_to_file, facts, pack, out)
        best = {key: min(best[key], time) for key, time in zip(best, [built, judged, whole], strict=True)}
    return {"people": len(ids)} | {key: round(time, 4) for key, time in best.items()}


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", required=True, metavar="FILE.csv")
    parser.add_argument("--pack", required=True, choices=PACKS)
    parser.add_argument("--out", required=True, metavar="FILE.csv")
    parser.add_argument("--once", action="store_true", help="judge the table once and measure nothing")
    arguments = parser.parse_args()
    if arguments.once:
        from_file_to_file(arguments.facts, PACKS[arguments.pack], arguments.out)
        return
    measured = measure(arguments.facts, PACKS[arguments.pack], arguments.out)
    print(json.dumps({"pack": arguments.pack} | measured))


if __name__ == "__main__":
    main()
