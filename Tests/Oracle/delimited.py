"""Contract 1 §2: tables of delimited text, and how a header is recognised."""

import re

import values
from files import Cell, FileFault, Record
from kinds import CATALOGUE, KINDS, columns_of

FIELD_LIMIT, COLUMN_LIMIT, HEADER_ROWS = 1_048_576, 1_000, 20


class TableRow:
    """A record of delimited text: its fields, each with the line it starts on, and its source."""

    def __init__(self, line, fields, lines, source, open_line=None):
        self.line, self.fields, self.lines = line, fields, lines
        self.source, self.open_line = source, open_line

    @property
    def is_blank(self):
        return not any(values.trimmed(field) for field in self.fields)


def line_ends(text):
    return len(re.findall(r"\r\n|\r|\n", text))


def rows_of(text, separator, line=1):
    """The records, blank ones too; line ends are LF, CRLF and CR."""
    bare = re.compile(f"[^{re.escape(separator)}\r\n]*")
    place, end = 0, len(text)
    while place < end:
        start, first, fields, lines, open_line = place, line, [], [], None
        while True:
            lines.append(line)
            if text.startswith('"', place):
                close = place + 1
                while True:
                    close = text.find('"', close)
                    if close < 0 or not text.startswith('""', close):
                        break
                    close += 2
                if close < 0:
                    open_line, close = line, end
                value = text[place + 1 : close].replace('""', '"')
                line += line_ends(text[place + 1 : close])
                rest = bare.match(text, min(close + 1, end))
                fields.append(value + rest[0])
            else:
                rest = bare.match(text, place)
                fields.append(rest[0])
            place = rest.end()
            if not text.startswith(separator, place):
                break
            place += len(separator)
        source = text[start:place]
        if place < end:
            place += 2 if text.startswith("\r\n", place) else 1
            line += 1
        yield TableRow(first, fields, lines, source, open_line)


class Header:
    """What the cells of a header name: the kind, and for each column the place of its field."""

    def __init__(self, cells):
        names = {place: values.header_name(cell) for place, cell in cells.items() if values.trimmed(cell)}
        self.width = max(names, default=-1) + 1
        self.kind, most = None, 0
        for kind, columns in KINDS.items():
            own = columns_of(kind)
            places = self._places(names, own)
            needed = [column.lstrip("!*") for column in columns if column.startswith("!")]
            if all(column in places for column in needed) and len(needed) > most:
                self.kind, most, self.places = kind, len(needed), places
        if self.kind:
            taken = {place for found in self.places.values() for place in found}
            self.repeated = [p for found in self.places.values() for p in sorted(found)[1:]]
            self.has_unknown = any(place not in taken for place in names)

    @staticmethod
    def _places(names, own):
        places = {}
        for place, name in names.items():
            if name in own:
                places.setdefault(name, []).append(place)
        for place, name in names.items():
            column = CATALOGUE.columns.get(name)
            if name not in own and column in own and not any(names[p] == column for p in places.get(column, [])):
                places.setdefault(column, []).append(place)
        return places

    def column_at(self, place):
        return next(c for c, places in self.places.items() if place in places)


def recognised(text):
    """The header and the rows behind it, under the separator that shows one."""
    first = re.match(
        r'(?:("?)sep=([^\r\n"])\1|sep="([^\r\n"])")(?:\r\n|\r|\n|\Z)', text, re.IGNORECASE
    )
    separators, line = [";", ",", "\t"], 1
    if first:
        separators, line = [first[2] or first[3]], 2
        text = text[first.end() :]
    for separator in separators:
        seen = []
        rows = rows_of(text, separator, line)
        for row in rows:
            seen.append(row)
            header = Header(dict(enumerate(row.fields)))
            if header.kind and row.open_line is None:
                return header, row, seen, rows
            if len(seen) == HEADER_ROWS:
                break
    return None


def check_limits(row):
    if row.open_line is not None:
        raise FileFault("F008", row.open_line)
    for field, line in zip(row.fields, row.lines):
        if len(field.encode("utf-8", "surrogatepass")) > FIELD_LIMIT:
            raise FileFault("F008", line)
    if len(row.fields) > COLUMN_LIMIT:
        raise FileFault("F008", row.line)


def read_table(file, data):
    from files import table_text

    text = table_text(file, data)
    if not values.trimmed(text):
        raise FileFault("F009")
    found = recognised(text)
    if not found:
        raise FileFault("F001")
    header, row, seen, rows = found
    body = list(rows)
    file.kinds, file.format = [header.kind], "csv"
    records = [row for row in body if not row.is_blank or row.open_line is not None]
    if not records:
        raise FileFault("F009")
    refuse_repeated(header, row.line, row.fields)
    for each in seen + body:
        check_limits(each)
    if header.has_unknown:
        file.add("F012", row.line)
    for column, places in header.places.items():
        file.ordinals[header.kind, column, 0] = places[0] + 1
    for rank, each in enumerate(records):
        cells = {
            column: Cell(each.fields[places[0]])
            for column, places in header.places.items() if places[0] < len(each.fields)
        }
        record = Record(file, header.kind, each.line, rank, each.source, cells)
        refuse_surplus(record, header, dict(enumerate(each.fields)))
        file.records.append(record)


def refuse_repeated(header, line, fields):
    if header.repeated:
        place = min(header.repeated)
        raise FileFault("F006", line, place + 1, header.column_at(place), fields[place])


def refuse_surplus(record, header, fields):
    """R107, at the first field beyond the header that is not empty."""
    for place in sorted(fields):
        if place >= header.width and values.trimmed(fields[place]):
            record.refuse("R107", value=fields[place], ordinal=place + 1)
            return
