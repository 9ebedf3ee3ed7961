"""Nothing is lost: every record is accepted, superseded or rejected, and rejects stand as they came."""

import collections
import os
import shutil
import time

from program import PERIOD, check_run, expect
from records import KINDS, Table, aliases, cut, decoded, elements, read_table, unguarded

NASTY = [b'"', b";", b",", b"\t", b"\r", b"\n", b"\r\n", b"<", b">", b"&", b"\x00", b"\xff", b"\xc3",
         b"\xe2\x80\xae", b"\xef\xbb\xbf", b"'", b"=", b"sep=,\n", b"]]>", b"<!--", b"  ", b"\xc2\x85",
         b"\x1b[31m", b'"' * 3]


def damaged(random, content):
    """A few mutations: bytes changed, inserted, left out, moved and doubled."""
    content = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        place = random.randrange(len(content) + 1)
        length = random.choice((1, 1, 2, 8, 200))
        match random.randrange(6):
            case 0: content[place:place] = random.choice(NASTY)
            case 1: content[place:place + length] = b""
            case 2: content[place:place + length] = random.randbytes(min(length, 2))
            case 3: content[place:place] = content[place:place + length]
            case 4:
                lines = bytes(content).split(b"\n")
                line = random.randrange(len(lines))
                lines.insert(random.randrange(len(lines)), lines[line])
                content = bytearray(b"\n".join(lines))
            case 5:
                if random.random() < 0.1: del content[place:]
    return bytes(content)


def rows_of_damaged_territories(bench):
    """read = accepted + superseded + rejected, and rechazos.csv byte for byte, by another reader."""
    program, random = bench.program, bench.random
    totals = collections.Counter()
    names = aliases(os.getcwd())
    for turn in range(bench.count(60, 5)):
        source, output = bench.folder / f"t{turn}", bench.folder / f"s{turn}"
        program.sample(
            source, "--establishments", random.randrange(3, 14), "--periods", "2024-2025",
            "--seed", bench.seed + turn, "--actions", random.randrange(1, 8),
            "--errors", random.choice(("0", "0.02", "0.2")),
            "--form", random.choice(("csv", "csv", "xml", "xml-2003", "mixed")),
            "--layout", random.choice(("combined", "per-establishment")))
        files = sorted(path for path in source.rglob("*") if path.is_file())
        for path in random.sample(files, min(len(files), random.randrange(1, 12))):
            path.write_bytes(damaged(random, path.read_bytes()))
        ending = program.run(source, output, "--outputs", "csv").expect(0, 2)
        if ending.status == 2:
            expect("directorio" in ending.complaint, ending.complaint)
            totals["without a directory"] += 1
        else:
            check_counts(source, output / PERIOD / "current", totals, names)
        shutil.rmtree(source)
        shutil.rmtree(output)
    expect(totals["rejects compared"] > 20, f"too little seen: {dict(totals)}")
    return ", ".join(f"{count} {what}" for what, count in sorted(totals.items()))


def check_counts(source, run, totals, names):
    check_run(run, os.readlink(run))
    rejects = collections.defaultdict(list)
    for row in read_table(run / "csv" / "rechazos.csv"):
        rejects[row["archivo"]].append((int(row["linea"]), unguarded(row["registro"])))
    files = read_table(run / "csv" / "archivos.csv")
    for file in files:
        read, *parts = (
            int(file[name]) for name in ("leidas", "aceptadas", "reemplazadas", "rechazadas"))
        expect(read == sum(parts), f"{file}: not the sum")
        own = rejects.pop(file["archivo"], [])
        expect(len(own) == parts[2], f"{file['archivo']}: {len(own)} rejects")
        totals["files"] += 1
        totals["rows"] += read
        if file["tipo"]:
            check_file(source / file["archivo"], file, read, own, totals, names)
    expect(not rejects, f"rejects of no file: {list(rejects)}")


def check_file(path, file, read, rejects, totals, names):
    """Another reader finds as many records, and at the line of each reject the same text."""
    text = decoded(path.read_bytes(), file["codificacion"])
    if file["formato"] == "csv":
        found = [(line, raw) for line, raw, _ in Table(text, file["tipo"], names).records]
    else:
        name = "Row" if file["formato"] == "xml-2003" else KINDS[file["tipo"]][1]
        found = elements(text, name)
    place = f"{path.name} ({file['formato']})"
    if file["formato"] != "xml-2003":
        expect(len(found) == read, f"{place}: {read} read, another reader finds {len(found)}")
    else:
        expect(len(found) >= read, f"{place}: {read} read of {len(found)} rows")
    there = collections.Counter((line, cut(raw)) for line, raw in found)
    for reject in rejects:
        expect(there[reject] > 0, f"{place}: reject not as it came: {reject}")
        there[reject] -= 1
        totals["rejects compared"] += 1


PROVENANCE = ("archivos", "diagnosticos", "rechazos", "rg-121-hoja-control", "rg-120-fuid", "novedades")


def corrected_rejects(bench):
    """Rejects that are corrected and fed back complete the result, as if nothing had been wrong."""
    program, random = bench.program, bench.random
    fed = 0
    for turn in range(bench.count(20, 2)):
        sound, broken = bench.folder / f"sano{turn}", bench.folder / f"roto{turn}"
        program.sample(
            sound, "--establishments", 10, "--periods", "2024-2025", "--seed", bench.seed + turn,
            "--actions", 5, "--form", "csv", "--layout", "per-establishment")
        shutil.copytree(sound, broken)
        spoilt = {path: spoil(random, path) for path in sorted(broken.rglob("*.csv"))}
        output = bench.folder / f"salida{turn}"
        run = output / PERIOD / "current"
        program.run(broken, output, "--outputs", "csv").expect(0)
        rejects = read_table(run / "csv" / "rechazos.csv")
        for path, lines in spoilt.items():
            own = [row for row in rejects if row["archivo"] == str(path.relative_to(broken))]
            feed_back(path, lines, own)
            fed += len(own)
        program.run(broken, output, "--outputs", "csv").expect(0)
        expect(not read_table(run / "csv" / "rechazos.csv"), "some are still rejected")
        whole = bench.folder / f"entera{turn}"
        program.run(sound, whole, "--outputs", "csv").expect(0)
        compare(run / "csv", whole / PERIOD / "current" / "csv")
    expect(fed > bench.count(100, 4), f"only {fed} rows were fed back")
    return f"{fed} rows fed back"


def spoil(random, path):
    """Breaks the vigencia or código DANE of some rows; gives what broken rows were, by their text."""
    content = path.read_bytes()
    # Texts whose bytes are those of their UTF-8, so that a reject can be found again.
    lines = [] if b"\0" in content else content.splitlines(keepends=True)
    spoilt = {}
    for place in range(1, len(lines)):
        if random.random() < 0.1 and lines[place].strip() and lines[place].isascii() \
                and b'"' not in lines[place]:
            broken = b"*" + lines[place]
            spoilt[broken.rstrip(b"\r\n")] = lines[place]
            lines[place] = broken
    if lines:
        path.write_bytes(b"".join(lines))
    return spoilt


def feed_back(path, spoilt, rejects):
    """Puts the corrected record of each reject where it stood."""
    content = path.read_bytes()
    lines = content.splitlines(keepends=True)
    for row in rejects:
        record = unguarded(row["registro"]).encode()
        if record not in spoilt:
            # A sound row of a school whose own row in the directory was spoilt.
            expect(row["codigos"] == "X201", f"{path.name}:{row['linea']}: {row['codigos']}, yet sound")
            continue
        expect(lines[int(row["linea"]) - 1].rstrip(b"\r\n") == record, f"{path.name}: another line")
        lines[int(row["linea"]) - 1] = spoilt[record]
    path.write_bytes(b"".join(lines))


def compare(left, right):
    """Every table that says nothing of files is the same."""
    for name in sorted(os.listdir(right)):
        if name.removesuffix(".csv") not in PROVENANCE:
            expect((left / name).read_bytes() == (right / name).read_bytes(), f"{name} differs")


CHECKS = [rows_of_damaged_territories, corrected_rejects]
