#!/usr/bin/env python3
"""Random tables and what Python's `csv` reads in them, for PythonTests (Tests/Formats/DelimitedTests).

    csv_tables.py COUNT [SEED] > TABLES

One JSON object a line: the text, its separator, the records, and whether its last quote is closed.
Python gives no field for an empty line, and the field of a quote that never closes; the tests allow
for both.
"""

import csv
import io
import json
import random
import sys

SEPARATORS = [";", ",", "\t", "|", "§", "→", "𝄞"]
PIECES = ['"', '"', '""', "\n", "\r", "\r\n", "a", "ñ", " ", ";", ",", "\t", "'", "=1", "168013000016",
          "2025-03-31", "largo y más largo que un grupo de bytes", "\u0301", "\u2028", "\x85", "😀"]
LAST = "el último"


def text_of(choice, separator):
    """Pieces at random, or cells that are quoted as they should be, with some damage."""
    if choice.random() < 0.5:
        pieces = PIECES + [separator] * 6
        return "".join(choice.choice(pieces) for _ in range(choice.randrange(60)))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=choice.choice(["\n", "\r\n", "\r"]),
                        quoting=choice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    for _ in range(choice.randrange(1, 6)):
        writer.writerow(["".join(choice.choice(PIECES) for _ in range(choice.randrange(4)))
                         for _ in range(choice.randrange(1, 5))])
    text = out.getvalue()
    if choice.random() < 0.3:
        place = choice.randrange(len(text) + 1)
        text = text[:place] + choice.choice(PIECES) + text[place + choice.randrange(3):]
    return text


def records_of(text, separator):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def table(seed):
    choice = random.Random(seed)
    separator = choice.choice(SEPARATORS)
    text = text_of(choice, separator)
    # A record behind the text is one of its own only if no quote is open there.
    closed = records_of(text + "\n" + LAST, separator)[-1] == [LAST]
    return {"text": text, "separator": separator, "closed": closed,
            "records": records_of(text, separator)}


def main():
    count = int(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for seed in range(first, first + count):
        print(json.dumps(table(seed)))


if __name__ == "__main__":
    main()
