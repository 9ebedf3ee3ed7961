"""Hostile input: bounded time and memory, nothing opened that is not ours, a harmless terminal."""

import os
import pty
import re
import resource
import select
import shutil
import time

from program import PERIOD, check_run, expect
from records import read_table

HEADER = b"vigencia;codigo_dane;fecha_limite;fecha_entrega\n"
GIB = 1 << 30
# Address space, of which the stacks of threads and the libraries take a part.
MEMORY = 3 << 29
SECONDS = 60


def huge(path, head, filler, tail=b""):
    """A file of one GiB: a head, the filler over and over, a tail."""
    piece = filler * (1_000_000 // len(filler))
    with open(path, "wb") as file:
        file.write(head)
        for _ in range(GIB // len(piece)):
            file.write(piece)
        file.write(tail)


def giant_files(bench):
    """A GiB in one line, one field, one tag, one text; a quote that never closes; a million columns."""
    cases = {
        "linea.csv": (HEADER + b"2025;", b"a", "F008"),
        "sin-encabezado.csv": (b"", b"a", "F001"),
        "comilla.csv": (HEADER + b'2025;"', b"a\n", "F008"),
        "columnas.csv": (HEADER, b";", "F008"),
        "comillas.csv": (b"", b'"', "F001"),
        "saltos.csv": (HEADER, b"\n", "F009"),
        "nulos.csv": (HEADER, b"\0", "F002"),
        "etiqueta.xml": (b"<controlEntregas ", b"a='1' ", "F008"),
        "nombre.xml": (b"<", b"a", "F008"),
        "texto.xml": (b"<controlEntregas>", b"x", "F008"),
        "honda.xml": (b"", b"<a>", "F008"),
        "comentario.xml": (b"<controlEntregas><!--", b" -", "F004"),
        "atributo.xml": (b"<controlEntregas a='", b"x", "F008"),
    }
    slowest = 0
    for name, (head, filler, code) in cases.items():
        source = bench.folder / "gigante"
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir()
        huge(source / name, head, filler)
        ending = bench.program.call(
            [bench.program.path, "validate", "--input", str(source), "--format", "csv"],
            limits=[(resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)])
        ending.expect(0, 1)
        found = ending.output.decode().splitlines()[1:]
        expect([line[:4] for line in found] == [code], f"{name}: {found}")
        slowest = max(slowest, ending.seconds)
        shutil.rmtree(source)
    return f"{len(cases)} files of 1 GiB within {MEMORY >> 20} MiB of address space, " \
        f"the slowest in {slowest:.1f} s"


giant_files.is_long = True

OUTSIDE = {
    "dtd.xml": '<!DOCTYPE r SYSTEM "file:///etc/passwd"><controlEntregas/>',
    "red.xml": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><controlEntregas/>',
    "entidad.xml": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><controlEntregas>&x;'
                   "</controlEntregas>",
    "parametro.xml": '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><r/>',
    "xinclude.xml": '<controlEntregas xmlns:xi="http://www.w3.org/2001/XInclude">'
                    '<xi:include href="file:///etc/passwd" parse="text"/></controlEntregas>',
    "hoja.xml": '<?xml version="1.0"?><?xml-stylesheet href="file:///etc/passwd"?>'
                '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "esquema.xml": '<controlEntregas xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
                   'i:noNamespaceSchemaLocation="file:///etc/passwd"/>',
}

# The program's own libraries, and what the system tells it of itself.
SYSTEM = re.compile(
    r"/(usr/)?lib(64)?/|/etc/ld\.so\.|/proc/|/sys/|/dev/(null|urandom)$|/usr/share/zoneinfo|"
    r"/etc/localtime|/opt/swift/|/tmp$|.*/\.build/")


def nothing_outside(bench):
    """Documents, links, pipes and names that lead elsewhere: only input and output are opened."""
    program = bench.program
    source, output = bench.folder / "afuera", bench.folder / "salida-afuera"
    shutil.copytree(bench.territory.old, source)
    for name, text in OUTSIDE.items():
        (source / name).write_text(text)
    (source / "enlace.csv").symlink_to("/etc/passwd")
    (source / "carpeta").symlink_to("/etc")
    (source / "vuelta").symlink_to(".")
    (source / "vuelta.csv").symlink_to("vuelta.csv")
    os.mkfifo(source / "tubo.csv")
    ending, lines = bench.strace.opened(program.words(source, output))
    ending.expect(0)
    own = (str(source), str(output), str(bench.folder))
    strangers = set()
    for line in lines:
        expect("connect(" not in line, f"connects: {line}")
        opened = re.search(r"= \d+<(/.*?)>(?:\(deleted\))?$", line)
        if opened and not opened[1].startswith(own) and not SYSTEM.match(opened[1]):
            strangers.add(opened[1])
    expect(not strangers, f"opened: {sorted(strangers)}")
    run = output / PERIOD / "current"
    codes = {row["archivo"]: row["codigo"] for row in read_table(run / "csv/diagnosticos.csv")}
    for name in ("dtd.xml", "red.xml", "entidad.xml", "parametro.xml"):
        expect(codes[name] == "F007", f"{name}: {codes[name]}")
    expect(codes["enlace.csv"] == "F011" and codes["carpeta"] == "F011", "F011")
    expect(codes["vuelta.csv"] == "F011" and codes["tubo.csv"] == "F002", "loop and pipe")
    for path in run.rglob("*"):
        if path.is_file():
            expect(b"root:x:0" not in path.read_bytes(), f"{path} holds a file of the system")
    return f"{len(lines)} calls looked at"


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NASTY = "\x1b[31m\x1b]0;x\x07\x9b2J\u202e\u2066\x08"


def terminal(bench):
    """On a terminal no verb shows a control sequence, whoever chose the words."""
    program, folder = bench.program, bench.folder
    source = folder / f"entrada{NASTY.replace(chr(0), '')}"
    source.mkdir()
    (source / f"a{NASTY}\n..b.csv").write_text(
        HEADER.decode() + f"2025;{NASTY}168;{NASTY};\n2025;x;\"a\nb\";\n")
    (source / f"hoja{NASTY}.csv").write_text(f"{NASTY};b\n1;2\n")
    configuration = folder / f"c{NASTY}.yaml"
    configuration.write_text(f'"clave\\e[31m{NASTY[8:]}": 1\n')
    templates = folder / f"plantillas{NASTY}"
    (templates / "csv").mkdir(parents=True)
    (templates / "csv" / "poaiv.csv").write_text("{{no\x1b[31m\u202e}}{{x\u202e}}\n")
    (templates / "csv" / f"otra{NASTY}.csv").write_text("x")
    output = str(folder / "salida")
    calls = [["validate", "--input", str(source), "--format", kind]
             for kind in ("text", "csv", "jsonl")]
    calls += [
        ["validate", "--input", str(source) + "no"], ["explain", NASTY], ["verify", str(source)],
        ["run", "--input", str(source), "--output", output, "--period", "2025"],
        ["run", "--input", str(source), "--output", output, "--period", NASTY], [NASTY],
        ["config", "--config", str(configuration)], ["templates", "check", str(templates)],
        ["templates", "export", str(configuration)],
        ["run", "--input", str(source), "--output", str(configuration), "--period", "2025"],
    ]
    for words in calls:
        shown = on_a_terminal([program.path, *words])
        expect(shown.strip(), f"{words[:2]}: nothing was shown")
        found = CONTROL.search(shown.replace("\r\n", "\n"))
        expect(not found, f"{words[:2]}: {found and found[0]!r} in {shown[:300]!r}")
    return f"{len(calls)} calls"


def on_a_terminal(words):
    """What a program shows on a terminal, both its streams."""
    child, descriptor = pty.fork()
    if child == 0:
        os.execv(words[0], words)
    shown, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([descriptor], [], [], 0.2)[0]:
            try:
                piece = os.read(descriptor, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.waitpid(child, 0)
    os.close(descriptor)
    return shown.decode("utf-8", "replace")


def bombs(bench):
    """Configurations and templates that try to take all time or memory: refused, within bounds."""
    program, folder = bench.program, bench.folder
    laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    configurations = {
        "risas": laughs + "procesos_pei: *a11\n", "hondo": "entidad: " + "[" * 200_000,
        "hondo2": "".join(" " * n + "a:\n" for n in range(3000)),
        "doble": "ventana: 3\nventana: 4\n", "marca": "entidad: !!python/object/apply:os.system [x]\n",
        "ciclo": "entidad: &a [*a]\n", "binario": "\x00\x01", "grande": "#" + "x" * (64 << 20),
        "muchas": "".join(f"clave{n}: 1\n" for n in range(200_000)),
    }
    bounds = [(resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)]
    for name, text in configurations.items():
        path = folder / f"{name}.yaml"
        path.write_text(text)
        ending = program.call([program.path, "config", "--config", str(path)], limits=bounds)
        # A long comment is no fault; it only must not cost more than its reading.
        ending.expect(0 if name == "grande" else 78)
        expect(name == "grande" or "configuración" in ending.complaint, f"{name}: {ending.complaint[:200]}")
    pages = {
        "hondo": {"index.html": "{{#x}}" * 100_000}, "recurrente": {
            "index.html": "{{>_a}}", "_a.html": "{{>_b}}", "_b.html": "{{>_a}}"},
        "risas": {"index.html": "{{>_p0}}", **{
            f"_p{n}.html": f"{{{{>_p{n + 1}}}}}" * 10 for n in range(12)}, "_p12.html": "x"},
        "grande": {"index.html": "x" * (80 << 20)}, "etiquetas": {"index.html": "{{x}}" * 500_000},
        "abierta": {"index.html": "{{" * 500_000}, "delimitadores": {"index.html": "{{=" * 500_000},
        "no-utf8": {"index.html": "\udcff" * 1000},
    }
    for name, files in pages.items():
        templates = folder / f"plantillas-{name}"
        (templates / "html").mkdir(parents=True)
        for file, text in files.items():
            (templates / "html" / file).write_bytes(text.encode("utf-8", "surrogateescape"))
        ending = program.call([program.path, "templates", "check", str(templates)], limits=bounds)
        # Long literal text is no fault; it only must not cost more than its reading.
        ending.expect(0 if name == "grande" else 78)
        expect(name == "grande" or "plantillas" in ending.complaint,
               f"{name}: {ending.complaint[:200]}")
    return f"{len(configurations)} configurations, {len(pages)} sets of templates"


def names(bench):
    """Names with line breaks, `..`, markup, no UTF-8: told, published whole, and never a path."""
    program, output = bench.program, bench.folder / "salida-nombres"
    source = bench.folder / "nombres"
    shutil.copytree(bench.territory.old, source)
    listed = [b"a\nb.csv", b"..csv", b"...csv", b"a..b.csv", b"\xff\xfe.csv", b"<script>x<.csv",
              b"=1+1.csv", b"'\".csv", b"..\\x.csv", b"%2e%2e%2f.csv", b"\x1b[31m.csv",
              b"n" * 251 + b".csv", "e\u0301\u202e.csv".encode()]
    for name in listed:
        with open(os.path.join(os.fsencode(source), name), "wb") as file:
            file.write(HEADER + b"2025;x;<b>&\"';\n")
    program.run(source, output).expect(0)
    run = output / PERIOD / "current"
    check_run(run, os.readlink(run))
    program.verify(run)
    told = read_table(run / "csv" / "archivos.csv")
    before = read_table(bench.territory.reference / PERIOD / bench.territory.old_run
                        / "csv" / "archivos.csv")
    hidden = sum(name.startswith(b".") for name in listed)
    expect(len(told) - len(before) == len(listed) - hidden, f"{len(told)} files are told")
    for page in (run / "html").rglob("*.html"):
        expect(b"<script>x" not in page.read_bytes(), f"{page}: markup of a name")
    return f"{len(listed)} names"


CHECKS = [giant_files, nothing_outside, terminal, bombs, names]
