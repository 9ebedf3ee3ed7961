"""Contract 1 §1 and §2: the files of an input folder, what refuses one whole, and its records."""

import hashlib
import os
import re
import stat

import values

EXTENSIONS = (".csv", ".txt", ".tsv", ".xml")
SEVERITIES = {code: "info" for code in ("F003", "F012", "F013", "X206")}
SEVERITIES |= {
    code: "advertencia"
    for code in (
        "F001", "F009", "F011", "R112", "R113", "X203", "X204", "X208", "X209", "X210", "X211",
        "X212", "X213", "X214", "X215", "X216", "X217",
    )
}


def severity(code):
    return SEVERITIES.get(code, "error")


def cut(text):
    """An offending value as a diagnostic quotes it."""
    return values.trimmed(text)[:80]


class FileFault(Exception):
    """What refuses a file whole."""

    def __init__(self, code, line=None, ordinal=None, field="", value=""):
        super().__init__(code)
        self.code, self.place = code, (line, ordinal, field, value)


class Record:
    """A record as it came: a cell for each column that is given, and what is found on it."""

    def __init__(self, file, kind, line, rank, source, cells):
        self.file, self.kind, self.line, self.rank = file, kind, line, rank
        self.source, self.cells = source, cells
        self.row, self.errors, self.is_superseded = {}, [], False

    @property
    def place(self):
        return (self.file.number, self.line, self.rank)

    def told(self, code, field="", value=""):
        """A finding on the record, at the column of `field`."""
        self.file.add(code, self.line, self.ordinal(field), field, value)

    def refuse(self, code, field="", value="", ordinal=None):
        self.errors.append(code)
        self.file.add(code, self.line, ordinal or self.ordinal(field), field, value)

    def ordinal(self, field):
        return self.file.ordinals.get((self.kind, field, self.file.sheet_of(self.line)))

    def raw(self, field):
        return self.cells.get(field, Cell(""))


class Cell:
    """A field's text; of a worksheet it may be an error that a formula ended in."""

    def __init__(self, text, is_error=False):
        self.text, self.is_error = text, is_error


class File:
    """A file with a read extension, or a link."""

    def __init__(self, name, number):
        self.name, self.number = name, number
        self.size = self.digest = ""
        self.kinds, self.format, self.encoding = [], "", ""
        self.records, self.findings, self.ordinals = [], [], {}
        self.sheets = []
        self.is_listed = True

    def add(self, code, line=None, ordinal=None, field="", value=""):
        self.findings.append((code, line, ordinal, field, cut(value)))

    def sheet_of(self, line):
        """The last worksheet that begins before a line; tables have one."""
        return max((start for start in self.sheets if start <= line), default=0)

    def refuse(self, fault):
        """Nothing but F003 stands beside what refuses a file; of a known one only F009."""
        self.findings = [finding for finding in self.findings if finding[0] == "F003"]
        self.add(fault.code, *fault.place)
        self.records = []
        if fault.code != "F009" or not self.kinds:
            self.kinds, self.format, self.encoding = [], "", ""


def listing(folder):
    """Files by their names in the order of their bytes: those to read, and links that lead out."""
    found = []
    root = os.path.realpath(folder)

    def visit(path, prefix):
        for entry in os.scandir(path):
            name = prefix + entry.name
            if entry.name.startswith((".", "~$")):
                continue
            if entry.is_symlink():
                target = os.path.realpath(entry.path)
                inside = target == root or target.startswith(root + "/")
                if not inside or not os.path.exists(target):
                    found.append((name, "link"))
            elif entry.is_dir():
                visit(entry.path, name + "/")
            elif os.path.splitext(name)[1].lower() in EXTENSIONS:
                found.append((name, "file" if stat.S_ISREG(entry.stat().st_mode) else "device"))

    visit(folder, "")
    return sorted(found, key=lambda entry: os.fsencode(entry[0]))


def load(folder, name, nature, number):
    """The file with its records, or with what refuses it."""
    from delimited import read_table
    from documents import read_document

    file = File(name, number)
    if nature != "file":
        file.add("F011" if nature == "link" else "F002")
        file.is_listed = nature != "link"
        return file
    with open(os.path.join(folder, name), "rb") as stream:
        data = stream.read()
    file.size, file.digest = str(len(data)), hashlib.sha256(data).hexdigest()
    try:
        if head(data).lstrip(values.BLANKS)[:1] == "<":
            read_document(file, data)
        else:
            read_table(file, data)
    except FileFault as fault:
        file.refuse(fault)
    return file


MARKS = {b"\xff\xfe": ("utf-16le", 2), b"\xfe\xff": ("utf-16be", 2)}


def head(data):
    """The first characters, whatever the encoding turns out to be."""
    if data[:2] in MARKS:
        return data[2:2000].decode(MARKS[data[:2]][0], "replace")
    return data[:2000].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def strictly(data, encoding, code="F002"):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FileFault(code) from None


def table_text(file, data):
    """A table's text; UTF-8 unless its mark or its bytes say otherwise."""
    if data[:2] in MARKS:
        file.encoding, size = MARKS[data[:2]]
        return strictly(data[size:], file.encoding)
    if b"\0" in data:
        raise FileFault("F002")
    if data.startswith(b"\xef\xbb\xbf"):
        file.encoding = "utf-8-bom"
        return strictly(data[3:], "utf-8")
    try:
        text = data.decode("utf-8")
        file.encoding = "utf-8"
    except UnicodeDecodeError:
        text = strictly(data, "cp1252")
        file.encoding = "windows-1252"
        file.add("F003")
    return text


NAMES = {
    "utf-8": "utf-8", "utf8": "utf-8", "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1", "windows-1252": "windows-1252", "cp1252": "windows-1252",
    "utf-16": "utf-16",
}


def document_text(file, data):
    """A document's text, read as its mark or its declaration says."""
    if data[:2] in MARKS:
        file.encoding, size = MARKS[data[:2]]
        return strictly(data[size:], file.encoding)
    if b"\0" in data:
        raise FileFault("F002")
    if data.startswith(b"\xef\xbb\xbf"):
        file.encoding = "utf-8-bom"
        return strictly(data[3:], "utf-8", "F004")
    declared = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']", data)
    name = NAMES.get(declared[1].decode("latin-1").lower() if declared else "utf-8")
    if name is None or name == "utf-16":
        raise FileFault("F002")
    file.encoding = name
    if name == "utf-8":
        return strictly(data, "utf-8", "F004")
    return strictly(data, "cp1252" if name == "windows-1252" else "latin-1")
