#!/usr/bin/env python3
"""Compares every table of `pmi run` with the oracle's, cell by cell, and what `pmi validate` prints.

  check.py PMI INPUT [--period P] [--as-of DATE]     one input folder
  check.py PMI --territories N [--seed S]            random territories, and samples of `pmi sample`
"""

import argparse
import csv
import datetime
import io
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter

csv.field_size_limit(1 << 24)

import entities
import territories
import validation
from crosschecks import CrossChecks
from oracle import Figure
from reading import Input
from tables import FREE, Tables


# The dialects of contract 3: byte order mark, separator, line end, decimal mark.
DIALECTS = {"rfc4180": ("", ",", "\n", "."), "excel-es": ("\ufeff", ";", "\r\n", ",")}


def guarded(cell, mark="."):
    """A text that a spreadsheet would take for a formula has a `'` in front; a number its mark."""
    if isinstance(cell, Figure):
        return cell.replace(".", mark)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def quoted(cell, separator):
    """A field with quotes where it must have them."""
    if any(c in cell for c in (separator, '"', "\r", "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def parsed(data, dialect):
    """The rows of a table; `None` if its bytes are not those that the dialect asks for."""
    start, separator, end, _ = DIALECTS[dialect]
    text = data.decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix(start), newline=""), delimiter=separator))
    again = start + "".join(separator.join(quoted(c, separator) for c in row) + end for row in rows)
    return rows if again == text else None


def published(pmi, folder, period, cutoff, rules, output, dialect, jobs):
    """The tables that the program writes, by name; `None` where it publishes nothing."""
    configuration = pathlib.Path(output) / "pmi.yaml"
    configuration.write_text("".join(f"{key}: {value}\n" for key, value in rules.items()))
    command = [
        pmi, "run", "--input", folder, "--output", output, "--period", str(period), "--as-of",
        cutoff.isoformat(), "--outputs", "csv", "--csv-dialect", dialect, "--quiet",
        "--config", configuration, "--jobs", str(jobs),
    ]
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode == 2 and "directorio" in ended.stderr:
        return None
    if ended.returncode != 0:
        raise SystemExit(f"{folder}: exit {ended.returncode}: {ended.stderr}")
    paths = (pathlib.Path(output) / str(period) / "current/csv").glob("*.csv")
    return {path.stem: parsed(path.read_bytes(), dialect) for path in paths}


def differences(pmi, folder, period, cutoff, rules, dialect="rfc4180", jobs=2):
    """What differs, a line each; and the number of cells compared."""
    data = Input(folder, rules.get("edicion", 2008))
    with tempfile.TemporaryDirectory() as output:
        found = published(pmi, folder, period, cutoff, rules, output, dialect, jobs)
    if found is None or not data.directory:
        return ["nothing published"] if data.directory else ["published"] if found else [], 0
    expected = Tables(data, period, cutoff, rules).tables
    lines, cells = [f"{name}: not {dialect}" for name, table in found.items() if table is None], 0
    for name, (columns, rows) in expected.items():
        table = found.get(name)
        if table is None or table[0] != columns:
            lines.append(f"{name}: columns {table and table[0]}")
            continue
        if name == "diagnosticos":
            lines += put_in_order(table, rows)
        if name in UNKEYED:
            cells += len(rows) * len(columns)
            lines += unpaired(table[1:], rows)
            if name == "rechazos" and table[1:] != [list(map(guarded, row)) for row in rows]:
                lines.append("rechazos: not in order")
            continue
        if len(table) - 1 != len(rows):
            lines.append(f"{name}: {len(table) - 1} rows instead of {len(rows)}")
        for number, (own, row) in enumerate(zip(table[1:], rows)):
            for column, cell, value in zip(columns, own, row):
                if column in FREE.get(name, ()):
                    continue
                cells += 1
                if cell != guarded(value, DIALECTS[dialect][3]):
                    lines.append(f"{name}, row {number + 1}, {column}: {cell!r}, expected {value!r}")
    return lines, cells


def validated(pmi, folder):
    """What differs in what `pmi validate` prints without a period."""
    data = Input(folder)
    CrossChecks(data)
    rows = validation.diagnostics(data)
    command = [pmi, "validate", "--input", folder, "--format", "csv"]
    ended = subprocess.run(command, capture_output=True)
    table = list(csv.reader(io.StringIO(ended.stdout.decode(), newline="")))
    lines = put_in_order(table, rows) + unpaired(table[1:], rows)
    status = int(any(row[1] == "error" for row in rows))
    if ended.returncode != status:
        lines.append(f"exit {ended.returncode} instead of {status}")
    return [f"validate: {line}" for line in lines], len(rows)


# Tables whose rows are told apart by all of their cells.
UNKEYED = ("diagnosticos", "rechazos")


def unpaired(found, expected):
    """The rows that stand on one side only."""
    found = Counter(tuple(row) for row in found)
    expected = Counter(tuple(map(guarded, row)) for row in expected)
    return [f"only found: {row}" for row in found - expected] + [
        f"only expected: {row}" for row in expected - found
    ]


def put_in_order(table, rows):
    """Diagnostics of one place and code have no order of their own; the others must keep theirs.

    The message is the program's, and the line of F004 the parser's.
    """
    keys = [(r[2].removeprefix("'").encode(), int(r[3] or 0), int(r[4] or 0), r[0]) for r in table[1:]]
    for row in table[1:] + rows:
        row[7] = ""
        if row[0] == "F004":
            row[3] = ""
    table[1:] = sorted(table[1:])
    rows.sort(key=lambda row: list(map(guarded, row)))
    return [] if keys == sorted(keys) else ["diagnosticos: not in order"]


def campaign(pmi, count, first):
    """Random territories and samples; ends at the first that differs."""
    total = 0
    for seed in range(first, first + count):
        if seed % 10 == 5:
            lines, cells = entities.differences(pmi, seed, published, guarded)
            total += cells
            if lines:
                print(f"--seed {seed}: several entities")
                print("\n".join(lines[:20]))
                return 1
            continue
        with tempfile.TemporaryDirectory() as folder:
            if seed % 10 == 0:
                period, cutoff, rules = 2025, datetime.date(2025, 11, 30), {}
                sample(pmi, folder, seed)
            else:
                period, cutoff, rules = territories.write(folder, seed)
            dialect = "excel-es" if seed % 4 == 0 else "rfc4180"
            lines, cells = differences(pmi, folder, period, cutoff, rules, dialect, 1 + seed % 3)
            if not lines and seed % 3 == 0:
                lines, _ = validated(pmi, folder)
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
            "--seed", str(seed), "--form", "csv" if seed % 30 else "mixed", "--actions", "8", "--errors", "0.03",
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
