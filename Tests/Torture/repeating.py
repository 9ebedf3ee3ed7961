"""The same bytes, whatever the machine, the place and the moment are."""

import os
import shutil
import time
from pathlib import Path

from program import PERIOD, expect


def same_bytes(bench):
    """Threads, locale, time zone, umask, order of the folder, names of the paths, working folder."""
    program, territory = bench.program, bench.territory
    expected = contents(territory.reference / PERIOD / territory.new_run)
    cases = [
        (["--jobs", str(jobs)], {}, 0o022) for jobs in (1, 2, 3, 7, 64)
    ] + [
        ([], {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"}, 0o022),
        ([], {"LC_ALL": "C", "TZ": "America/Adak", "HOME": "/nowhere", "TMPDIR": "/nowhere"}, 0),
        ([], {"LC_ALL": "", "LANG": "", "LC_NUMERIC": "es_CO.UTF-8"}, 0o077),
    ]
    for further, environment, mask in cases:
        output = bench.folder / "salida"
        shutil.rmtree(output, ignore_errors=True)
        before = os.umask(mask)
        try:
            program.run(territory.new, output, *further, env=environment).expect(0)
        finally:
            os.umask(before)
        same(expected, output, f"{further} {environment} {mask:o}")
    # Made in another order, elsewhere, and named from another working folder.
    elsewhere = bench.folder / "otra parte" / "año «2025»"
    names = sorted(path for path in territory.new.rglob("*") if path.is_file())
    bench.random.shuffle(names)
    for path in names:
        copy = elsewhere / path.relative_to(territory.new)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    shutil.rmtree(bench.folder / "salida")
    words = program.words("año «2025»/", "../salida")
    program.call(words, cwd=elsewhere.parent).expect(0)
    same(expected, bench.folder / "salida", "another place")
    return f"{len(cases) + 1} runs of {len(expected)} documents"


def two_builds(bench):
    """The debug build publishes what the release build does; `make torture` makes both."""
    builds = [Path(f".build/{name}/pmi").resolve() for name in ("debug", "release")]
    own = Path(bench.program.path)
    others = [path for path in builds if path.exists() and not os.path.samefile(path, own)]
    expect(others, f"no other build than {own}: make build")
    territory, output = bench.territory, bench.folder / "salida"
    other = others[0]
    bench.program.call([str(other), *bench.program.words(territory.new, output)[1:]]).expect(0)
    same(contents(territory.reference / PERIOD / territory.new_run), output, str(other))
    return f"{other} ({made(other)}) and {own} ({made(own)}) publish the same"


def made(path):
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(path.stat().st_mtime))


def same(expected, output, place):
    found = contents(output / PERIOD / os.readlink(output / PERIOD / "current"))
    # What changed since an earlier run is the one thing that depends on one (contract 4).
    for name in sorted(expected.keys() | found.keys()):
        if "novedades" not in name and name != "manifest.json":
            expect(expected.get(name) == found.get(name), f"{place}: {name} differs")


def contents(run):
    return {str(path.relative_to(run)): path.read_bytes()
            for path in run.rglob("*") if path.is_file()}


CHECKS = [same_bytes, two_builds]
