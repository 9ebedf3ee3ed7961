"""Contract 1 §2: XML Spreadsheet 2003; every worksheet is a table."""

import re
from decimal import ROUND_HALF_UP, Decimal

import values
from delimited import Header, HEADER_ROWS, refuse_repeated, refuse_surplus
from documents import SPREADSHEET
from files import Cell, FileFault, Record

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


def own(element, name):
    return element.space == SPREADSHEET and element.name == name


def ordinal(element, name):
    value = element.foreign.get(f"{SPREADSHEET} {name}")
    return int(value) if value else None


def number(text):
    """Rounded to 15 significant digits, halves away from zero; without exponent and last zeros."""
    if not NUMBER.fullmatch(text.strip(" \t\r\n")):
        return text
    value = Decimal(text.strip())
    if value == 0:
        return "0"
    place = value.adjusted() - 14
    value = value.quantize(Decimal(1).scaleb(place), ROUND_HALF_UP) if value.as_tuple().exponent < place else value
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def everything(element):
    """The text of an element with that of the elements inside, in document order."""
    return element.text + "".join(everything(child) for child in element.children)


def value_of(cell):
    data = next((child for child in cell.children if own(child, "Data")), None)
    if data is None:
        return Cell("")
    kind, text = data.foreign.get(f"{SPREADSHEET} Type"), everything(data)
    return Cell(number(text) if kind == "Number" else text, kind == "Error")


class Row:
    """A row of a worksheet: the cells that stand in it, by column from 0."""

    def __init__(self, number, element):
        self.number, self.element = number, element
        self.first, self.across, self.down = {}, {}, {}


def rows_of(table):
    """The rows with an element of their own, in their order."""
    rows, last = [], 0
    for element in table.children:
        if not own(element, "Row"):
            continue
        last = ordinal(element, "Index") or last + 1
        row, place = Row(last, element), 0
        for cell in element.children:
            if not own(cell, "Cell"):
                continue
            place = (ordinal(cell, "Index") or place + 1)
            across, down = ordinal(cell, "MergeAcross") or 0, ordinal(cell, "MergeDown") or 0
            value = value_of(cell)
            row.first[place - 1] = value
            for step in range(1, across + 1):
                row.across[place - 1 + step] = value
            for step in range(across + 1):
                row.down[place - 1 + step] = (value, last + down)
            place += across
        rows.append(row)
    return rows


def is_empty(cells):
    return not any(values.trimmed(cell.text) for cell in cells)


class Sheet:
    """A worksheet: its header, and the cells of each row behind it."""

    def __init__(self, element):
        self.line = element.line
        tables = [child for child in element.children if own(child, "Table")]
        self.rows = [row for table in tables for row in rows_of(table)]
        self.is_empty = is_empty(cell for row in self.rows for cell in row.first.values())
        self.header = None
        for place, row in enumerate(self.rows):
            if row.number > HEADER_ROWS:
                break
            header = Header({column: cell.text for column, cell in row.first.items()})
            if header.kind:
                self.header, self.head, self.body = header, row, self.rows[place + 1 :]
                break

    def records(self):
        """Each row that is a record, with all its cells."""
        merges = []
        for row in self.body:
            inherited = {}
            for begun, column, value, last in merges:
                if begun < row.number <= last:
                    inherited[column] = value
            cells = inherited | {c: v for c, v in row.across.items() if not is_empty([v])}
            cells |= {c: v for c, v in row.first.items() if not is_empty([v])}
            merges += [(row.number, c, value, last) for c, (value, last) in row.down.items()]
            if not is_empty([*row.first.values(), *row.across.values()]):
                yield row.element, cells


def read_workbook(file, tree):
    sheets = [Sheet(child) for child in tree.root.children if own(child, "Worksheet")]
    known = [sheet for sheet in sheets if sheet.header]
    strangers = [sheet for sheet in sheets if not sheet.header and not sheet.is_empty]
    if not known:
        raise FileFault("F001" if strangers else "F009")
    file.kinds = list(dict.fromkeys(sheet.header.kind for sheet in known))
    file.format = "xml-2003"
    for sheet in known:
        fields = {c: cell.text for c, cell in sheet.head.first.items()}
        refuse_repeated(sheet.header, sheet.head.element.line, fields)
    for sheet in known:
        add_records(file, tree, sheet)
    if not file.records:
        raise FileFault("F009")
    for sheet in strangers:
        file.add("F013", sheet.line)


def add_records(file, tree, sheet):
    header = sheet.header
    file.sheets.append(sheet.line)
    if header.has_unknown:
        file.add("F012", sheet.head.element.line)
    for column, places in header.places.items():
        file.ordinals[header.kind, column, sheet.line] = places[0] + 1
    for element, found in sheet.records():
        cells = {c: found[places[0]] for c, places in header.places.items() if places[0] in found}
        record = Record(
            file, header.kind, element.line, len(file.records), tree.text_of(element), cells
        )
        refuse_surplus(record, header, {c: cell.text for c, cell in found.items()})
        file.records.append(record)
