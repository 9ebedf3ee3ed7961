#!/usr/bin/env python3
"""Ejecuta Integrations/spark en un Spark de varios procesos, mata uno de sus trabajadores mientras lee y
compara lo publicado con lo de una sola ejecución, byte por byte.

Uso: check.py PMI CARPETA_DE_TRABAJO [ARCHIVOS]
"""

import filecmp
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
JOB = HERE.parent.parent / "Integrations" / "spark" / "consolidar.py"
PERIOD = ["--period", "2025", "--as-of", "2025-11-30"]
DEADLINE = 1800


def fail(message):
    sys.exit(f"test-spark: {message}")


def command_line(process):
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def descendants(root):
    """Los procesos que descienden de uno: solo los de esta prueba."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                text = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(text.rpartition(")")[2].split()[1])
    found, pending = [], [root]
    while pending:
        parent = pending.pop()
        children = [child for child, known in parents.items() if known == parent]
        found += children
        pending += children
    return found


def executors(root):
    return [p for p in descendants(root)
            if b"org.apache.spark.executor.CoarseGrainedExecutorBackend" in command_line(p)]


def kill_a_worker(job, scratch):
    """Espera a que las tareas estén leyendo y mata un ejecutor con SIGKILL."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        if job.poll() is not None:
            fail("Spark terminó antes de que se matara un trabajador")
        done = list(Path(scratch).glob("*/parte-*.pmip"))
        running = executors(job.pid)
        if done and len(running) == 2:
            os.kill(running[0], signal.SIGKILL)
            print(f"Matado el ejecutor {running[0]} con {len(done)} partes hechas.", flush=True)
            return len(done)
        time.sleep(0.05)
    fail("no empezó ninguna tarea")


def check_retries(events):
    """Que Spark perdió un ejecutor y volvió a hacer lo que este hacía."""
    lost = failed = 0
    for file in Path(events).rglob("events_*"):
        for line in file.read_text().splitlines():
            event = json.loads(line)
            lost += event["Event"] == "SparkListenerExecutorRemoved"
            if event["Event"] == "SparkListenerTaskEnd":
                failed += event["Task End Reason"]["Reason"] in ("ExecutorLostFailure", "Resubmitted")
    print(f"Spark: {lost} ejecutores perdidos, {failed} tareas hechas de nuevo.", flush=True)
    if lost < 1 or failed < 1:
        fail("Spark no notó la muerte del trabajador")


def differences(left, right):
    """Rutas que faltan en uno o no tienen los mismos bytes."""
    def tree(root):
        return {p.relative_to(root) for p in root.rglob("*")}
    names = (tree(left), tree(right))
    found = [str(name) for name in names[0] ^ names[1]]
    for name in sorted(names[0] & names[1]):
        one, other = left / name, right / name
        if one.is_symlink() or other.is_symlink():
            same = one.is_symlink() and other.is_symlink() and os.readlink(one) == os.readlink(other)
        else:
            same = one.is_dir() or filecmp.cmp(one, other, shallow=False)
        if not same:
            found.append(str(name))
    return found


def main():
    pmi, work = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
    files = int(sys.argv[3]) if len(sys.argv) > 3 else 18000
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    root, scratch, events = work / "entrada", work / "parciales", work / "eventos"
    for folder in (scratch, events):
        folder.mkdir()
    # Not every establishment has a route.
    subprocess.run([pmi, "sample", "--output", root, "--establishments", str(files + files // 20), "--periods",
                    "2023-2025", "--seed", "7", "--actions", "8", "--errors", "0.01"], check=True,
                   stdout=subprocess.DEVNULL)
    (root / "enlace.csv").symlink_to("/etc/hostname")
    count = sum(1 for p in root.rglob("*") if p.is_file())
    print(f"Entrada: {count} archivos.", flush=True)
    if count < files:
        fail(f"la entrada tiene menos de {files} archivos")
    subprocess.run([pmi, "run", "--input", root, *PERIOD, "--output", work / "una", "--quiet"], check=True)
    submit = Path(sys.executable).parent / "spark-submit"
    environment = dict(os.environ, PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable,
                       SPARK_LOCAL_IP="127.0.0.1", SPARK_LOCAL_DIRS=str(work))
    with open(work / "spark.log", "w") as log:
        job = subprocess.Popen(
            [submit, "--master", "local-cluster[2,1,1024]", "--conf", "spark.eventLog.enabled=true",
             "--conf", f"spark.eventLog.dir=file://{events}", "--conf", "spark.eventLog.compress=false",
             "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=1g",
             JOB, "--pmi", pmi, "--root", root, "--scratch", scratch, *PERIOD,
             "--output", work / "varias", "--files-per-task", str(max(1, files // 40)), "--", "--quiet"],
            env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=work)
        kill_a_worker(job, scratch)
        if job.wait(timeout=DEADLINE) != 0:
            fail(f"Spark falló; véase {work / 'spark.log'}")
    check_retries(events)
    different = differences(work / "una", work / "varias")
    if different:
        fail(f"no se publicó lo mismo: {different[:5]}")
    published = sum(1 for p in (work / "una").rglob("*") if p.is_file())
    print(f"Los {published} documentos son los mismos, byte por byte.")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
