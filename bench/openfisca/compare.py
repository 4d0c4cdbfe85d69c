"""Judges the same tables by our program and by OpenFisca, checks that they agree, and prints both times and ratios."""

import argparse
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
PACKS = ["nd-335-2025", "nd-90-2020"]
RUNS = 3


def run(*command):
    """What a command prints; it stops everything when it fails."""
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def first_difference(ours, theirs):
    """The first row that is not the same in two answers."""
    with open(ours, encoding="utf-8") as one, open(theirs, encoding="utf-8") as other:
        for mine, yours in itertools.zip_longest(one, other):
            if mine != yours:
                return f"{mine!r} here, {yours!r} there"
    return "the lines end differently"


def fastest(*command):
    """The best time of some runs of a command, from its start to its end."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        run(*command)
        best = min(best, time.perf_counter() - start)
    return best


def compare(arguments, pack, folder):
    """Rows of the table for one pack."""
    facts, ours, theirs = (folder / name for name in ("facts.csv", "ours.csv", "theirs.csv"))
    run(sys.executable, HERE / "people.py", "--pack", pack, "--people", arguments.people, "--out", facts)
    table = ["--facts", facts, "--pack", pack, "--out", theirs]
    other = json.loads(run(sys.executable, HERE / "run.py", *table))
    started = fastest(sys.executable, HERE / "run.py", *table, "--once")
    columns = json.loads(run(arguments.bench, "--facts", facts, "--pack", f"vn/rating/{pack}"))["columns"]
    evaluate = [arguments.nep, "law", "evaluate", f"vn/rating/{pack}", "--facts", facts, "--output", ours]
    whole = fastest(*evaluate)
    alike = fastest(*evaluate, "--columns", "id,outcome,score")
    if ours.read_bytes() != theirs.read_bytes():
        raise SystemExit(f"{pack}: the outcomes differ: {first_difference(ours, theirs)}")
    built = other["columns"] + other["build"]
    return [
        (f"{pack}, columns to outcomes", columns, other["columns"], ""),
        (f"{pack}, columns to outcomes, with the simulation built", columns, built, 5),
        (f"{pack}, CSV to stored outcomes, OpenFisca running already", alike, other["csv"], 10),
        (f"{pack}, CSV to stored outcomes, both from the shell", alike, started, ""),
        (f"{pack}, the same, ours with rules and articles", whole, started, ""),
    ]


def main():
    """Reads the command line and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nep", required=True, help="the program, built with optimisation")
    parser.add_argument("--bench", required=True, help="nep-bench-law, built with optimisation")
    parser.add_argument("--people", type=int, default=1_000_000)
    arguments = parser.parse_args()
    print(f"{'figure':<62} {'ours':>9} {'OpenFisca':>9} {'times':>6} {'aim':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for pack in PACKS:
            for figure, ours, theirs, aim in compare(arguments, pack, pathlib.Path(folder)):
                times = theirs / ours
                verdict = "  MISSED" if aim and times < aim else ""
                wanted = f">= {aim}" if aim else ""
                print(f"{figure:<62} {ours:>7.3f} s {theirs:>7.3f} s {times:>6.1f} {wanted:>5}{verdict}")


if __name__ == "__main__":
    main()
