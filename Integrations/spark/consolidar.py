#!/usr/bin/env python3
"""Lee una carpeta de entrada con Apache Spark y publica sus informes con pmi.

Cada tarea lee un grupo de archivos con «pmi partial»; los resultados se juntan en árbol con
«pmi merge»; el programa principal publica con «pmi run --partials». Repartir, reintentar y juntar es
asunto de Spark: aquí no hay planificador. Véase README.md.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile

# De cuántos en cuántos se juntan: así cada byte se copia una vez por nivel y no una por tarea.
FAN_IN = 8


def listing(root):
    """Rutas relativas, como bytes, de todo lo que no es carpeta y de las carpetas que no se dejan leer."""
    root = os.fsencode(root)
    found, unreadable = [], []
    for folder, inner, names in os.walk(root, onerror=lambda error: unreadable.append(error.filename)):
        # Los enlaces a carpetas vienen entre las carpetas, y no se entra en ellos.
        links = [name for name in inner if os.path.islink(os.path.join(folder, name))]
        found += [os.path.join(folder, name) for name in names + links]
    return sorted(os.path.relpath(path, root) for path in found + unreadable)


def call(command, content=None):
    """Ejecuta pmi; si no termina bien, la tarea falla con lo que pmi dijo y Spark la reintenta."""
    ended = subprocess.run(command, input=content, stderr=subprocess.PIPE)
    if ended.returncode != 0:
        raise RuntimeError(ended.stderr.decode(errors="replace"))


def partial(job, number, paths):
    """Lee los archivos de una partición; un reintento escribe los mismos bytes en el mismo lugar."""
    output = os.path.join(job["scratch"], f"parte-{number:06}.pmip")
    command = [job["pmi"], "partial", "--root", job["root"], "--files-from", "-", "--null"]
    call(command + ["--output", output, "--jobs", "1", "--quiet"] + job["settings"],
         b"".join(path + b"\0" for path in paths))
    return [output]


def join(job, left, right):
    """Reúne dos listas de resultados; cuando son bastantes, los junta en uno."""
    files = left + right
    if len(files) < FAN_IN:
        return files
    name = hashlib.sha256("\0".join(files).encode()).hexdigest()[:16]
    output = os.path.join(job["scratch"], f"junta-{name}.pmip")
    call([job["pmi"], "merge", *files, "--output", output, "--quiet"])
    return [output]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pmi", default="pmi", help="el programa, en todas las máquinas")
    parser.add_argument("--root", required=True, help="carpeta de entrada, a la vista de todas")
    parser.add_argument("--scratch", help="carpeta para los parciales, a la vista de todas")
    parser.add_argument("--period", required=True)
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--config", help="configuración, a la vista de todas")
    parser.add_argument("--output", required=True, help="carpeta donde se publica")
    parser.add_argument("--files-per-task", type=int, default=500)
    parser.add_argument("more", nargs="*", help="otras opciones de «pmi run», después de --")
    return parser.parse_args()


def main():
    from pyspark import SparkConf, SparkContext

    given = arguments()
    settings = ["--period", given.period, "--as-of", given.as_of]
    if given.config:
        settings += ["--config", given.config]
    paths = listing(given.root)
    context = SparkContext(conf=SparkConf().setAppName("pmi"))
    with tempfile.TemporaryDirectory(prefix="pmi-", dir=given.scratch) as scratch:
        job = {"pmi": given.pmi, "root": given.root, "scratch": scratch, "settings": settings}
        slices = max(1, -(-len(paths) // given.files_per_task))
        files = (
            context.parallelize(paths, slices)
            .mapPartitionsWithIndex(lambda number, part: [partial(job, number, part)])
            .treeReduce(lambda left, right: join(job, left, right))
        )
        context.stop()
        run = [given.pmi, "run", "--partials", *files, "--output", given.output]
        return subprocess.run(run + settings + given.more).returncode


if __name__ == "__main__":
    sys.exit(main())
