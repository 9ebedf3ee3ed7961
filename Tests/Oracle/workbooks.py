"""Rows of a territory written as worksheets of XML Spreadsheet 2003, with merges and typed cells."""

import re

from forms import Heading, TITLES, content, document
from kinds import KINDS

NUMBERS = ["1E2", "0.1", "45.300000000000004", "1.68001000123E11", "123456789012345678", "2.5E-1", "-0", "100.0",
           "0.30000000000000004", "99.995", "1e-7", "NaN", "", " 5 ", "12345678901.2345678", "999999999999999.5"]


def cell(random, text, kind="String", marks=""):
    if text is None:
        return f"<Cell{marks}/>"
    inner = content(random, text) if kind == "String" else text
    if kind == "String" and random.random() < 0.03:
        inner = f'<B xmlns="http://www.w3.org/TR/REC-html40">{inner}</B>'
    note = '<Comment><ss:Data xmlns="urn:x">nota</ss:Data></Comment>'.replace(' xmlns="urn:x"', "") if random.random() < 0.02 else ""
    return f'<Cell{marks}><Data ss:Type="{kind}">{inner}</Data>{note}</Cell>'


def typed(random, text, spoils):
    """The type and text of a cell for a value."""
    if re.fullmatch(r"-?[0-9]{1,11}([.,][0-9]+)?", text) and random.random() < 0.5:
        return "Number", text.replace(",", ".")
    if re.fullmatch(r"20\d\d-\d\d-\d\d", text) and random.random() < 0.5:
        return "DateTime", text + "T00:00:00.000"
    if random.random() < spoils:
        return random.choice([("Error", "#N/A"), ("Error", "#DIV/0!"), ("Number", random.choice(NUMBERS)), ("Boolean", "1"), ("Boolean", "0")])
    return "String", text


def sheet(random, kind, rows, name, spoils):
    """A worksheet; a column may be merged down over rows that say the same, cells across blank ones."""
    choice, heading = random.choice, Heading(random, kind, rows)
    shift = choice([0, 0, 0, 1, 2])
    parts = [f'<Worksheet ss:Name="{name}"><Table>', '<Column ss:Width="9"/>' * choice([0, 1])]
    for _ in range(choice([0, 0, 1, 3])):
        marks = choice(["", ' ss:MergeAcross="3"', ' ss:MergeDown="40" ss:MergeAcross="2"'])
        parts.append(f"<Row>{cell(random, choice(TITLES), marks=marks)}</Row>")
    number = len(parts) - 2
    if choice([True, False, False]):
        number += choice([1, 5, 12])
        parts.append(f'<Row ss:Index="{number + 1}">')
    else:
        parts.append("<Row>")
    for place, text in enumerate(heading.texts):
        marks = f' ss:Index="{place + shift + 1}"' if place == 0 and shift else ""
        if place + 1 < len(heading.columns) and heading.columns[place + 1] is None and choice([True, False]):
            marks += choice([' ss:MergeDown="2"', ""])
        parts.append(cell(random, text, marks=marks))
    parts.append("</Row>")
    merged = {}
    for place, row in enumerate(rows):
        if random.random() < 0.03:
            parts.append(choice(["<Row/>", '<Row><Cell/></Row>', '<Row><Cell><Data ss:Type="String"> </Data></Cell></Row>']))
            merged = {}
        parts.append("<Row>" + row_cells(random, heading, rows, place, shift, merged, spoils) + "</Row>")
    parts.append("</Table></Worksheet>")
    return "\n".join(parts)


def row_cells(random, heading, rows, place, shift, merged, spoils):
    """The cells of a row; `merged` has, by column, how many rows more a cell from above covers."""
    cells, is_next = [], shift == 0
    across = 0
    for column, name in enumerate(heading.columns):
        if merged.get(column, 0) > 0:
            merged[column] -= 1
            is_next = False
            continue
        if across:
            across -= 1
            continue
        text = str(rows[place].get(name, "")) if name and name[0] != "(" else random.choice(["", "otro"])
        if text == "" and random.random() < 0.7:
            is_next = False
            continue
        marks = "" if is_next else f' ss:Index="{column + shift + 1}"'
        like = 0
        while place + like + 1 < len(rows) and like < 3 and str(rows[place + like + 1].get(name, "")) == text:
            like += 1
        if name and like and text and column > 0 and random.random() < 0.1:
            merged[column] = like
            marks += f' ss:MergeDown="{like}"'
        following = heading.columns[column + 1 : column + 2]
        if following == [None] and not merged.get(column + 1) and random.random() < 0.5:
            marks += ' ss:MergeAcross="1"'
            across = 1
        kind, value = typed(random, text, spoils)
        cells.append(cell(random, value, kind, marks))
        is_next = True
    while random.random() < 0.01:
        cells.append(cell(random, random.choice(["", " ", "sobra"])))
    return "".join(cells)


def workbook(random, tables, spoils):
    """Tables, each with its kind, as worksheets of one book among others."""
    sheets = [sheet(random, kind, rows, f"Hoja {n}", spoils) for n, (kind, rows) in enumerate(tables)]
    for extra in ("<Worksheet ss:Name='Vacía'/>", "<Worksheet ss:Name='En blanco'><Table><Row><Cell/></Row></Table></Worksheet>",
                  "<Worksheet ss:Name='Notas'><Table><Row><Cell><Data ss:Type='String'>nota</Data></Cell></Row></Table></Worksheet>"):
        if random.random() < 0.1:
            sheets.insert(random.randint(0, len(sheets)), extra)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    body = f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles><Style ss:ID="s1"/></Styles>' + "\n".join(sheets) + "</Workbook>"
    if random.random() < 0.3:
        body = f'<?mso-application progid="Excel.Sheet"?>' + body
    return document(random, body)
