"""Compares the tables of a peer with those of a run of pmi, cell by cell.

Peers are excused from places (archivo, linea, evidencia), which would cost them a count of the line
ends of every record.
"""
import csv
import pathlib

TABLES = [
    "rg-220", "rg-220-municipios", "rg-220-transiciones", "rg-220-detalle", "rg-380-indicadores",
    "rg-380-establecimientos", "rg-380-municipios", "irregularidades", "poaiv",
    "asistencia-clasificacion", "asistencia-cumplimiento"]
COUNTED = ("rg-382", "autoevaluacion")
PLACES = {"archivo", "linea", "evidencia"}


def _rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def differences(ours: pathlib.Path, theirs: pathlib.Path):
    """Up to ten sentences; none where the tables are equal."""
    found = []
    for name in TABLES:
        left, right = _rows(ours / (name + ".csv")), _rows(theirs / (name + ".csv"))
        if len(left) != len(right):
            found.append(f"{name}: {len(left)} rows here, {len(right)} there")
        for number, (a, b) in enumerate(zip(left, right), start=1):
            for column in a:
                if column not in PLACES and a[column] != b.get(column):
                    found.append(f"{name} row {number} {column}: {a[column]!r} here, {b.get(column)!r} there")
                    if len(found) >= 10:
                        return found
    counts = {row["archivo"]: row for row in _rows(theirs / "archivos.csv")}
    for row in _rows(ours / "archivos.csv"):
        if row["tipo"] not in COUNTED:
            continue
        there = counts.get(row["archivo"])
        for column in ("leidas", "aceptadas", "reemplazadas", "rechazadas"):
            if there is None or there[column] != row[column]:
                found.append(f"archivos {row['archivo']} {column}: {row[column]} here, "
                             f"{there and there[column]} there")
    return found[:10]


def routes_read(path):
    """How many rows of rg-382 were read, by archivos.csv."""
    return sum(int(row["leidas"]) for row in _rows(path) if row["tipo"] == "rg-382")
