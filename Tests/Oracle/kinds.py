"""Contract 1 §1 and §4: the catalogues and the kinds of record, field by field."""

import csv
import pathlib

import values
from values import Refused

CATALOGUES = pathlib.Path(__file__).resolve().parents[2] / "Sources/Catalogues"


def _rows(name):
    with open(CATALOGUES / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Catalogue:
    """Components, processes and municipalities."""

    def __init__(self):
        self.components, self.processes, self.names = {}, {}, {}
        for row in _rows("gestion-catalog.csv"):
            edition = int(row["edition"])
            code, process = row["component_code"], row["process_code"]
            self.components[code] = (edition, row["area_code"], process, row["component"])
            self.processes[process] = (edition, row["process"])
            self._name(edition, row["component"], code)
        aliases = [r for r in _rows("gestion-catalog-aliases.csv") if r["level"] == "component"]
        self.aliases = {}
        for row in aliases:
            edition = self.components[row["code"]][0]
            key = (edition, values.folded(row["alias_seen_in_use"]))
            self.aliases.setdefault(key, set()).add(row["code"])
        self.codes = {values.folded(code): code for code in self.components}
        self.process_codes = {values.folded(code): code for code in self.processes}
        self.municipalities = {
            row["divipola"]: (row["name"], row["province_2019"])
            for row in _rows("municipalities-santander.csv")
        }
        self.certified = {
            row["divipola"] for row in _rows("municipalities-santander.csv")
            if row["certified_in_education"] == "yes"
        }
        self.columns = {row["alias"]: row["column"] for row in _rows("column-aliases.csv")}

    def _name(self, edition, name, code):
        self.names.setdefault((edition, values.folded(name)), set()).add(code)

    def component(self, cell, edition):
        key = values.folded(cell)
        if key in self.codes:
            return self.codes[key]
        for names in (self.names, self.aliases):
            found = names.get((edition, key), set())
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise Refused("R105")
        raise Refused("R105")


CATALOGUE = Catalogue()


def municipality(cell):
    value = values.typed(lambda code: code, "R105")(cell)
    if value is not None and value not in CATALOGUE.municipalities:
        raise Refused("R105")
    return value


def _process(cell):
    if values.folded(cell) not in CATALOGUE.process_codes:
        raise Refused("R105")
    return CATALOGUE.process_codes[values.folded(cell)]


municipality.code = "R105"
process = values.typed(_process, "R105")
component = values.typed(lambda cell: cell, "R105")  # Which one it is, the row's edicion decides.
T, K, D = values.text, values.code_text, values.date
CONDITIONS = [f"I{n:02d}" for n in range(1, 11)]
SUPPORT = ["INTEGRAL", "PUNTUAL", "CAPACITACION"]
STATES = {"ACTIVO": 1, "NUEVO-ACTIVO": 1, "ANTIGUO-ACTIVO": 1}
STATES |= {"INACTIVO": 0, "CIERRE TEMPORAL": 0, "CIERRE DEFINITIVO": 0}

# Column: type, with `*` in front of a required one, and `!` where the header identifies the kind by it.
KINDS = {
    "establecimientos": {
        "!*codigo_dane": values.dane, "!*nombre": T, "!*codigo_municipio": municipality,
        "!*sector": values.words(["OFICIAL", "NO OFICIAL"]),
        "zona": values.words(["URBANA", "RURAL", "URBANA-RURAL"]),
        "regimen": values.words(["LIBERTAD REGULADA", "LIBERTAD VIGILADA", "CONTROLADO"]),
        "categoria_saber": values.words(["A+", "A", "B", "C", "D"]),
        "matricula": values.integer(0, 10**9), "estado": values.words(STATES), "correo": T,
    },
    "rg-382": {
        "!*vigencia": values.vigencia, "!*codigo_dane": values.dane,
        "version": values.integer(1, 10**9), "!*componente": component,
        "!*oportunidad_no": values.integer(1, 999), "!*oportunidad": T, "objetivo": T,
        "!*meta_no": values.integer(1, 999), "!*meta": T, "indicador": K,
        "linea_base": values.decimal(), "valor_meta": values.decimal(),
        "valor_logrado": values.decimal(), "!*accion_no": values.integer(1, 9999), "!*accion": T,
        "!responsable": K, "!fecha_inicio": D, "!fecha_fin": D, "!recursos": K,
        "presupuesto": values.money, "avance": values.decimal(0, 100),
        "edicion": values.words({"2008": 2008, "2026": 2026}), "fecha_seguimiento": D,
        "evidencia": K, "requiere_asistencia": values.words(["NO"] + SUPPORT),
        "observaciones": T,
    },
    "rg-300": {
        "!*vigencia": values.vigencia, "!*codigo_dane": values.dane, "!*fecha_limite": D,
        "!fecha_entrega": D, "medio": T, "radicado": T, "fecha_devolucion": D,
        "fecha_reentrega": D, "fecha_retroalimentacion": D, "observaciones": T,
    },
    "autoevaluacion": {
        "!*vigencia": values.vigencia, "!*codigo_dane": values.dane, "!*componente": component,
        "!*valoracion": values.integer(1, 4), "edicion": values.words({"2008": 2008, "2026": 2026}),
    },
    "rg-217": {
        "!*vigencia": values.vigencia, "!*codigo_actividad": K, "!*codigo_dane": values.dane,
        "!*modalidad": values.words(SUPPORT), "!*fecha_programada": D, "tema": T,
        "proceso": process, "codigo_pam": K, "responsable": K,
    },
    "rg-22": {
        "!*vigencia": values.vigencia, "!*codigo_actividad": K, "!*codigo_dane": values.dane,
        "!*fecha_ejecucion": D, "!*cumple_requisitos": values.yes_no, "horas": values.decimal(0),
        "asistentes": values.integer(0, 10**9), "compromisos": T, "observaciones": T,
    },
    "pam": {
        "!*vigencia": values.vigencia, "!*codigo_pam": K, "!*estrategia": T, "meta": T,
        "proceso": process,
    },
    "exclusiones": {
        "!*vigencia": values.vigencia, "!*codigo_dane": values.dane, "!*motivo": T, "!*autoriza": T,
        "condicion": values.words(CONDITIONS),
    },
    "decisiones": {
        "!*vigencia": values.vigencia, "!*codigo_dane": values.dane,
        "!*decision": values.words(["REPORTAR", "NO REPORTAR"]), "!*motivo": T, "!*fecha": D,
        "responsable": K,
    },
}
KEYS = {
    "establecimientos": ["codigo_dane"], "rg-300": ["vigencia", "codigo_dane"],
    "autoevaluacion": ["vigencia", "codigo_dane", "componente"],
    "rg-217": ["vigencia", "codigo_actividad", "codigo_dane"],
    "rg-22": ["vigencia", "codigo_actividad", "codigo_dane", "fecha_ejecucion"],
    "pam": ["vigencia", "codigo_pam"], "exclusiones": ["vigencia", "codigo_dane", "condicion"],
    "decisiones": ["vigencia", "codigo_dane"],
}


def bare(column):
    return column.lstrip("!*")


# Root and row element of each kind's XML form; of rg-382 the flat form is an extension.
ELEMENTS = {
    "establecimientos": ("directorio", "establecimiento"),
    "rg-382": ("rutasMejoramiento", "accion"),
    "rg-300": ("controlEntregas", "entrega"),
    "autoevaluacion": ("autoevaluaciones", "valoracion"),
    "rg-217": ("planAsistencia", "actividad"),
    "rg-22": ("ejecucionAsistencia", "ejecucion"),
    "pam": ("planApoyoMejoramiento", "estrategia"),
    "exclusiones": ("exclusiones", "exclusion"),
    "decisiones": ("decisiones", "decision"),
}


def columns_of(kind):
    return [bare(column) for column in KINDS[kind]]


def camel(column):
    head, *rest = column.split("_")
    return head + "".join(part.capitalize() for part in rest)
