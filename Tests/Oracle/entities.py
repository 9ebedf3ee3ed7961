"""A run of several entities: the tables of each, against the oracle over its establishments alone."""

import contextlib
import copy
import csv
import datetime
import subprocess
import tempfile

from kinds import CATALOGUE, CATALOGUES
from oracle import whole
from reading import Input
from tables import Tables

CODES = ["05001", "15", "15001", "68", "68001", "88"]
# The table of a run of several, that of a run of one, and the columns whose texts are free.
REPEATED = {
    "rg-380-entidades-indicadores": ("rg-380-indicadores", {"indicador"}),
    "rg-220-entidades": ("rg-220", set()),
    "poaiv-entidades": ("poaiv", set()),
}


def catalogue(name):
    with open(CATALOGUES / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@contextlib.contextmanager
def country():
    """The municipalities of the country in the place of those of Santander."""
    own = CATALOGUE.municipalities
    CATALOGUE.municipalities = {
        row["divipola"]: (row["name"], row["province_2019"])
        for row in catalogue("municipalities-colombia.csv")
    }
    try:
        yield
    finally:
        CATALOGUE.municipalities = own


def part(data, codes):
    """The same input without the records of other establishments; the PAM is everybody's."""
    own = copy.copy(data)
    own.rows = {
        kind: [r for r in rows if "codigo_dane" not in r or r["codigo_dane"] in codes]
        for kind, rows in data.rows.items()
    }
    own.active = {code: row for code, row in data.active.items() if code in codes}
    own.routes = {route: rows for route, rows in data.routes.items() if route[0] in codes}
    own.refused_routes = [r for r in data.refused_routes if r["codigo_dane"] in codes]
    return own


def sample(pmi, folder, seed):
    subprocess.run(
        [
            pmi, "sample", "--output", folder, "--establishments", "60", "--periods", "2023-2025",
            "--seed", str(seed), "--form", "csv", "--actions", "4", "--errors", "0.02",
            "--layout", "combined", "--entities", ",".join(CODES),
        ],
        check=True, stdout=subprocess.DEVNULL,
    )


def differences(pmi, seed, published, guarded):
    """What differs, a line each; and the number of cells compared."""
    period, cutoff = 2025, datetime.date(2025, 11, 30)
    rules = {"entidades": "[" + ", ".join(f'"{code}"' for code in CODES) + "]"}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as output, country():
        sample(pmi, folder, seed)
        found = published(pmi, folder, period, cutoff, rules, output, "rfc4180", 1 + seed % 3)
        data = Input(folder)
        lines, cells, overview = [], 0, []
        for entity in CODES:
            own = {
                code for code, row in data.active.items()
                if entity_of(row["codigo_municipio"]) == entity
            }
            if not own:
                continue
            expected = Tables(part(data, own), period, cutoff).tables
            overview.append(figures(entity, expected))
            for name, (source, free) in REPEATED.items():
                columns, rows = expected[source]
                mine = [row[2:] for row in found[name][1:] if row[0] == entity]
                if len(mine) != len(rows):
                    lines.append(f"{name} of {entity}: {len(mine)} rows instead of {len(rows)}")
                for cell_row, row in zip(mine, rows):
                    for column, cell, value in zip(columns, cell_row, row):
                        cells += 1
                        if column not in free and cell != guarded(value):
                            lines.append(f"{name} of {entity}, {column}: {cell!r}, not {value!r}")
        table = found["rg-380-entidades"]
        places = [table[0].index(column) for column in FIGURES]
        shown = [[row[place] for place in places] for row in table[1:] if row[5] != "0"]
        if shown != overview:
            lines.append(f"rg-380-entidades: {shown} instead of {overview}")
    return lines, cells + len(overview) * len(FIGURES)


FIGURES = [
    "codigo_entidad", "establecimientos", "rutas_recibidas", "acciones", "avance_promedio",
    "ee_candidatos", "ee_reportados",
]


def entity_of(municipality):
    return municipality if municipality in ENTITIES else municipality[:2]


def figures(entity, expected):
    columns, rows = expected["rg-380-indicadores"]
    values = {row[0]: row[columns.index("valor")] for row in rows}
    return [entity] + [values[code] for code in ("N01", "N02", "N16", "N19", "N26")] + [
        whole(len(expected["poaiv"][1]))
    ]


ENTITIES = {row["code"] for row in catalogue("entities.csv")}
