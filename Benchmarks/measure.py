"""Whole processes, measured in turns."""
import dataclasses
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time


@dataclasses.dataclass
class Contender:
    """A command; what stands at `output` is moved aside before each run, and removed after all of them.

    Some disks (ext4 without a journal) search long for a place for a new file while many were just
    removed, which is not the time of whoever writes.
    """
    name: str
    command: list
    output: pathlib.Path | None = None
    folder: pathlib.Path | None = None
    times: int | None = None


@dataclasses.dataclass
class Figure:
    """Of one run: seconds, and MiB of the largest process."""
    wall: float
    cpu: float
    peak: float
    said: str


def once(contender):
    if contender.output:
        move_aside(contender.output)
    said = contender_log(contender)
    with open(said, "wb") as log:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in contender.command], stdout=subprocess.DEVNULL, stderr=log,
            cwd=contender.folder)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    text = said.read_text(encoding="utf-8", errors="replace")
    if process.returncode != 0:
        sys.exit(f"{contender.name} ended with status {process.returncode}:\n{text}")
    return Figure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def move_aside(output):
    """The outputs of earlier runs stand beside it, to be removed by `remove_aside`."""
    if not output.exists():
        return
    aside = output.with_name(output.name + ".aside")
    aside.mkdir(exist_ok=True)
    output.rename(aside / str(sum(1 for _ in aside.iterdir())))


def remove_aside(output):
    shutil.rmtree(output.with_name(output.name + ".aside"), ignore_errors=True)


def contender_log(contender):
    folder = pathlib.Path(__file__).resolve().parent.parent / ".build/bench/logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "".join(c if c.isalnum() else "-" for c in contender.name)


def in_turns(contenders, times, after_first=lambda: None):
    """Figures by name: a first round that is not counted, then each in its turn, `times` times."""
    figures = {contender.name: [] for contender in contenders}
    for turn in range(times + 1):
        for contender in contenders:
            if turn > (contender.times or times):
                continue
            figure = once(contender)
            print(f"  {'warm-up' if turn == 0 else f'turn {turn}'}: {contender.name} "
                  f"{figure.wall:.2f} s, CPU {figure.cpu:.2f} s, {figure.peak:.0f} MiB",
                  file=sys.stderr, flush=True)
            if turn > 0:
                figures[contender.name].append(figure)
        if turn == 0:
            after_first()
    for contender in contenders:
        if contender.output:
            remove_aside(contender.output)
    return figures


@dataclasses.dataclass
class Median:
    wall: float
    cpu: float
    peak: float
    runs: int


def medians(figures):
    return {
        name: Median(
            statistics.median(f.wall for f in runs), statistics.median(f.cpu for f in runs),
            max(f.peak for f in runs), len(runs)) for name, runs in figures.items()}
