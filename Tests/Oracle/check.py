#!/usr/bin/env python3
"""Compares every table of `pmi run` with the oracle's, cell by cell.

  check.py PMI INPUT [--period P] [--as-of DATE]     one input folder (CSV files)
  check.py PMI --territories N [--seed S]            random territories, and samples of `pmi sample`
"""

import argparse
import csv
import datetime
import pathlib
import subprocess
import sys
import tempfile

import territories
from oracle import Figure
from reading import Input
from tables import FREE, Tables


def guarded(cell):
    """A text that a spreadsheet would take for a formula has a `'` in front."""
    if isinstance(cell, Figure) or not cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return str(cell)
    return "'" + cell


def published(pmi, folder, period, cutoff, rules, output):
    """The tables that the program writes, by name."""
    configuration = pathlib.Path(output) / "pmi.yaml"
    configuration.write_text("".join(f"{key}: {value}\n" for key, value in rules.items()))
    command = [
        pmi, "run", "--input", folder, "--output", output, "--period", str(period), "--as-of",
        cutoff.isoformat(), "--outputs", "csv", "--csv-dialect", "rfc4180", "--quiet",
        "--config", configuration,
    ]
    subprocess.run(command, check=True)
    tables = {}
    for path in (pathlib.Path(output) / str(period) / "current/csv").glob("*.csv"):
        with open(path, encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.reader(file))
    return tables


def differences(pmi, folder, period, cutoff, rules):
    """What differs, a line each; and the number of cells compared."""
    expected = Tables(Input(folder), period, cutoff, rules).tables
    with tempfile.TemporaryDirectory() as output:
        found = published(pmi, folder, period, cutoff, rules, output)
    lines, cells = [], 0
    for name, (columns, rows) in expected.items():
        table = found.get(name)
        if table is None or table[0] != columns:
            lines.append(f"{name}: columns {table and table[0]}")
            continue
        if len(table) - 1 != len(rows):
            lines.append(f"{name}: {len(table) - 1} rows instead of {len(rows)}")
        for number, (own, row) in enumerate(zip(table[1:], rows)):
            for column, cell, value in zip(columns, own, row):
                if column in FREE.get(name, ()):
                    continue
                cells += 1
                if cell != guarded(value):
                    lines.append(f"{name}, row {number + 1}, {column}: {cell!r}, expected {value!r}")
    return lines, cells


def campaign(pmi, count, first):
    """Random territories and samples; ends at the first that differs."""
    total = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            if seed % 10 == 0:
                period, cutoff, rules = 2025, datetime.date(2025, 11, 30), {}
                sample(pmi, folder, seed)
            else:
                period, cutoff, rules = territories.write(folder, seed)
            lines, cells = differences(pmi, folder, period, cutoff, rules)
        total += cells
        if lines:
            print(f"--seed {seed}: period {period}, cut-off {cutoff}, {rules}")
            print("\n".join(lines[:20]))
            return 1
    print(f"{count} territories, {total} cells: no difference")
    return 0


def sample(pmi, folder, seed):
    subprocess.run(
        [
            pmi, "sample", "--output", folder, "--establishments", "20", "--periods", "2022-2026",
            "--seed", str(seed), "--form", "csv", "--actions", "8",
            "--layout", "combined" if seed % 20 else "per-establishment",
        ],
        check=True, stdout=subprocess.DEVNULL,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pmi")
    parser.add_argument("input", nargs="?")
    parser.add_argument("--period", type=int, default=2025)
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, default="2025-11-30")
    parser.add_argument("--territories", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.input is None:
        return campaign(arguments.pmi, arguments.territories, arguments.seed)
    lines, cells = differences(arguments.pmi, arguments.input, arguments.period, arguments.as_of, {})
    print("\n".join(lines) if lines else f"{cells} cells: no difference")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
