"""An independent reading of the input's records: Python's csv and expat instead of ours."""

import csv
import io
import re
import unicodedata
from pathlib import Path
from xml.parsers import expat

csv.field_size_limit(1 << 30)

CODECS = {"utf-8": "utf-8", "utf-8-bom": "utf-8-sig", "utf-16le": "utf-16", "utf-16be": "utf-16",
          "windows-1252": "cp1252", "iso-8859-1": "latin-1"}

# Contract 1 §1: the columns that identify a kind, and its row element.
KINDS = {
    "establecimientos": ("codigo_dane nombre codigo_municipio sector", "establecimiento"),
    "rg-382": ("vigencia codigo_dane componente oportunidad_no oportunidad meta_no meta accion_no "
               "accion responsable recursos fecha_inicio fecha_fin", "accion"),
    "rg-300": ("vigencia codigo_dane fecha_limite fecha_entrega", "entrega"),
    "autoevaluacion": ("vigencia codigo_dane componente valoracion", "valoracion"),
    "rg-217": ("vigencia codigo_actividad codigo_dane modalidad fecha_programada", "actividad"),
    "rg-22": ("vigencia codigo_actividad codigo_dane fecha_ejecucion cumple_requisitos",
              "ejecucion"),
    "pam": ("vigencia codigo_pam estrategia", "estrategia"),
    "exclusiones": ("vigencia codigo_dane motivo autoriza", "exclusion"),
    "decisiones": ("vigencia codigo_dane decision motivo fecha", "decision"),
}

LONGEST = 65_536


def aliases(repository):
    """Other names of columns, by their folded form."""
    path = Path(repository) / "Sources/Catalogues/column-aliases.csv"
    with open(path, encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return {folded(row[0]): row[1] for row in rows[1:]}


def folded(heading):
    """`Código DANE` is `codigo_dane` (contract 1 §2)."""
    heading = re.sub(r"\.(?=[ºª])", "", heading)
    text = unicodedata.normalize("NFKD", heading).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_")


def decoded(content, encoding):
    """The text of a file without its byte order mark."""
    return content.decode(CODECS[encoding]).lstrip("\ufeff" if "16" in encoding else "")


def cut(record):
    """A record as rechazos.csv holds it: no more than 65,536 bytes, whole characters."""
    return record.encode()[:LONGEST].decode(errors="ignore")


def physical_lines(text):
    """Lines with their ends: LF, CRLF or CR, and nothing else that Python takes for one."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


class Table:
    """The records of a delimited text behind its header: their first lines and their raw texts."""

    def __init__(self, text, kind, names):
        lines = physical_lines(text)
        first = 0
        separators = [";", ",", "\t"]
        named = re.fullmatch(r'"?sep=(.)"?[\r\n]*|"?sep="(.)""?[\r\n]*', lines[0], re.I | re.S)
        if named:
            separators, first = [named[1] or named[2]], 1
        required = set(KINDS[kind][0].split())
        for separator in separators:
            records = list(self.split(lines, first, separator))
            for place, (_, _, cells) in enumerate(records[:20]):
                known = {folded(cell) for cell in cells}
                known |= {names[name] for name in known if name in names}
                if required <= known:
                    self.header = records[place]
                    self.separator = separator
                    self.records = [
                        record for record in records[place + 1:] if any(
                            cell.strip() for cell in record[2])]
                    return
        raise ValueError(f"no header of {kind}")

    @staticmethod
    def split(lines, first, separator):
        reader = csv.reader(lines[first:], delimiter=separator)
        before = first
        for cells in reader:
            after = first + reader.line_num
            raw = "".join(lines[before:after])
            yield before + 1, re.sub(r"(\r\n|\r|\n)\Z", "", raw), cells
            before = after


def elements(text, name):
    """The elements of a name in a document: the line of their `<` and their source."""
    content = text.encode()
    found, begun = [], []
    parser = expat.ParserCreate(encoding="utf-8")

    def start(tag, _):
        if tag.rpartition(":")[2] == name:
            begun.append(parser.CurrentByteIndex)

    def end(tag):
        if tag.rpartition(":")[2] == name:
            first, last = begun.pop(), parser.CurrentByteIndex
            if content[last:last + 2] == b"</":
                last = content.index(b">", last) + 1
            elif last == first:
                last = end_of_tag(content, first)
            # A field may bear the name of its row.
            if not begun:
                found.append((line_at(content, first), content[first:last].decode()))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(content, True)
    return found


def end_of_tag(content, place):
    """Behind the `>` of the tag that begins at a place."""
    return re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>").match(content, place).end()


def line_at(content, place):
    """1-based; CRLF, LF and CR each end a line."""
    head = content[:place]
    return 1 + head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n")


def read_table(path):
    """A table that pmi wrote in the dialect rfc4180, as dictionaries."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(io.StringIO(file.read(), newline="")))


def unguarded(cell):
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell
