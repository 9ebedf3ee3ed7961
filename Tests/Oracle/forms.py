"""Rows of a territory written as files, in every form that contract 1 names and with its oddities."""

import unicodedata
from xml.sax.saxutils import escape

from kinds import CATALOGUE, ELEMENTS, camel, columns_of
from values import header_name

ALIASES = {}
for _alias, _column in CATALOGUE.columns.items():
    ALIASES.setdefault(_column, []).append(_alias)
TITLES = ["", "Formato", " ", "a;b", "Secretaría", "vigencia", "Código DANE", "«x»", "dos\nlíneas"]


def encoded(random, text, pool):
    """Bytes in a random encoding that can write the text, and its name."""
    for name in random.sample(pool, len(pool)):
        try:
            mark = {"utf-8-sig": "", "utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(name, "")
            return (mark + text).encode(name), name
        except UnicodeEncodeError:
            continue
    return text.encode(), "utf-8"


class Heading:
    """Columns in their order in a file; `None` for a blank one, a text in `()` for an unknown one."""

    def __init__(self, random, kind, rows):
        choice = random.choice
        used = {column for row in rows for column, value in row.items() if value != ""}
        columns = columns_of(kind)
        needed = {column for column in columns if column in used or choice([True, True, False])}
        from kinds import KINDS
        needed |= {column.lstrip("!*") for column in KINDS[kind] if column.startswith("!")}
        self.columns = [column for column in columns if column in needed]
        if choice([True, False]):
            random.shuffle(self.columns)
        for extra in random.sample([None, None, "(Color)", "(***)", "(ﬁn)"], choice([0, 0, 0, 1, 2])):
            self.columns.insert(random.randint(0, len(self.columns)), extra)
        self.texts = [self._text(random, kind, column) for column in self.columns]
        self.texts += [choice(["", " "]) for _ in range(choice([0, 0, 0, 1, 2]))]

    @staticmethod
    def _text(random, kind, column):
        choice = random.choice
        if column is None:
            return choice(["", " ", "\u00a0"])
        if column.startswith("("):
            return column[1:-1]
        own = columns_of(kind)
        names = [column, column, *(a for a in ALIASES.get(column, []) if a not in own)]
        name = choice(names)
        return choice([
            name, name, name.upper(), name.replace("_", " ").title(), name.replace("_", " - "),
            f" {name} ", f"¿{name}?", name.replace("codigo", "Código"),
            unicodedata.normalize("NFD", name.replace("codigo", "Código")), name.replace("_no", " N.º"),
            f"{name}:", name.replace("_", "__"), name.replace("f", "ｆ"),
        ])


def field(random, text, separator):
    must = any(c in text for c in ('"', "\n", "\r", separator)) and text[:1] != ""
    if must or random.random() < 0.05:
        return '"' + text.replace('"', '""') + '"'
    return text


def table(random, kind, rows):
    """A table of delimited text as bytes, and the ending of its name."""
    choice, heading = random.choice, Heading(random, kind, rows)
    separator, first = choice([(";", ""), (";", ""), (",", ""), ("\t", ""), ("|", "sep=|"), ("¦", '"SEP=¦"'), (":", 'Sep=":"')])
    lines = [first] if first else []
    for _ in range(choice([0, 0, 1, 3, 10, 19])):
        cells = [field(random, choice(TITLES), separator) for _ in range(choice([1, 1, 3]))]
        lines.append(separator.join(cells))
    lines.append(separator.join(field(random, text, separator) for text in heading.texts))
    for row in rows:
        if random.random() < 0.03:
            lines.append(choice(["", " ", separator * 3, f' {separator}""', separator * 40]))
        cells = [str(row.get(column, "")) if column and column[0] != "(" else choice(["", "otro"]) for column in heading.columns]
        cells = [field(random, cell, separator) for cell in cells]
        while random.random() < 0.1 and cells and not cells[-1]:
            cells.pop()
        if len(cells) == len(heading.columns) and random.random() < 0.03:
            cells += choice([["", "sobra"], [" ", ""], ["x", "y"]]) if len(heading.texts) == len(cells) else [" "]
        lines.append(separator.join(cells))
    ends = choice([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]])
    text = "".join(line + choice(ends) for line in lines)
    if choice([True, False]):
        text = text.rstrip("\r\n")
    data, _ = encoded(random, text, ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"])
    return data, choice([".csv", ".CSV", ".txt", ".tsv", ".xml"])


# --- XML


def legible(text):
    """Without what no XML document may hold."""
    return "".join(c for c in text if c in "\t\n\r" or " " <= c)


def content(random, text):
    text = legible(text)
    form = random.random()
    if form < 0.1 and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    if form < 0.2:
        return "".join(f"&#{ord(c)};" if c.isalpha() else escape(c) for c in text)
    if form < 0.25 and text:
        return escape(text[:1]) + "<!-- > -->" + escape(text[1:]) + "<?pi x?>"
    return escape(text)


def attribute(random, name, text):
    quote = random.choice("\"'")
    text = escape(legible(text), {quote: "&#34;" if quote == '"' else "&#39;", "\n": "&#10;", "\t": "\t"})
    return f"{random.choice([' ', ' ', chr(10) + '  '])}{name}={quote}{text}{quote}"


def document(random, body):
    """A document around its root, as bytes."""
    choice = random.choice
    encodings = ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
    for name in random.sample(encodings, len(encodings)):
        declared = {
            "utf-8": choice(["", 'encoding="UTF-8"', "encoding='utf-8'"]), "utf-8-sig": choice(["", 'encoding="UTF-8"']),
            "utf-16-le": 'encoding="UTF-16"', "utf-16-be": choice(["", 'encoding="UTF-16"']),
            "cp1252": 'encoding="Windows-1252"', "latin-1": 'encoding="ISO-8859-1"',
        }[name]
        declaration = f'<?xml version="1.0" {declared}?>' if declared else choice(["", '<?xml version="1.0"?>'])
        text = declaration + choice(["", "\n", "\r\n<!-- <x> -->\r\n"]) + body + choice(["", "\n", "\n<!-- fin -->"])
        if choice([True, False, False]):
            text = text.replace("\n", choice(["\r\n", "\r"]))
        try:
            return (("\ufeff" if "16" in name else "") + text).encode(name)
        except UnicodeEncodeError:
            continue
    return body.encode()


def flat(random, kind, rows):
    """A flat document."""
    choice = random.choice
    root, element = ELEMENTS[kind]
    years = {str(row.get("vigencia", "")) for row in rows}
    shared = kind not in ("establecimientos", "rg-382") and choice([True, False])
    common = choice(sorted(years)) if years else ""
    head = root + (attribute(random, "vigencia", common) if shared else "")
    head += choice(["", attribute(random, "formato", "x"), ' xmlns:o="urn:o" o:nota="1"'])
    parts = [f"<{head}>"]
    for row in rows:
        attributes, children = "", []
        for column in random.sample(columns_of(kind), len(columns_of(kind))):
            value = str(row.get(column, ""))
            if shared and column == "vigencia" and value == common and choice([True, True, False]):
                continue
            if value == "" and choice([True, True, False]):
                continue
            name = camel(column)
            if choice([True, False]):
                attributes += attribute(random, name, value)
            else:
                children.append(f"<{name}>{content(random, value)}</{name}>" if value else f"<{name}/>")
        inner = choice(["", "\n  ", " texto suelto "]).join(children)
        parts.append(f"<{element}{attributes}>{inner}</{element}>" if inner else f"<{element}{attributes}/>")
        if random.random() < 0.02:
            parts.append(choice([f"<{element}/>", "<!-- <entrega> -->", "suelto"]))
    return document(random, choice(["", "\n"]).join([*parts, f"</{root}>"]))


def nested(random, rows):
    """A nested RG-382; neighbours share what they can."""
    choice = random.choice

    def same(row, other, columns):
        return other is not None and all(row.get(c, "") == other.get(c, "") for c in columns) and choice([True, True, False])

    parts, before, open_tags = [], None, []
    route = ["codigo_dane", "vigencia", "version", "edicion"]
    opportunity = route + ["oportunidad_no", "componente", "oportunidad", "objetivo"]
    goal = opportunity + ["meta_no", "meta", "indicador", "linea_base", "valor_meta", "valor_logrado"]

    def close(depth):
        while len(open_tags) > depth:
            tag, late = open_tags.pop()
            parts.append(f"{late}</{tag}>")

    def attributes(row, names):
        found = [(n, str(row.get(c, ""))) for n, c in names.items()]
        return "".join(attribute(random, n.rstrip("*"), v) for n, v in found if v or n.endswith("*") or choice([True, False, False]))

    def texts(row, names):
        return [f"<{n}>{content(random, str(row.get(c, '')))}</{n}>" for n, c in names.items() if row.get(c, "") != "" or choice([True, False])]

    def begin(tag, heads, inner):
        late = inner.pop() if inner and random.random() < 0.2 else ""
        parts.append(f"<{tag}{heads}>" + "".join(inner))
        open_tags.append((tag, late))

    from documents import NESTED

    for row in rows:
        if not same(row, before, route):
            close(0)
            begin("ruta", attributes(row, NESTED["ruta"][0]), [])
        if len(open_tags) < 2 or not same(row, before, opportunity):
            close(1)
            begin("oportunidad", attributes(row, NESTED["oportunidad"][0]), texts(row, NESTED["oportunidad"][1]))
        if len(open_tags) < 3 or not same(row, before, goal):
            close(2)
            inner = texts(row, NESTED["meta"][1])
            figures = attributes(row, NESTED["indicador"][0])
            if figures or row.get("indicador", "") != "":
                inner.append(f"<indicador{figures}>{content(random, str(row.get('indicador', '')))}</indicador>")
            begin("meta", attributes(row, NESTED["meta"][0]), inner)
        inner = texts(row, NESTED["accion"][1])
        random.shuffle(inner)
        parts.append(f"<accion{attributes(row, NESTED['accion'][0])}>" + choice(["", "\n"]).join(inner) + "</accion>")
        before = row
    close(0)
    return document(random, "<rutasMejoramiento>" + choice(["", "\n"]).join(parts) + "</rutasMejoramiento>")
