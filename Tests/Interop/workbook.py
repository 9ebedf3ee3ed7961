"""`csv/resultados.xlsx` with openpyxl: every table a sheet, cell by cell and with its type."""

import csv
import datetime
import json

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

# What depends on an earlier run, or lists the workbook itself.
NOT_IN_IT = {"novedades", "rg-121-hoja-control", "rg-120-fuid"}
FORMATS = {"string": "@", "integer": "0", "number": "#,##0.00", "date": "dd/mm/yyyy"}


def expected(text, kind):
    """What a cell must hold for a field of the CSV in the dialect rfc4180."""
    if text == "":
        return None
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    if kind == "date":
        return datetime.datetime.fromisoformat(text)
    # Before texts that a spreadsheet would take for formulas the CSV has an apostrophe.
    if text[0] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r"):
        text = text[1:]
    return text


def faults(package):
    """What is wrong with the workbook of a published run, in sentences; `package`: datapackage.json."""
    found = []
    book = openpyxl.load_workbook(package.parent / "csv" / "resultados.xlsx")
    tables = {each["name"]: each for each in json.loads(package.read_text())["resources"]}
    wanted = set(tables) - NOT_IN_IT | {"Notas"}
    if set(book.sheetnames) != wanted:
        found.append(f"hojas de más o de menos: {set(book.sheetnames) ^ wanted}")
    cells = 0
    for name in set(book.sheetnames) & set(tables):
        with open(package.parent / tables[name]["path"], encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        kinds = {each["name"]: each["type"] for each in tables[name]["schema"]["fields"]}
        sheet = book[name]
        found += look(sheet, header, len(rows))
        values = list(sheet.iter_rows(min_row=2))
        if len(values) != len(rows):
            found.append(f"{name}: {len(values)} filas en el libro y {len(rows)} en el CSV")
        for row, shown in zip(rows, values):
            for column, text, cell in zip(header, row, shown):
                cells += 1
                kind = kinds[column]
                # pr-42-caracterizacion has figures and codes of processes in one column.
                if column == "valor" and isinstance(cell.value, (int, float)):
                    kind = "number"
                # Numbers of which some are counts and some are ratios.
                formats = {FORMATS.get(kind), "0"} if kind == "number" else {FORMATS.get(kind, "@")}
                # Excel and LibreOffice read `_x000D_` as CR; openpyxl leaves it to its callers.
                value = unescape(cell.value) if isinstance(cell.value, str) else cell.value
                if value != expected(text, kind):
                    found.append(f"{name}!{cell.coordinate}: {value!r} y en el CSV {text!r}")
                elif value is not None and cell.number_format not in formats:
                    found.append(f"{name}!{cell.coordinate}: formato {cell.number_format}")
    print(f"resultados.xlsx, con openpyxl: {len(book.sheetnames)} hojas, {cells} celdas")
    return found


def look(sheet, header, rows):
    """The frozen and filtered header, its notes, and columns as wide as what they show."""
    found = []
    last = get_column_letter(len(header))
    if [cell.value for cell in sheet[1]] != header:
        found.append(f"{sheet.title}: encabezado {[cell.value for cell in sheet[1]]}")
    if sheet.freeze_panes != "A2":
        found.append(f"{sheet.title}: no queda fijo el encabezado ({sheet.freeze_panes})")
    if sheet.auto_filter.ref != f"A1:{last}{rows + 1}":
        found.append(f"{sheet.title}: se filtra {sheet.auto_filter.ref}")
    for place, cell in enumerate(sheet[1], 1):
        width = sheet.column_dimensions[get_column_letter(place)].width
        if not 9 <= width <= 62 or width < min(len(str(cell.value)), 60):
            found.append(f"{sheet.title}!{cell.coordinate}: ancho {width}")
        if cell.comment is None or not cell.comment.text.endswith("."):
            found.append(f"{sheet.title}!{cell.coordinate}: sin nota")
    return found
