"""Prints the line coverage of the program's own sources; ends with 1 below the goal.

  report.py COVERAGE.json GOAL
"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def own_files(export):
    """Path in the repository, lines and covered lines of each of our files."""
    for file in export["data"][0]["files"]:
        path = pathlib.Path(file["filename"])
        if not path.is_relative_to(ROOT):
            continue
        name = path.relative_to(ROOT)
        if name.parts[0] in ("Sources", "Templates"):
            lines = file["summary"]["lines"]
            yield str(name), lines["count"], lines["covered"]


def main(file, goal):
    files = sorted(own_files(json.loads(pathlib.Path(file).read_text())))
    print("| file | lines | not run | |\n| --- | ---: | ---: | ---: |")
    for name, count, covered in files:
        if covered < count:
            print(f"| {name} | {count} | {count - covered} | {100 * covered / count:.1f} % |")
    count, covered = sum(f[1] for f in files), sum(f[2] for f in files)
    share = 100 * covered / count
    print(f"| all {len(files)} files | {count} | {count - covered} | {share:.2f} % |")
    return 0 if share >= float(goal) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
