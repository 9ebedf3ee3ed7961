"""Calls that fail, disks that fill up, limits that are reached: the old run or the new one, whole."""

import contextlib
import os
import resource
import shutil
import subprocess

from program import PERIOD, check_run, expect

# The loader's own end, where a call fails before the program has begun.
LOADER_FAILED = 127


def calls_that_fail(bench):
    """Each system call fails in turn, once and for good, with what disks and systems answer."""
    faults = {
        "write": ["ENOSPC", "EIO", "EDQUOT"], "openat": ["EACCES", "EMFILE", "ENOSPC"],
        "read": ["EIO"], "pread64": ["EIO"], "renameat": ["EIO", "ENOSPC"],
        "symlinkat": ["ENOSPC"], "mkdirat": ["ENOSPC", "EROFS"], "syncfs": ["EIO", "ENOSPC"],
        "fsync": ["EIO"], "fchmod": ["EPERM"], "unlinkat": ["EIO"], "flock": ["ENOLCK"],
        "getdents64": ["EIO"], "close": ["EIO"], "readlinkat": ["EIO"], "fstat": ["EIO"],
        "newfstatat": ["EIO"], "clone3": ["EAGAIN"],
    }
    failed = 0
    for call, errors in faults.items():
        total = bench.strace.count_of_run(call, bench.territory)
        for number in bench.some(range(1, total + 1), 24, 1):
            error = bench.random.choice(errors)
            when = bench.random.choice([str(number), f"{number}+"])
            failed += fails(bench, call, error, when)
    return f"{failed} of the runs failed"


def fails(bench, call, error, when):
    output = bench.territory.published()
    ending = bench.strace.inject(
        call, f"error={error}:when={when}", bench.program.words(bench.territory.new, output))
    place = f"{call} {error} {when}"
    expect("Fatal error" not in ending.complaint, f"{place}: {ending.complaint[-300:]}")
    expect(ending.status in (0, 2, LOADER_FAILED) or call == "clone3",
           f"{place}: ended with {ending.status}: {ending.complaint[-300:]}")
    if ending.status == 2 and call not in ("write", "close"):
        expect("pmi: " in ending.complaint, f"{place}: said {ending.complaint!r}")
    # A file of the input that can't be read is a finding, and makes another run of it.
    bench.territory.check_whole(output, others=True)
    bench.territory.check_recovery(output, others=True)
    return ending.status != 0


def interrupted_calls(bench):
    """Calls that a signal interrupts (EINTR) are repeated: the run publishes what it would have."""
    for call in ("write", "read", "openat", "fsync", "renameat", "flock", "close", "pread64"):
        total = bench.strace.count_of_run(call, bench.territory)
        for number in bench.some(range(1, total + 1), 10, 1):
            output = bench.territory.published()
            bench.strace.inject(
                call, f"error=EINTR:when={number}",
                bench.program.words(bench.territory.new, output)).expect(0, LOADER_FAILED, 2)
            bench.territory.check_whole(output, others=True)
            bench.territory.check_recovery(output, others=True)


@contextlib.contextmanager
def small_disk(folder, options):
    """A file system in memory with so much room; it takes the right to mount."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def full_disks(bench):
    """A disk with room for the old run and a part of the new one, by bytes and by inodes."""
    territory = bench.territory
    taken = used(territory.published())
    needed = used(territory.reference) - taken
    files = sum(len(names) + 1 for _, _, names in os.walk(territory.reference))
    told = 0
    for step in range(bench.count(40, 6)):
        share = (step + bench.random.random()) / bench.count(40, 6)
        by_inodes = step % 4 == 3
        options = (f"size=1g,nr_inodes={int(files * (0.55 + share / 2))}" if by_inodes
                   else f"size={taken + int(needed * share * 1.2)}")
        with small_disk(bench.folder / "disco", options) as disk:
            output = disk / "salida"
            copied = subprocess.run(
                ["cp", "-a", str(territory.published()), str(output)], capture_output=True)
            if copied.returncode != 0:
                continue
            ending = bench.program.run(territory.new, output).expect(0, 2)
            told += ending.status == 2 and "no queda espacio" in ending.complaint
            expect(ending.status == 0 or "pmi: " in ending.complaint, ending.complaint)
            territory.check_whole(output)
            expect(ending.status == 0 or not [
                name for name in os.listdir(output / PERIOD) if name.startswith(".")
            ], "what was written stays on the full disk")
            subprocess.run(
                ["mount", "-o", "remount,size=1g,nr_inodes=0", str(disk)], check=True)
            territory.check_recovery(output)
    expect(told > 0, "no disk was ever full")
    return f"{told} said so"


def used(folder):
    """Bytes that a folder takes on tmpfs, whose pages are of 4 KiB."""
    total = 0
    for path, _, names in os.walk(folder):
        total += 4096
        total += sum(
            -(-os.lstat(os.path.join(path, name)).st_size // 4096) * 4096 for name in names)
    return total


def read_only_disk(bench):
    """A disk that became read-only: exit 2, and the run before can be verified."""
    territory = bench.territory
    with small_disk(bench.folder / "disco", "size=1g") as disk:
        output = disk / "salida"
        subprocess.run(["cp", "-a", str(territory.published()), str(output)], check=True)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        ending = bench.program.run(territory.new, output).expect(2)
        expect("solo lectura" in ending.complaint, ending.complaint)
        territory.check_whole(output)
        bench.program.verify(output / PERIOD / "current")
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        territory.check_recovery(output)


def without_permission(bench):
    """A user who may not write the output, or not read the input."""
    territory = bench.territory
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    for folder in (bench.folder, territory.folder):
        folder.chmod(0o755)
    output = territory.published()
    ending = bench.program.call(
        [*nobody, *bench.program.words(territory.new, output)]).expect(2)
    expect("no hay permiso" in ending.complaint, ending.complaint)
    territory.check_whole(output)
    territory.check_recovery(output)
    closed = bench.folder / "cerrada"
    shutil.rmtree(closed, ignore_errors=True)
    shutil.copytree(territory.old, closed)
    some = sorted(path for path in closed.rglob("*") if path.is_file())
    some[len(some) // 2].chmod(0)
    own = bench.folder / "suya"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    os.chown(own, 65534, 65534)
    bench.program.call([*nobody, *bench.program.words(closed, own)]).expect(0)
    current = own / PERIOD / "current"
    check_run(current, os.readlink(current))
    findings = (current / "csv" / "diagnosticos.csv").read_text()
    expect("F002" in findings and "No hay permiso" in findings, "no F002")
    closed.chmod(0)
    ending = bench.program.call([*nobody, *bench.program.words(closed, own)]).expect(2)
    expect("pmi: " in ending.complaint, ending.complaint)
    closed.chmod(0o755)


def limits(bench):
    """Small limits of file size, open files and processor time; little memory."""
    territory = bench.territory
    cases = [(resource.RLIMIT_FSIZE, size) for size in (0, 1, 4096, 20_000, 70_000, 300_000)]
    cases += [(resource.RLIMIT_NOFILE, count) for count in range(3, 24)]
    cases = bench.some(cases, len(cases), 8)
    for which, value in cases:
        output = territory.published()
        ending = bench.program.run(territory.new, output, limits=[(which, value)])
        place = f"limit {which} of {value}"
        expect(ending.status in (0, 2, LOADER_FAILED),
               f"{place}: {ending.status} {ending.complaint[-300:]}")
        if which == resource.RLIMIT_FSIZE and value < 4096:
            expect(ending.status == 2 and "supera el tamaño" in ending.complaint,
                   f"{place}: {ending.complaint}")
        territory.check_whole(output)
        territory.check_recovery(output)
    # Without memory the program ends by a signal: what stood before still stands.
    for megabytes in bench.some(range(24, 400, 16), 24, 4):
        output = territory.published()
        bench.program.run(
            territory.new, output, limits=[(resource.RLIMIT_AS, megabytes << 20)])
        territory.check_whole(output)
        territory.check_recovery(output)


CHECKS = [calls_that_fail, interrupted_calls, full_disks, read_only_disk, without_permission, limits]
