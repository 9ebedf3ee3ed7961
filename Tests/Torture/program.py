"""The program under torture, and what must hold of its output whatever happened to it."""

import hashlib
import json
import os
import re
import resource
import shutil
import signal
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PERIOD = "2025"
CUTOFF = "2025-11-30"
RUN_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{16}")

# Contract 4: published, strict or findings, nothing published, held, configuration or template.
EXIT_CODES = {0, 1, 2, 75, 78}


class Broken(Exception):
    """A promise that does not hold."""


def expect(holds, text):
    if not holds:
        raise Broken(text)


@dataclass
class Ending:
    """How a process ended; a negative status is the signal that it died of."""

    status: int
    output: bytes
    complaint: str
    seconds: float

    def expect(self, *statuses):
        """A known end, and no trap of the language's runtime."""
        expect(
            "Fatal error" not in self.complaint and "Stack dump" not in self.complaint,
            f"trap: {self.complaint[-400:]}")
        expect(
            self.status in statuses,
            f"ended with {self.status}, not {statuses}: {self.complaint[-400:]}")
        return self


class Program:
    """`pmi`, as a user starts it."""

    def __init__(self, path):
        self.path = str(Path(path).resolve())

    def words(self, source, output, *further):
        return [self.path, "run", "--input", str(source), "--output", str(output),
                "--period", PERIOD, "--as-of", CUTOFF, "--csv-dialect", "rfc4180", *further]

    def start(self, words, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        # A trap then ends at once, instead of with minutes of stack traces.
        environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no", **options.pop("env", {})}
        return subprocess.Popen(words, env=environment, **options)

    def finish(self, process, began, timeout=120):
        try:
            output, complaint = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Broken(f"no end after {timeout} s: {process.args}")
        return Ending(process.returncode, output or b"",
                      (complaint or b"").decode("utf-8", "replace"), time.monotonic() - began)

    def call(self, words, limits=(), timeout=120, **options):
        """Starts and waits; `limits` are pairs of a resource and its limit."""
        def limit():
            for which, value in limits:
                resource.setrlimit(which, (value, value))

        began = time.monotonic()
        if limits:
            options["preexec_fn"] = limit
        return self.finish(self.start(words, **options), began, timeout)

    def run(self, source, output, *further, **options):
        return self.call(self.words(source, output, *further), **options)

    def sample(self, folder, *further):
        self.call([self.path, "sample", "--output", str(folder), *map(str, further)]).expect(0)

    def verify(self, run):
        ending = self.call([self.path, "verify", str(run)])
        expect(ending.status == 0, f"pmi verify {run}: {ending.output.decode()}")


class Territory:
    """Two inputs, an old and a new one, and what a run over each publishes undisturbed."""

    def __init__(self, program, folder, seed, establishments=12, actions=6):
        self.program = program
        self.folder = Path(folder)
        self.old, self.new = self.folder / "antes", self.folder / "ahora"
        program.sample(self.old, "--establishments", establishments, "--periods", "2023-2025",
                       "--seed", seed, "--errors", "0.05", "--actions", actions)
        shutil.copytree(self.old, self.new)
        directory = sorted(self.new.rglob("*"))[-1].parent
        (directory / "zz-nota.csv").write_text("a;b\n1;2\n")
        self.reference = self.folder / "referencia"
        for source in (self.old, self.new):
            program.run(source, self.reference).expect(0)
        names = [name for name in os.listdir(self.reference / PERIOD) if RUN_ID.fullmatch(name)]
        self.new_run = os.readlink(self.reference / PERIOD / "current")
        self.old_run = next(name for name in names if name != self.new_run)
        # What the machine had not at hand at first makes the first runs longer than the others.
        self.seconds = statistics.median(
            program.run(self.new, self.published()).expect(0).seconds for _ in range(5))

    def published(self, name="salida"):
        """An output in which the old run stands, copied with its times."""
        output = self.folder / name
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(self.reference, output, symlinks=True)
        shutil.rmtree(output / PERIOD / self.new_run)
        (output / PERIOD / "current").unlink()
        (output / PERIOD / "current").symlink_to(self.old_run)
        return output

    def check_whole(self, output, others=False):
        """`current` names the old run or the new one (or, with `others`, any), whole; and the old
        one stands."""
        current = os.readlink(output / PERIOD / "current")
        if not others:
            expect(current in (self.old_run, self.new_run), f"current names {current}")
        check_run(output / PERIOD / current, current)
        if current != self.old_run:
            check_run(output / PERIOD / self.old_run, self.old_run)
        return current

    def check_recovery(self, output, others=False):
        """The next run succeeds, tidies up and publishes what it would have anyway."""
        self.program.run(self.new, output).expect(0)
        expect(os.readlink(output / PERIOD / "current") == self.new_run, "another run is current")
        self.program.verify(output / PERIOD / "current")
        names = set(os.listdir(output / PERIOD))
        extra = names - {self.old_run, self.new_run, "current"}
        if others:
            extra = {name for name in extra if not RUN_ID.fullmatch(name)}
        expect(not extra, f"left over: {sorted(extra)}")
        expect(set(os.listdir(output)) == {".pmi.lock", PERIOD}, f"left: {os.listdir(output)}")
        expected = documents(self.reference / PERIOD / self.new_run)
        found = documents(output / PERIOD / self.new_run)
        differing = {name for name in expected.keys() | found.keys()
                     if expected.get(name) != found.get(name)
                     and not (others and "novedades" in name)}
        expect(not differing, f"other documents: {sorted(differing)}")
        manifest = (PERIOD, self.new_run, "manifest.json")
        # What changed since the run before, and its digest, depend on which one that was (contract 4).
        expect(others or output.joinpath(*manifest).read_bytes()
               == self.reference.joinpath(*manifest).read_bytes(), "another manifest")


class Moments:
    """Random moments within a run, which takes longer or shorter as the machine is busy.

    Where the process had ended by then, its own time is the length that later moments fall within;
    where it had not, it would have taken longer.
    """

    def __init__(self, random, seconds):
        self.random = random
        self.seconds = seconds

    def disturb(self, program, words, disturb):
        """Starts a process and calls `disturb` with it at a moment: its ending."""
        delay = self.random.uniform(0, self.seconds)
        process = program.start(words)
        began = time.monotonic()
        try:
            process.wait(delay)
            in_time = False
        except subprocess.TimeoutExpired:
            disturb(process)
            in_time = True
        ending = program.finish(process, began)
        self.seconds = self.seconds * 1.05 if in_time else min(self.seconds, ending.seconds)
        return ending


def check_run(run, name):
    """An independent `pmi verify`: every document of the manifest, and nothing beside them."""
    manifest = json.loads((run / "manifest.json").read_bytes())
    expect(manifest["run"] == name, f"the manifest of {name} says {manifest['run']}")
    for document in manifest["outputs"]:
        content = (run / document["path"]).read_bytes()
        expect(len(content) == document["bytes"], f"{document['path']}: size")
        expect(hashlib.sha256(content).hexdigest() == document["sha256"],
               f"{document['path']}: digest")
    found = {str(path.relative_to(run)) for path in run.rglob("*") if not path.is_dir()}
    known = {document["path"] for document in manifest["outputs"]} | {"manifest.json"}
    expect(found == known, f"surplus or missing: {sorted(found ^ known)[:5]}")


def documents(run):
    """The digests of a run's documents, by path."""
    manifest = json.loads((run / "manifest.json").read_bytes())
    return {document["path"]: document["sha256"] for document in manifest["outputs"]}


def leftovers(output):
    """Hidden names in an output other than the lock."""
    found = [str(path.relative_to(output)) for path in Path(output).rglob(".*")]
    return [name for name in found if name != ".pmi.lock"]


SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
