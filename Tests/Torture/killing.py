"""A run that is killed, interrupted or disturbed leaves the old run or the new one, whole."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from program import CUTOFF, PERIOD, SIGNALS, Moments, check_run, expect, leftovers


def killed_at_random(bench):
    """SIGKILL after a random part of the time that a run takes."""
    killed = 0
    moments = Moments(bench.random, bench.territory.seconds)
    for _ in range(bench.count(200, 25)):
        output = bench.territory.published()
        words = bench.program.words(bench.territory.new, output)
        ending = moments.disturb(bench.program, words, lambda process: process.kill())
        ending.expect(0, -signal.SIGKILL)
        killed += ending.status != 0
        bench.territory.check_whole(output)
        bench.territory.check_recovery(output)
    expect(killed > bench.count(200, 25) / 4, f"only {killed} were killed in time")
    return f"{killed} killed"


def killed_before_a_call(bench):
    """SIGKILL at chosen system calls of publishing: each of the rare ones, samples of the others."""
    killed = 0
    for call in ("renameat", "symlinkat", "syncfs", "fsync", "flock", "mkdirat", "fchmod",
                 "unlinkat", "getdents64", "openat", "write", "close"):
        total = bench.strace.count_of_run(call, bench.territory)
        for number in bench.some(range(1, total + 1), 40, 2):
            output = bench.territory.published()
            ending = bench.strace.inject(
                call, f"signal=KILL:when={number}",
                bench.program.words(bench.territory.new, output))
            ending.expect(0, -signal.SIGKILL, 128 + signal.SIGKILL)
            killed += ending.status != 0
            bench.territory.check_whole(output)
            bench.territory.check_recovery(output)
    return f"{killed} killed"


def interrupted(bench):
    """SIGTERM, SIGINT and SIGHUP at random: the process dies of it, and nothing stays behind."""
    ended = 0
    moments = Moments(bench.random, bench.territory.seconds)
    for turn in range(bench.count(150, 18)):
        number = SIGNALS[turn % 3]
        output = bench.territory.published()
        words = bench.program.words(bench.territory.new, output)
        ending = moments.disturb(
            bench.program, words, lambda process: process.send_signal(number))
        ending.expect(0, -number)
        current = bench.territory.check_whole(output)
        expect(leftovers(output) == [], f"left: {leftovers(output)}")
        if ending.status != 0 and ending.complaint:
            # Before its first lines the program dies of the signal as any other does.
            ended += 1
            name = signal.Signals(number).name
            expect(f"se interrumpió con {name}" in ending.complaint, ending.complaint)
            said = "ya estaba publicada" in ending.complaint
            expect(said == (current == bench.territory.new_run), ending.complaint)
        bench.territory.check_recovery(output)
    expect(ended > bench.count(150, 18) / 3, f"only {ended} were interrupted in time")
    return f"{ended} interrupted"


def interrupted_before_a_call(bench):
    """SIGTERM as a call begins: each of the rare ones of publishing, samples of reading and writing."""
    interrupted = 0
    for call in ("renameat", "symlinkat", "syncfs", "mkdirat", "fsync", "openat", "pread64", "write",
                 "close"):
        total = bench.strace.count_of_run(call, bench.territory)
        for number in bench.some(range(1, total + 1), 12, 1):
            output = bench.territory.published()
            ending = bench.strace.stop_before(
                call, number, bench.program.words(bench.territory.new, output),
                lambda process: os.kill(process, signal.SIGTERM))
            ending.expect(0, -signal.SIGTERM, 128 + signal.SIGTERM)
            interrupted += ending.status != 0
            bench.territory.check_whole(output)
            expect(leftovers(output) == [], f"{call} {number}: {leftovers(output)}")
            bench.territory.check_recovery(output)
    expect(interrupted >= bench.count(40, 5), f"only {interrupted} were interrupted")
    return f"{interrupted} interrupted"


def partials_killed(bench):
    """SIGKILL in `pmi partial` and `pmi merge`: their file is the old one, the new one or none, whole,
    and the next call leaves nothing beside it."""
    program, territory = bench.program, bench.territory
    folder = bench.folder / "partes"
    folder.mkdir()
    output = folder / "salida.pmip"
    old, new = (folder / name for name in ("antes.pmip", "ahora.pmip"))
    for source, file in ((territory.old, old), (territory.new, new)):
        program.call(partial_words(program, source, file)).expect(0)
    ways = {
        "partial": (partial_words(program, territory.new, output), new.read_bytes()),
        "merge": ([program.path, "merge", str(new), "--output", str(output)], new.read_bytes()),
    }
    killed = 0
    for words, expected in ways.values():
        killed += sum(
            kill_partial(bench, ending, words, expected, old)
            for ending in partial_endings(bench, words, output, old))
    expect(killed > bench.count(40, 8), f"only {killed} were killed in time")
    return f"{killed} killed"


def partial_words(program, source, output):
    return [program.path, "partial", "--root", str(source), "--period", PERIOD, "--as-of", CUTOFF,
            "--output", str(output)]


def partial_endings(bench, words, output, old):
    """Runs that are killed: at random, and before calls that make, write, close and move the file."""
    def begin(turn):
        output.unlink(missing_ok=True)
        if turn % 2:
            shutil.copyfile(old, output)

    begin(0)
    moments = Moments(bench.random, bench.program.call(words).expect(0).seconds)
    for turn in range(bench.count(60, 6)):
        begin(turn)
        yield moments.disturb(bench.program, words, lambda process: process.kill())
    for call in ("openat", "fchmod", "flock", "write", "fsync", "close", "renameat", "getdents64"):
        total = bench.strace.count(call, words)
        for number in bench.some(range(1, total + 1), 12, 1):
            begin(number)
            yield bench.strace.inject(call, f"signal=KILL:when={number}", words)


def kill_partial(bench, ending, words, expected, old):
    """Looks at what a killed run left, and at what the next one makes of it; whether it was killed."""
    output = Path(words[-1])
    ending.expect(0, -signal.SIGKILL, 128 + signal.SIGKILL)
    if output.exists():
        expect(output.read_bytes() in (expected, old.read_bytes()), f"{words[1]}: torn")
    bench.program.call(words).expect(0)
    expect(output.read_bytes() == expected, f"{words[1]}: another file")
    beside = set(os.listdir(output.parent)) - {output.name, "antes.pmip", "ahora.pmip"}
    expect(not beside, f"{words[1]}: left {sorted(beside)}")
    return ending.status != 0


def two_at_once(bench):
    """Of runs on one output at once one works; the others say so, at once, and end with 75."""
    held = 0
    for _ in range(bench.count(30, 4)):
        output = bench.territory.published()
        began = time.monotonic()
        words = bench.program.words(bench.territory.new, output)
        runs = [bench.program.start(words) for _ in range(5)]
        endings = [bench.program.finish(run, began) for run in runs]
        for ending in endings:
            ending.expect(0, 75)
            if ending.status == 75:
                held += 1
                expect("otra ejecución" in ending.complaint, ending.complaint)
        expect(any(ending.status == 0 for ending in endings), "none worked")
        bench.territory.check_recovery(output)
    expect(held > 0, "no two runs ever met")
    return f"{held} ended with 75"


def output_removed_meanwhile(bench):
    """The output folder goes while the run works: it fails or has published, the next one works."""
    for _ in range(bench.count(40, 5)):
        output = bench.territory.published()
        process = bench.program.start(bench.program.words(bench.territory.new, output))
        began = time.monotonic()
        time.sleep(bench.random.uniform(0, bench.territory.seconds))
        subprocess.run(["rm", "-rf", str(output)], stderr=subprocess.DEVNULL, check=False)
        bench.program.finish(process, began).expect(0, 2)
        shutil.rmtree(output, ignore_errors=True)
        bench.program.run(bench.territory.new, output).expect(0)
        current = os.readlink(output / PERIOD / "current")
        check_run(output / PERIOD / current, current)


def standard_streams(bench):
    """Closed, full and broken standard streams: a run publishes, and never writes elsewhere."""
    program, source = bench.program, bench.territory.new
    shell = ["/bin/sh", "-c"]
    for redirection in (">&-", "2>&-", "<&- >&- 2>&-", "> /dev/full", "2> /dev/full"):
        output = bench.territory.published()
        line = f'exec "$0" "$@" {redirection}'
        program.call([*shell, line, *program.words(source, output)]).expect(0)
        bench.territory.check_recovery(output)
    validate = [program.path, "validate", "--input", str(source)]
    ending = program.call([*shell, '"$0" "$@" | head -1', *validate]).expect(0)
    expect(ending.output.count(b"\n") == 1, "head got no line")
    expect("ipe" not in ending.complaint, ending.complaint)
    ending = program.call([*shell, 'exec "$0" "$@" > /dev/full', *validate]).expect(2)
    expect("salida estándar" in ending.complaint, ending.complaint)
    output = bench.territory.published()
    program.call(["/bin/bash", "-c", '"$0" "$@" | true; exit ${PIPESTATUS[0]}',
                  *program.words(source, output)]).expect(0)
    bench.territory.check_recovery(output)


CHECKS = [killed_at_random, killed_before_a_call, interrupted, interrupted_before_a_call,
          partials_killed, two_at_once, output_removed_meanwhile, standard_streams]
