"""Contract 1 §2 and §4: XML, by expat: flat documents, nested RG-382 and worksheets."""

import re
from xml.parsers import expat

import values
from files import Cell, FileFault, Record, document_text
from kinds import ELEMENTS, KINDS, camel, columns_of

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
TEXT_LIMIT, DEPTH_LIMIT, TAG_LIMIT, ATTRIBUTE_LIMIT = 1_048_576, 64, 65_536, 256


class Element:
    """An element with its place; attributes in a namespace are kept apart."""

    def __init__(self, name, attributes, line, start, parent):
        self.space, self.name = name.rsplit(" ", 1) if " " in name else ("", name)
        self.attributes = {n: v for n, v in attributes.items() if " " not in n}
        self.foreign = {n: v for n, v in attributes.items() if " " in n}
        self.line, self.start, self.parent = line, start, parent
        self.children, self.pieces, self.end = [], [], None

    @property
    def text(self):
        return "".join(self.pieces)

    def is_own(self, name):
        return not self.space and self.name == name


class Parser:
    """A document as a tree; its source is UTF-8 bytes."""

    def __init__(self, text):
        self.source = re.sub(r"^(<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')", self._blanked, text)
        self.source = self.source.encode()
        self.root, self.open = None, []
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.ordered_attributes = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.buffer_text = True
        try:
            self.parser.Parse(self.source, True)
        except expat.ExpatError:
            raise FileFault("F004") from None

    @staticmethod
    def _blanked(match):
        """Without its encoding, and as long as before."""
        return match[1] + " " * (len(match[0]) - len(match[1]))

    def _tag_end(self, start):
        """Where a start tag ends."""
        quote = None
        for place in range(start, len(self.source)):
            byte = self.source[place : place + 1]
            if quote:
                quote = None if byte == quote else quote
            elif byte in (b'"', b"'"):
                quote = byte
            elif byte == b">":
                return place + 1
        return len(self.source)

    def _start(self, name, attributes):
        line, start = self.parser.CurrentLineNumber, self.parser.CurrentByteIndex
        parent = self.open[-1] if self.open else None
        element = Element(name, attributes, line, start, parent)
        element.tag_end = self._tag_end(start)
        if len(self.open) >= DEPTH_LIMIT or len(attributes) > ATTRIBUTE_LIMIT:
            raise FileFault("F008", line)
        if element.tag_end - start > TAG_LIMIT:
            raise FileFault("F008", line)
        if parent:
            parent.children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _):
        element = self.open.pop()
        place = self.parser.CurrentByteIndex
        is_empty = self.source[element.tag_end - 2 : element.tag_end] == b"/>"
        element.end = element.tag_end if is_empty else self.source.index(b">", place) + 1
        if len(element.text.encode()) > TEXT_LIMIT:
            raise FileFault("F008", element.line)

    def _text(self, data):
        self.open[-1].pieces.append(data)

    def _doctype(self, *_):
        place = re.search(rb"<!DOCTYPE", re.sub(rb"<!--.*?-->", lambda m: b" " * len(m[0]), self.source, flags=re.S))
        before = self.source[: place.start()].decode()
        raise FileFault("F007", 1 + len(re.findall(r"\r\n|\r|\n", before)))

    def text_of(self, element):
        return self.source[element.start : element.end].decode()


def read_document(file, data):
    from worksheets import read_workbook

    tree = Parser(document_text(file, data))
    root = tree.root
    if root.space == SPREADSHEET and root.name == "Workbook":
        read_workbook(file, tree)
        return
    kind = next((k for k, names in ELEMENTS.items() if root.is_own(names[0])), None)
    if kind is None:
        raise FileFault("F001")
    for name in root.attributes:
        if name not in ("vigencia", "formato"):
            raise FileFault("F005", root.line)
    file.kinds, file.format = [kind], "xml"
    if kind != "rg-382" or (root.children and root.children[0].is_own("accion")):
        rows = flat_rows(kind, root)
    else:
        rows = list(nested_rows(root))
    if not rows:
        raise FileFault("F009")
    for rank, (element, cells) in enumerate(rows):
        cells = {column: Cell(text) for column, text in cells.items()}
        record = Record(file, kind, element.line, rank, tree.text_of(element), cells)
        file.records.append(record)


def field(element):
    """The text of an element that bears nothing else."""
    if element.attributes or element.space:
        raise FileFault("F005", element.line)
    if element.children:
        raise FileFault("F005", element.children[0].line)
    return element.text


def flat_rows(kind, root):
    """Each row element with its texts by column."""
    names = {camel(column): column for column in columns_of(kind)}
    rows = []
    for element in root.children:
        if not element.is_own(ELEMENTS[kind][1]):
            raise FileFault("F005", element.line)
        cells = {}
        for name, text in element.attributes.items():
            if name not in names:
                raise FileFault("F005", element.line)
            cells[names[name]] = text
        for child in element.children:
            if child.space or child.name not in names or names[child.name] in cells:
                raise FileFault("F005", child.line)
            cells[names[child.name]] = field(child)
        if "vigencia" in names and "vigencia" in root.attributes and kind != "rg-382":
            cells.setdefault("vigencia", root.attributes["vigencia"])
        rows.append((element, cells))
    return rows


# Of each element of a nested RG-382: attributes (`*` must be there), texts, elements of its own.
NESTED = {
    "ruta": ({"codigoDane*": "codigo_dane", "vigencia*": "vigencia", "version": "version", "edicion": "edicion"}, {}, ["oportunidad"]),
    "oportunidad": (
        {"no*": "oportunidad_no", "componente*": "componente"},
        {"descripcion": "oportunidad", "objetivo": "objetivo"}, ["meta"],
    ),
    "meta": ({"no*": "meta_no"}, {"descripcion": "meta"}, ["indicador", "accion"]),
    "indicador": (
        {"lineaBase": "linea_base", "valorMeta": "valor_meta", "valorLogrado": "valor_logrado"}, {}, [],
    ),
    "accion": (
        {
            "no*": "accion_no", "presupuesto": "presupuesto", "fechaInicio": "fecha_inicio",
            "fechaFin": "fecha_fin", "avance": "avance", "fechaSeguimiento": "fecha_seguimiento",
            "requiereAsistencia": "requiere_asistencia",
        },
        {
            "descripcion": "accion", "responsable": "responsable", "recursos": "recursos",
            "evidencia": "evidencia", "observaciones": "observaciones",
        },
        [],
    ),
}


def nested_rows(root):
    for route in root.children:
        if not route.is_own("ruta"):
            raise FileFault("F005", route.line)
        yield from _rows_under(route, {})


def _rows_under(element, above):
    attributes, texts, groups = NESTED[element.name]
    known = {name.rstrip("*"): column for name, column in attributes.items()}
    cells = dict(above)
    for name, text in element.attributes.items():
        if name not in known:
            raise FileFault("F005", element.line)
        cells[known[name]] = text
    for name in attributes:
        if name.endswith("*") and name[:-1] not in element.attributes:
            raise FileFault("F005", element.line)
    seen, below = set(), []
    for child in element.children:
        if child.space:
            raise FileFault("F005", child.line)
        if child.name in texts or child.name == "indicador" and element.name == "meta":
            if child.name in seen:
                raise FileFault("F005", child.line)
            seen.add(child.name)
            if child.name == "indicador":
                list(_rows_under(child, cells))
                cells["indicador"] = child.text
                for name, column in NESTED["indicador"][0].items():
                    if name in child.attributes:
                        cells[column] = child.attributes[name]
            else:
                cells[texts[child.name]] = field(child)
        elif child.name in groups:
            # What stands behind it describes it too, but its own faults come first.
            list(_rows_under(child, cells))
            below.append(child)
        else:
            raise FileFault("F005", child.line)
    if element.name == "accion":
        yield element, cells
    for child in below:
        yield from _rows_under(child, cells)
