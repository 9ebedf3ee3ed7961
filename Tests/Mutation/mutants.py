#!/usr/bin/env python3
"""Changes the rules and figures, one place at a time, and counts the changes that the tests notice.

All mutants stand in one build of a copy of the package (`sites.py` says how); `PMI_MUTANT` in the
environment turns one on. The suites below run with each, the quickest first, until a test fails.

  mutants.py [--sample N] [--seed N] [--jobs N] [--only NUMBER …] [--scratch DIR] [--continue]

The sample is spread evenly over all sites; the seed says where it begins. `equivalents.txt` lists changes that change nothing, each with its reason; they are counted and not
judged. `--continue` keeps what an earlier call over the same sources found, but for survivors.
Writes `.build-mutants/report.md`; ends with 1 where fewer than 95 % of the judged are caught.
"""

import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import threading
import time

import sites

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / ".build-mutants"
COPY = WORK / "package"
RESULTS = WORK / "results.txt"
NOT_COMPILED = "does not compile"
NO_END = "no end"
MUTATED = [
    "Sources/Model",
    "Sources/Stages/Reading/Values",
    "Sources/Stages/Consolidation",
    "Sources/Stages/Irregularities",
    "Sources/Stages/Reporting/Tables",
]
# Declarations and texts, where a change is no change of a rule.
LEFT = ("+Spanish.swift", "Columns.swift", "DiagnosticCode.swift")
EQUIVALENTS = pathlib.Path(__file__).with_name("equivalents.txt")
SUITES = [
    "ModelTests|ConsolidationTests|IrregularitiesTests|ReadingTests",
    "GoldenTests\\.GoldenTests",
    "PropertyTests",
    "ReportingTests|PipelineTests|GoldenTests",
]
# Slow, and about files.
SKIPPED = "TruncationTests|recordsOverALimitInTheHead"
# What a test that fails says as soon as it does.
FAILURE = b"\xe2\x9c\x98"
# A mutant that takes so many times what the suite takes without one does not end, which is noticed too;
# it takes at least so many seconds.
PATIENCE = 10
LEAST = 90
# A mutant that takes so many bytes of address space has no end either, and must not take the machine's.
MEMORY = 8 << 30
GOAL = 95


def candidates():
    found = []
    for folder in MUTATED:
        for path in sorted((ROOT / folder).rglob("*.swift")):
            if not path.name.endswith(LEFT):
                name = str(path.relative_to(ROOT))
                found += sites.sites_of(name, path.read_text())
    for number, site in enumerate(found):
        site.number = number
    return found


def spread(found, count, seed):
    """So many sites, as far from each other as they can be."""
    step = len(found) / count
    first = random.Random(seed).random()
    return [found[int((place + first) * step)] for place in range(count)]


def equivalents():
    """The changes that change nothing: file, line, change."""
    lines = EQUIVALENTS.read_text().splitlines()
    entries = [line.split("\t") for line in lines if line and not line.startswith("#")]
    bad = [entry for entry in entries if len(entry) != 4 or not entry[3].strip()]
    if bad:
        sys.exit(f"{EQUIVALENTS.name}: file, line, change, reason: {bad[0]}")
    return {tuple(entry[:3]) for entry in entries}


def prepare(chosen):
    """Puts the chosen sites into the copy of the package."""
    by_file = {}
    for site in chosen:
        by_file.setdefault(site.file, []).append(site)
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in names.split("\0"):
        if name in by_file:
            put(COPY / name, sites.replaced((ROOT / name).read_text(), by_file[name]).encode())
        elif (ROOT / name).is_symlink():
            link(COPY / name, os.readlink(ROOT / name))
        elif (ROOT / name).is_file():
            put(COPY / name, (ROOT / name).read_bytes())
    put(COPY / "Sources/Model/Mutants.swift", sites.support(chosen).encode())


def put(path, content):
    """Writes only what changed, so that an unchanged file is not compiled again."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def link(path, target):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def known():
    """How the sites judged so far ended, by their number and description."""
    if not RESULTS.exists():
        return {}
    pairs = (line.split("\t") for line in RESULTS.read_text().splitlines())
    return {name: end for name, end in pairs if end != "survived"}


def remember(site, end):
    with RESULTS.open("a") as file:
        file.write(f"{site.name()}\t{end}\n")


def build(chosen, scratch):
    """Builds the copy; sites that don't compile are left out, and it is built again."""
    for _ in range(12):
        prepare(chosen)
        command = ["swift", "build", "--build-tests", "--package-path", COPY, "--scratch-path", scratch]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            return chosen
        output = done.stdout + done.stderr
        places = set(re.findall(r"(?m)^.*?package/(Sources/[^:\n]+\.swift):(\d+):\d+: error", output))
        bad = [s for place in places for s in at_fault(chosen, place[0], int(place[1]))]
        if not bad:
            sys.exit(output[-4000:])
        print(f"{len(bad)} sites don't compile and are left out", flush=True)
        (WORK / "errors.txt").write_text(output)
        for site in bad:
            remember(site, NOT_COMPILED)
        chosen = [s for s in chosen if s not in bad]
    sys.exit("The mutants don't compile.")


def at_fault(chosen, file, line):
    """The sites of a line that does not compile, or of the statement that begins there; else the last
    one above it."""
    own = [s for s in chosen if s.file == file]
    for first, last in ((line, line), (line, line + 4)):
        here = [s for s in own if first <= s.line <= last]
        if here:
            return here
    above = max((s.line for s in own if s.line < line), default=0)
    return [s for s in own if s.line == above]


def run(suite, number, scratch, limit=None):
    """Whether the suite passes with a mutant turned on; `None` where it does not end."""
    command = [
        "prlimit", f"--as={MEMORY}",
        scratch / "debug/pmiPackageTests.xctest", "--testing-library", "swift-testing",
        "--filter", suite, "--skip", SKIPPED,
    ]
    environment = os.environ | {"PMI_MUTANT": str(number), "SWIFT_BACKTRACE": "enable=no"}
    process = subprocess.Popen(
        command, env=environment, cwd=COPY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True)
    late = threading.Event()

    def end():
        late.set()
        os.killpg(process.pid, 9)

    timer = threading.Timer(limit or 24 * 3600, end)
    timer.start()
    try:
        for line in process.stdout:
            # Colours may stand before it.
            if FAILURE in line[:16]:
                if number < 0:
                    print(line.decode(errors="replace"), flush=True)
                os.killpg(process.pid, 9)
                break
        process.stdout.close()
        status = process.wait()
    finally:
        timer.cancel()
    return None if late.is_set() else status == 0


def baseline(suite, scratch):
    """Runs the suite without a mutant; gives the seconds that it may take with one."""
    start = time.time()
    if run(suite, -1, scratch) is not True:
        sys.exit(f"The tests fail without a mutant: {suite}")
    return max(LEAST, PATIENCE * (time.time() - start))


def judge(chosen, scratch, jobs):
    """Suite after suite, each with the mutants that no earlier one noticed: how each ended."""
    ended = []
    for suite in SUITES:
        if not chosen:
            break
        limit = baseline(suite, scratch)
        name = suite.split("|")[0]

        def noticed(site):
            result = run(suite, site.number, scratch, limit)
            end = {True: None, False: name, None: NO_END}[result]
            if end:
                remember(site, end)
                print(f"{end}: {site.name()}", flush=True)
            return site, end

        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            results = list(pool.map(noticed, chosen))
        ended += [result for result in results if result[1]]
        chosen = [site for site, end in results if not end]
        print(f"{name}: {len(chosen)} are left", flush=True)
    for site in chosen:
        print(f"survived: {site.name()}", flush=True)
    return ended + [(site, "survived") for site in chosen]


def report(results, left_out):
    caught = [r for r in results if r[1] != "survived"]
    lines = ["| part | mutants | caught | |", "| --- | ---: | ---: | ---: |"]
    for folder in MUTATED:
        own = [r for r in results if r[0].file.startswith(folder + "/")]
        if own:
            lines.append(row(folder, own))
    lines.append(row("all", results))
    lines += ["", "| change | mutants | caught | |", "| --- | ---: | ---: | ---: |"]
    for kind in ("operator", "negation", "condition", "number", "truth", "statement"):
        own = [r for r in results if r[0].kind == kind]
        if own:
            lines.append(row(kind, own))
    endless = sum(1 for r in results if r[1] == NO_END)
    lines += ["", f"Of the caught, {endless} did not end."]
    lines += ["", f"Not judged, since they change nothing (equivalents.txt): {len(left_out)}", ""]
    lines += [f"- `{s.name()}`" for s in left_out]
    lines += ["", "Survivors:", ""]
    lines += [f"- `{s.name()}`" for s, end in results if end == "survived"]
    (WORK / "report.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))
    return 100 * len(caught) >= GOAL * len(results)


def row(name, results):
    caught = sum(1 for r in results if r[1] != "survived")
    return f"| {name} | {len(results)} | {caught} | {100 * caught / len(results):.1f} % |"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=34)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int, nargs="*")
    parser.add_argument("--scratch", type=pathlib.Path, default=WORK / "build")
    parser.add_argument("--continue", dest="goes_on", action="store_true")
    arguments = parser.parse_args()
    scratch = arguments.scratch.resolve()
    found = candidates()
    print(f"{len(found)} sites", flush=True)
    listed = equivalents()
    stale = listed - {s.key() for s in found}
    if stale:
        sys.exit(f"{EQUIVALENTS.name} lists what is not there: {sorted(stale)[0]}")
    if arguments.only:
        found = [s for s in found if s.number in arguments.only]
    elif arguments.sample < len(found):
        found = spread(found, arguments.sample, arguments.seed)
        print(f"{len(found)} of them, seed {arguments.seed}", flush=True)
    if not arguments.goes_on:
        RESULTS.unlink(missing_ok=True)
    ended = known()
    left_out = [s for s in found if s.key() in listed]
    found = [s for s in found if s.key() not in listed]
    chosen = [s for s in found if ended.get(s.name()) != NOT_COMPILED]
    chosen = build(chosen, scratch)
    results = [(s, ended[s.name()]) for s in chosen if s.name() in ended]
    chosen = [s for s in chosen if s.name() not in ended]
    start = time.time()
    results += judge(chosen, scratch, arguments.jobs)
    results.sort(key=lambda result: result[0].number)
    print(f"{time.time() - start:.0f} s")
    sys.exit(0 if report(results, left_out) else 1)


if __name__ == "__main__":
    main()
