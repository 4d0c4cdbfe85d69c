"""Judges the same tables by our program and by OpenFisca, checks that they agree, and prints both times and ratios."""

import argparse
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


def agree(ours, theirs):
    """Whether id, outcome and score are the same in every row."""
    with open(ours, encoding="utf-8") as one, open(theirs, encoding="utf-8") as other:
        for mine, yours in zip(one, other, strict=True):
            if mine.rstrip("\n").split(",")[:3] != yours.rstrip("\n").split(","):
                return f"{mine!r} here, {yours!r} there"
    return None


def file_to_file(nep, pack, facts, ours):
    """The best of some runs of our command line, from the table to the stored outcomes."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        run(nep, "law", "evaluate", f"vn/rating/{pack}", "--facts", facts, "--output", ours)
        best = min(best, time.perf_counter() - start)
    return best


def compare(arguments, pack, folder):
    """Rows of the table for one pack."""
    facts, ours, theirs = (folder / name for name in ("facts.csv", "ours.csv", "theirs.csv"))
    run(sys.executable, HERE / "people.py", "--pack", pack, "--people", arguments.people, "--out", facts)
    other = json.loads(run(sys.executable, HERE / "run.py", "--facts", facts, "--pack", pack, "--out", theirs))
    columns = json.loads(run(arguments.bench, "--facts", facts, "--pack", f"vn/rating/{pack}"))["columns"]
    stored = file_to_file(arguments.nep, pack, facts, ours)
    difference = agree(ours, theirs)
    if difference:
        raise SystemExit(f"{pack}: the outcomes differ: {difference}")
    built = other["columns"] + other["build"]
    return [
        (f"{pack}, columns to outcomes", columns, other["columns"], ""),
        (f"{pack}, columns to outcomes, with the simulation built", columns, built, 5),
        (f"{pack}, CSV to stored outcomes", stored, other["csv"], 10),
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
