"""Input that changes while it is read: what was read is what the manifest says, or the run fails."""

import hashlib
import json
import os
import shutil

from program import PERIOD, Moments, check_run, expect
from records import read_table

MANY = b"9" * 3000


def changes(bench, folder, known):
    """What may happen to a file; whatever it becomes is one of the contents that are known."""

    def append(path):
        with open(path, "ab") as file:
            file.write(MANY)

    def truncate(path):
        with open(path, "r+b") as file:
            file.truncate(os.path.getsize(path) // 2)

    def overwrite(path):
        with open(path, "r+b") as file:
            file.seek(os.path.getsize(path) // 3)
            file.write(b"#" * 10)

    def replace(path):
        other = path.with_name(".otro")
        other.write_bytes(path.read_bytes()[::-1])
        os.replace(other, path)

    def become_link(path):
        path.unlink()
        path.symlink_to("/etc/passwd")

    def become_pipe(path):
        path.unlink()
        os.mkfifo(path)

    def become_folder(path):
        path.unlink()
        path.mkdir()

    def folder_becomes_link(path):
        if path.parent != folder and not (folder.parent / "apartada").exists():
            path.parent.rename(folder.parent / "apartada")
            path.parent.symlink_to("/etc")

    return [append, truncate, overwrite, replace, os.unlink, become_link, become_pipe,
            become_folder, folder_becomes_link]


def snapshot(folder, known):
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            name = str(path.relative_to(folder))
            known.add((name, len(content), hashlib.sha256(content).hexdigest()))


def input_that_changes(bench):
    """Files grow, shrink, vanish and become something else while they are read: at random moments, and
    as the process stands still before it opens, measures, reads or closes one."""
    program, territory = bench.program, bench.territory
    source, output = bench.folder / "cambiante", bench.folder / "salida-cambiante"
    words = program.words(source, output)
    moments = Moments(bench.random, territory.seconds)
    ends, told = {0: 0, 2: 0}, 0
    for turn in range(bench.count(200, 18)):
        for folder in (source, output, bench.folder / "apartada"):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(territory.old, source)
        program.run(territory.old, output).expect(0)
        known = set()
        snapshot(source, known)
        files = sorted(path for path in source.rglob("*") if path.is_file())
        change = changes(bench, source, known)[turn % 9]
        chosen = bench.random.sample(files, min(len(files), 6))

        def disturb(_):
            for path in chosen:
                if path.exists() and not path.is_symlink():
                    change(path)

        if turn % 3 == 0:
            ending = moments.disturb(program, words, disturb)
        else:
            call = bench.random.choice(("openat", "fstat", "read", "pread64", "close"))
            total = max(1, bench.strace.count_of_run(call, territory))
            number = bench.random.randrange(1, total + 1)
            ending = bench.strace.stop_before(call, number, words, disturb)
        ending.expect(0, 2)
        ends[ending.status] += 1
        if ending.status == 2:
            expect("pmi: no se publicó nada" in ending.complaint, ending.complaint)
        snapshot(source, known)
        told += check_inputs(output / PERIOD / "current", known)
    return f"{ends[2]} ended with 2, {told} files could not be read"


def check_inputs(run, known):
    """Every input of the manifest is one content, never the beginning of one and the end of another."""
    check_run(run, os.readlink(run))
    for entry in json.loads((run / "manifest.json").read_bytes())["inputs"]:
        stamp = (entry["path"], entry["bytes"], entry["sha256"])
        expect(stamp in known or entry["read"] == 0, f"torn: {stamp}")
        expect(entry["read"] == entry["accepted"] + entry["superseded"] + entry["rejected"],
               f"lost rows: {entry}")
    findings = read_table(run / "csv" / "diagnosticos.csv")
    return sum(row["codigo"] == "F002" for row in findings)


CHECKS = [input_that_changes]
