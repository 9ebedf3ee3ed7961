#!/usr/bin/env python3
"""Tries with LibreOffice what pmi writes for office programs, and gives pmi what LibreOffice writes.

    python3 Tests/Interop/office.py PMI [--pictures FOLDER]

Checked: LibreOffice shows every sheet of `resultados.xlsx` as the CSV has it; every blank form of
`pmi init` opens in it, is filled (as .xlsx with openpyxl, and from there saved as .ods) and read by pmi
without an error; blank ones are F009 and nothing else. With --pictures each is left as a picture.
Needs requirements.txt, soffice and, for pictures, pdftoppm.
"""

import argparse
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl

ROOT = pathlib.Path(__file__).resolve().parents[2]
# All sheets, as they are shown, in UTF-8 with commas.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
VALUES = {
    "vigencia": "2025", "codigo_dane": "168013000016", "codigo_municipio": "68013", "sector": "OFICIAL",
    "componente": "DIR-1-1", "oportunidad_no": 1, "meta_no": 1, "accion_no": 1, "valoracion": 2,
    "edicion": "2008", "modalidad": "PUNTUAL", "cumple_requisitos": "SI", "condicion": "I02",
    "decision": "NO REPORTAR", "proceso": "DIR-1", "codigo_pam": "PAM-1", "codigo_actividad": "AT-1",
    "zona": "URBANA", "regimen": "", "categoria_saber": "A+", "estado": "ACTIVO", "matricula": 120,
    "requiere_asistencia": "NO", "version": 1, "avance": 45.5, "horas": 2.5, "asistentes": 20,
    "presupuesto": 1500000, "linea_base": 10, "valor_meta": 80, "valor_logrado": 45,
}

failures = []


def fail(text):
    failures.append(text)
    print("FALLA:", text)


class Office:
    """LibreOffice without a window, with a profile of its own in which it is Colombian."""

    def __init__(self, folder):
        self.profile = f"-env:UserInstallation=file://{folder}/perfil"
        settings = pathlib.Path(folder) / "perfil" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" '
            'oor:op="fuse"><value>es-CO</value></prop></item></oor:items>')

    def convert(self, form, target, *paths):
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["soffice", self.profile, "--headless", "--convert-to", form, "--outdir", str(target),
             *map(str, paths)], check=True, capture_output=True, timeout=600)


def run(pmi, *arguments):
    return subprocess.run([pmi, *map(str, arguments)], capture_output=True, text=True)


def same(found, expected):
    """Whether LibreOffice shows a field of the CSV: `1.234,5` for 1234.50, `31/03/2025` for 2025-03-31."""
    field = written(expected)
    if printable(found) == field:
        return True
    if re.fullmatch(r"\d\d/\d\d/\d{4}", found):
        return "-".join(reversed(found.split("/"))) == field
    if re.fullmatch(r"-?[\d.]+(,\d+)?", found) and re.fullmatch(r"-?\d+\.\d\d", field):
        return float(found.replace(".", "").replace(",", ".")) == float(field)
    return False


def written(text):
    """A field of the CSV without its guard against formulas."""
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r"):
        text = text[1:]
    return printable(text)


def printable(text):
    """A text without what LibreOffice leaves out, control characters and line ends of Windows."""
    return "".join(letter for letter in text if letter >= " ")


def check_results(pmi, office, work):
    output = work / "salida"
    ending = run(pmi, "run", "--input", ROOT / "SampleData", "--period", 2025, "--as-of", "2025-11-30",
                 "--output", output, "--outputs", "csv,xlsx", "--csv-dialect", "rfc4180")
    if ending.returncode != 0:
        return fail(ending.stderr)
    tables = output / "2025" / "current" / "csv"
    office.convert(CSV, work / "hojas", tables / "resultados.xlsx")
    cells = 0
    sheets = sorted((work / "hojas").glob("resultados-*.csv"))
    for sheet in sheets:
        name = sheet.stem.removeprefix("resultados-")
        if name == "Notas":
            continue
        with open(sheet, newline="", encoding="utf-8") as one:
            with open(tables / f"{name}.csv", newline="", encoding="utf-8") as other:
                rows, wanted_rows = list(csv.reader(one)), list(csv.reader(other))
        if len(rows) != len(wanted_rows):
            fail(f"{name}: LibreOffice muestra {len(rows)} filas y el CSV tiene {len(wanted_rows)}")
        for number, (row, wanted) in enumerate(zip(rows, wanted_rows), 1):
            cells += len(wanted)
            row += [""] * (len(wanted) - len(row))
            for column, (found, expected) in enumerate(zip(row, wanted), 1):
                if not same(found, expected):
                    fail(f"{name}, fila {number}, columna {column}: {found!r}, y en el CSV {expected!r}")
    print(f"resultados.xlsx, con LibreOffice: {len(sheets)} hojas, {cells} celdas")
    return tables / "resultados.xlsx"


def fill(path, kind):
    """Writes a row below the header of a form; its columns are those of the Table Schema."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(max_row=20):
        names = {cell.value: cell for cell in row if isinstance(cell.value, str)}
        if {field["name"] for field in kind["fields"]} <= set(names):
            break
    else:
        return fail(f"{path.name}: sin el encabezado")
    for field in kind["fields"]:
        name = field["name"]
        value = "2025-03-31" if field["type"] == "date" else VALUES.get(name, "texto")
        sheet.cell(names[name].row + 1, names[name].column, value or None)
    book.save(path)


def findings(pmi, folder):
    ending = run(pmi, "validate", "--input", folder, "--format", "jsonl")
    return [json.loads(line) for line in ending.stdout.splitlines()]


def check_forms(pmi, office, work):
    run(pmi, "init", work / "trabajo")
    forms = sorted((work / "trabajo" / "formularios" / "excel").glob("*.xml"))
    blank, filled = work / "blancos", work / "llenos"
    office.convert("xlsx", blank, *forms)
    for finding in findings(pmi, blank):
        if finding["codigo"] != "F009":
            fail(f"formulario en blanco: {finding}")
    office.convert("xlsx", filled, *forms)
    for form in forms:
        schema = run(pmi, "schema", "--kind", form.stem, "--format", "tableschema").stdout
        fill(filled / f"{form.stem}.xlsx", json.loads(schema))
    office.convert("ods", work / "ods", *sorted(filled.glob("*.xlsx")))
    for folder in [filled, work / "ods"]:
        if len(list(folder.iterdir())) != len(forms):
            fail(f"{folder.name}: faltan formularios")
        for finding in findings(pmi, folder):
            # The lists of the form, and findings that compare the kinds.
            if finding["gravedad"] == "error" or finding["codigo"] in ("F009", "F012"):
                fail(f"formulario lleno: {finding}")
        # The key of each of the other kinds is in the directory: what is read is whole.
        ending = run(pmi, "run", "--input", folder, "--period", 2025, "--as-of", "2025-11-30",
                     "--output", work / "corrida", "--outputs", "csv", "--json")
        summary = json.loads(ending.stdout)
        if summary.get("aceptadas") != len(forms):
            fail(f"{folder.name}: {summary}")
    print(f"Formularios: {len(forms)}, llenos y leídos como .xlsx y .ods")
    return forms


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pmi")
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    pmi = str(pathlib.Path(options.pmi).resolve())
    with tempfile.TemporaryDirectory(prefix="pmi-office-") as folder:
        work = pathlib.Path(folder)
        office = Office(folder)
        results = check_results(pmi, office, work)
        forms = check_forms(pmi, office, work)
        if options.pictures:
            office.convert("pdf", options.pictures, results, *forms)
            for path in options.pictures.glob("*.pdf"):
                subprocess.run(["pdftoppm", "-png", "-r", "60", "-l", "12", path, path.with_suffix("")],
                               check=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
