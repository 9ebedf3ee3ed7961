#!/usr/bin/env python3
"""Tries what pmi writes with the programs of others.

    python3 Tests/Interop/check.py PMI

Checked: `datapackage.json` and every CSV table of a run, in both dialects, with frictionless; the XSD
of every kind on the sample's XML, on documents made at random from the XSD's own words, and that pmi
finds no error of value or structure in any document that the XSD accepts; the Table Schema of every
kind on blank and filled tables; `resultados.xlsx` with openpyxl. Needs requirements.txt.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import frictionless
from lxml import etree

import workbook

KINDS = [
    "establecimientos", "rg-382", "rg-300", "autoevaluacion", "rg-217", "rg-22", "pam",
    "exclusiones", "decisiones",
]
ROOT = pathlib.Path(__file__).resolve().parents[2]
XS = "{http://www.w3.org/2001/XMLSchema}"
# What a schema answers for: values and structure, not encodings, keys, the directory or dates against
# each other.
ANSWERED = {f"R10{digit}" for digit in range(1, 9)} | {"F001", "F004", "F005", "F008"}

failures = []


def fail(text):
    failures.append(text)
    print("FALLA:", text)


def run(pmi, *arguments):
    return subprocess.run([pmi, *map(str, arguments)], capture_output=True, text=True)


def check_package(pmi, work):
    """The data package of the sample in both dialects, as it is and with a table spoilt."""
    for dialect in ["excel-es", "rfc4180"]:
        output = work / dialect
        ending = run(pmi, "run", "--input", ROOT / "SampleData", "--period", 2025, "--as-of",
                     "2025-11-30", "--output", output, "--outputs", "csv,xlsx", "--csv-dialect", dialect)
        if ending.returncode != 0:
            return fail(f"run {dialect}: {ending.stderr}")
        package = output / "2025" / "current" / "datapackage.json"
        report = frictionless.validate(str(package))
        tables = {task.name for task in report.tasks}
        written = {path.stem for path in (package.parent / "csv").glob("*.csv")}
        if tables != written:
            fail(f"{dialect}: el paquete describe {tables ^ written} de más o de menos")
        for task in report.tasks:
            if not task.valid:
                fail(f"{dialect}: {task.name}: {task.flatten(['rowNumber', 'fieldName', 'note'])[:3]}")
        for error in report.errors:
            fail(f"{dialect}: datapackage.json: {error.note}")
        rows = sum(task.stats.get("rows", 0) for task in report.tasks)
        print(f"datapackage.json, {dialect}: {len(tables)} tablas, {rows} filas")
        if dialect == "rfc4180":
            for fault in workbook.faults(package)[:10]:
                fail(f"resultados.xlsx: {fault}")
        # A text where a number stands must be found, or nothing was checked.
        table = package.parent / "csv" / "rg-380-municipios.csv"
        table.write_bytes(table.read_bytes().replace(b"68", b"6x").replace(b"1", b"uno"))
        if frictionless.validate(str(package)).valid:
            fail(f"{dialect}: una tabla dañada parece válida")


def errors(pmi, folder, codes=ANSWERED):
    """The errors that pmi finds in a folder, by file; `codes` None for those of any code."""
    ending = run(pmi, "validate", "--input", folder, "--format", "jsonl")
    found = {}
    for line in ending.stdout.splitlines():
        finding = json.loads(line)
        is_asked = codes is None or finding["codigo"] in codes
        if is_asked and finding["gravedad"] == "error":
            found.setdefault(finding["archivo"], []).append((finding["codigo"], finding["mensaje"]))
    return found


def kind_of(path, schemas):
    root = etree.parse(str(path)).getroot()
    for kind, schema in schemas.items():
        if schema.root == root.tag:
            return kind
    return None


class Schema:
    """An XSD and the words from which random documents of its form are made."""

    def __init__(self, text):
        document = etree.fromstring(text.encode())
        self.validator = etree.XMLSchema(document)
        self.root = document.find(f"{XS}element").get("name")
        self.types = {each.get("name"): each for each in document.findall(f"{XS}simpleType")}
        self.complex = {each.get("name"): each for each in document.findall(f"{XS}complexType")}
        self.element = document.find(f"{XS}element")


def parts(path):
    """A document's rows by the edition of the Guía 34 that they name, as documents of their own."""
    editions = {}
    root = etree.parse(str(path)).getroot()
    for row in root:
        if isinstance(row.tag, str):
            edition = row.get("edicion") or row.findtext("edicion") or "2008"
            editions.setdefault(edition, []).append(row)
    result = []
    for edition, rows in sorted(editions.items()):
        part = etree.Element(root.tag, root.attrib)
        part.extend(rows)
        result.append((edition, part))
    return result or [("2008", root)]


def fault(path, kind, schemas):
    """Why a document is not valid under the XSD of its kind, each row under that of its edition."""
    for edition, part in parts(path):
        validator = schemas[edition][kind].validator
        if not validator.validate(part):
            return validator.error_log.last_error
    return None


def check_samples(pmi, schemas, work):
    """XML without errors is valid, and so is what stands in SampleData without errors in it."""
    for seed in [5, 6]:
        folder = work / f"muestra-{seed}"
        run(pmi, "sample", "--output", folder, "--establishments", 12, "--periods", "2023-2025",
            "--seed", seed, "--form", "xml", "--actions", 6)
        paths = sorted(folder.rglob("*.xml"))
        for path in paths:
            kind = kind_of(path, schemas["2008"])
            found = fault(path, kind, schemas)
            if found is not None:
                fail(f"{path.name} ({kind}): {found}")
        print(f"muestra {seed}: {len(paths)} XML válidos según su XSD")
    faulty = errors(pmi, ROOT / "SampleData")
    refused = errors(pmi, ROOT / "SampleData", None)
    valid = 0
    for path in sorted((ROOT / "SampleData").rglob("*.xml")):
        name = str(path.relative_to(ROOT / "SampleData"))
        if b"urn:schemas-microsoft-com" in path.read_bytes()[:2000]:
            continue
        try:
            kind = kind_of(path, schemas["2008"])
        except etree.XMLSyntaxError:
            continue
        if kind is None or b"<!DOCTYPE" in path.read_bytes():
            continue
        found = fault(path, kind, schemas)
        valid += found is None
        if found is None and name in faulty:
            fail(f"{name}: el XSD lo acepta y pmi dice {faulty[name][:2]}")
        if found is not None and name not in refused:
            fail(f"{name}: pmi lo lee y el XSD no: {found}")
    print(f"SampleData: {valid} XML válidos según su XSD")


# Texts at and beyond the borders of the types.
VALUES = [
    "", " ", "-", "N/A", "na", "0", "1", "4", "5", "999", "1000", "2008", "2025", "2026", "2100", "2101",
    "1999", "999999999", "1000000000", "00000000012", "45.5", "45,5", "-3,25", "45 %", "45%", "100",
    "100,00", "100,01", "1.500.000", "$ 1.500.000", "$1.500,5", "1.50", "1,500", "123456789012.99",
    "1234567890123", "2025-03-31", "2025-02-29", "2024-02-29", "31/03/2025", "29/02/2023", "29/2/2024",
    "5/03/2025", "31/04/2025", "2101-01-01", "2025-03-31T10:00:00", "SI", "Sí", "NO", "si", "x",
    "OFICIAL", "no oficial", "No_Oficial", "URBANA-RURAL", "A+", "D", "INTEGRAL", "capacitación",
    "REPORTAR", "NO  REPORTAR", "I07", "i10", "I11", "DIR-1", "dir-1-1", "DIR-1-2", "DIR-99-9", "68013",
    "68001", "99999", "168013000016", "16801300001", "1680130000160", "1,68E+11", "PAM-01", "AT-2025-1",
    "texto", "Misión y visión", "con\tTab", "con\nlínea", "\u0085", "\u007f", "\u200b", "\u00a0", "a\u0301",
    "ñandú & <cosa> \"x\"", "---", "_ _", "😀", "Evaluación", "SIN INFORMACION", "ACTIVO", "CIERRE TEMPORAL",
]


def random_value(schema, type_name, chance):
    """Mostly one of the type's own enumeration or a likely one, so that many documents are valid."""
    likely = {
        "vigencia": ["2023", "2025"], "codigoDane": ["168013000016", "268013000023"],
        "fecha": ["2025-03-31", "5/03/2025", "29/2/2024"], "texto": ["texto", "", "N/A"],
        "textoObligatorio": ["texto"], "codigo": ["AT-1", "PAM-2"], "decimal": ["-3,25", "45 %"],
        "porcentaje": ["100", "45,5"], "cantidad": ["12,5"], "dinero": ["$ 1.500.000", "1500"],
        "siNo": ["SI", "no"], "sector": ["OFICIAL", "no oficial"], "proceso": ["DIR-1", "aca-2"],
        "codigoMunicipio": ["68013"], "componente": ["DIR-1-1", "aca-1-1"], "edicion": ["2008"],
        "modalidad": ["INTEGRAL"], "decision": ["REPORTAR", "no_reportar"], "condicion": ["I07", "i01"],
        "zona": ["urbana rural"], "regimen": ["CONTROLADO"], "categoriaSaber": ["a+"],
        "estado": ["cierre  definitivo"], "requiereAsistencia": ["Capacitación"],
    }
    if chance.random() < 0.05:
        return chance.choice(VALUES)
    if type_name.startswith("enteroDe"):
        low, high = type_name[8:].split("A")
        return str(chance.randint(int(low), min(int(high), int(low) + 900)))
    return chance.choice(likely[type_name])


def random_row(schema, element, chance):
    """A row of a flat form: each field as an attribute, as an element, in both forms or in none."""
    definition = element.find(f"{XS}complexType")
    required = {key.find(f"{XS}field").get("xpath").split("|")[1]
                for key in element.findall(f"{XS}key")}
    row = etree.Element(element.get("name"))
    for attribute in definition.findall(f"{XS}attribute"):
        name = attribute.get("name")
        value = random_value(schema, attribute.get("type"), chance)
        if chance.random() > (0.99 if name in required else 0.5):
            continue
        try:
            if chance.random() < 0.7:
                row.set(name, value)
                if chance.random() < 0.01:
                    etree.SubElement(row, name).text = value
            else:
                etree.SubElement(row, name).text = value
        except ValueError:
            continue
    if chance.random() < 0.01:
        row.set("ajeno", "1")
    return row


def random_element(schema, name, type_name, chance):
    """An element of the nested form with what its type lists."""
    element = etree.Element(name)
    definition = schema.complex.get(type_name)
    if definition is None:
        element.text = random_value(schema, type_name, chance)
        return element
    extension = definition.find(f".//{XS}extension")
    if extension is not None:
        element.text = random_value(schema, extension.get("base"), chance)
    for attribute in definition.iter(f"{XS}attribute"):
        if attribute.get("use") != "required" and chance.random() < 0.5:
            continue
        try:
            element.set(attribute.get("name"), random_value(schema, attribute.get("type"), chance))
        except ValueError:
            continue
    for child in definition.iter(f"{XS}element"):
        if child.get("minOccurs") == "0" and chance.random() < 0.5:
            continue
        for _ in range(chance.randint(1, 2) if child.get("maxOccurs") else 1):
            try:
                element.append(random_element(schema, child.get("name"), child.get("type"), chance))
            except ValueError:
                continue
    return element


def check_random(pmi, schemas, work, count):
    chance = random.Random(45)
    for kind, schema in schemas.items():
        folder = work / f"azar-{kind}"
        folder.mkdir()
        accepted = 0
        for number in range(count):
            root = etree.Element(schema.root)
            row = schema.element.find(f".//{XS}element")
            for _ in range(chance.randint(1, 3)):
                if row.get("type"):
                    root.append(random_element(schema, row.get("name"), row.get("type"), chance))
                else:
                    root.append(random_row(schema, row, chance))
            if not schema.validator.validate(root):
                continue
            accepted += 1
            text = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            (folder / f"{number}.xml").write_bytes(text)
        if accepted < count // 20 or accepted == count:
            fail(f"{kind}: de {count} documentos al azar el XSD acepta {accepted}; nada se prueba así")
        for name, findings in sorted(errors(pmi, folder).items())[:5]:
            fail(f"{kind}: el XSD acepta {folder / name} y pmi dice {findings[:2]}")
        print(f"{kind}: {accepted} de {count} documentos al azar válidos, y pmi los lee")


def plain_value(field):
    """A value that a Table Schema accepts, in its plainest spelling."""
    limits = field.get("constraints", {})
    if "enum" in limits:
        return limits["enum"][0]
    if "pattern" in limits:
        return "168013000016"
    plain = {"integer": str(limits.get("minimum", 1)), "number": "45,5", "date": "2025-03-31",
             "boolean": "SI"}
    named = {"componente": "DIR-1-1", "codigo_actividad": "AT-1", "codigo_pam": "PAM-1"}
    return named.get(field["name"], plain.get(field["type"], "texto"))


def check_table_schemas(pmi, work):
    """A table of each kind, filled as its Table Schema says, is valid and is read; a spoilt one is not."""
    folder = work / "tablas"
    folder.mkdir()
    for kind in KINDS:
        text = run(pmi, "schema", "--kind", kind, "--format", "tableschema").stdout
        try:
            schema = frictionless.Schema.from_descriptor(json.loads(text))
        except frictionless.FrictionlessException as error:
            fail(f"{kind}: {error}")
            continue
        fields = json.loads(text)["fields"]
        header = ";".join(field["name"] for field in fields)
        values = [plain_value(field) for field in fields]
        # The required column whose emptiness must be found.
        place = next(i for i, field in enumerate(fields) if "constraints" in field
                     and field["constraints"].get("required"))
        for name, row, is_valid in [
            (f"{kind}.csv", values, True),
            (f"malo-{kind}.csv", values[:place] + [""] + values[place + 1 :], False),
        ]:
            (folder / name).write_text(f"{header}\n{';'.join(row)}\n", encoding="utf-8")
            resource = frictionless.Resource(
                path=name, basepath=str(folder), schema=schema,
                dialect=frictionless.Dialect.from_descriptor({"csv": {"delimiter": ";"}}))
            report = resource.validate()
            if report.valid != is_valid:
                fail(f"{kind}: {name} es {report.valid}: {report.flatten(['note'])[:3]}")
    found = errors(pmi, folder)
    for kind in KINDS:
        if f"{kind}.csv" in found:
            fail(f"{kind}: el Table Schema acepta la tabla y pmi dice {found[f'{kind}.csv'][:2]}")
        if f"malo-{kind}.csv" not in found:
            fail(f"{kind}: pmi lee una tabla sin un valor obligatorio")
    print(f"Table Schema: {len(KINDS)} tipos")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pmi")
    parser.add_argument("--documents", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pmi-interop-") as folder:
        work = pathlib.Path(folder)
        schemas = {}
        for edition in ["2008", "2026"]:
            configuration = work / f"{edition}.yaml"
            configuration.write_text(f"edicion: {edition}\n")
            schemas[edition] = {
                kind: Schema(run(options.pmi, "schema", "--kind", kind, "--format", "xsd", "--config",
                                 configuration).stdout)
                for kind in KINDS
            }
        check_package(options.pmi, work)
        check_samples(options.pmi, schemas, work)
        check_random(options.pmi, schemas["2008"], work, options.documents)
        check_table_schemas(options.pmi, work)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
