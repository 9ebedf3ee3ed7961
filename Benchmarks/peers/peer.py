"""Runs one peer over an input folder: `peer.py ENGINE INPUT OUTPUT [--threads N] [--everything]`.

`--everything` adds what a user of pmi gets besides: the SHA-256 of each input, taken beside the work by
threads of its own, and the rejected rows with file and ordinal.
"""
import argparse
import concurrent.futures
import hashlib
import importlib
import os
import pathlib
import sys
import time


def _digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=["duckdb", "polars", "pandas", "lxml"])
    parser.add_argument("input", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--everything", action="store_true")
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)
    start = time.monotonic()
    options.output.mkdir(parents=True, exist_ok=True)
    inputs = sorted(path for path in options.input.rglob("*") if path.suffix in (".csv", ".xml", ".txt"))
    pool = concurrent.futures.ThreadPoolExecutor(options.threads)
    digests = [pool.submit(_digest, path) for path in inputs] if options.everything else []
    from registers import Registers
    engine = importlib.import_module(options.engine + "_peer")
    registers = Registers(options.input)
    rejects = options.output / "rechazos.csv" if options.everything else None
    facts = engine.facts(options.input, registers, options.threads, rejects)
    read = time.monotonic() - start
    import figures
    figures.write(facts, options.input, options.output)
    with open(options.output / "huellas.csv", "w", encoding="utf-8") as file:
        for path, digest in zip(inputs, digests):
            file.write(f"{path.relative_to(options.input)},{digest.result()}\n")
    total = time.monotonic() - start
    print(f"facts {read:.3f} s, figures and tables {total - read:.3f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
