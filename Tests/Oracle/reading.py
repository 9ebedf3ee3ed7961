"""Contract 1: the CSV files of an input folder, as the records that count.

Only CSV; every check of §5, without its messages.
"""

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
                raise Refused
        raise Refused


CATALOGUE = Catalogue()


def municipality(cell):
    value = values.typed(lambda code: code)(cell)
    if value is not None and value not in CATALOGUE.municipalities:
        raise Refused
    return value


def _process(cell):
    if values.folded(cell) not in CATALOGUE.process_codes:
        raise Refused
    return CATALOGUE.process_codes[values.folded(cell)]


process = values.typed(_process)
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
        "version": values.integer(1, 10**9), "!*componente": None,
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
        "!*vigencia": values.vigencia, "!*codigo_dane": values.dane, "!*componente": None,
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


def decoded(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def records(text, separator):
    """The records of a table with the physical lines where they start."""
    line, start, fields, field, place, end = 1, 1, [], "", 0, len(text)
    while place < end:
        c = text[place]
        if c == '"' and field == "":
            place += 1
            while place < end:
                if text[place] == '"':
                    if text[place + 1 : place + 2] != '"':
                        break
                    place += 1
                elif text[place] == "\n" or (text[place] == "\r" and text[place + 1 : place + 2] != "\n"):
                    line += 1
                field += text[place]
                place += 1
            place += 1
            while place < end and text[place] not in (separator, "\n", "\r"):
                field += text[place]
                place += 1
        elif c == separator:
            fields.append(field)
            field = ""
            place += 1
        elif c in "\r\n":
            yield start, fields + [field]
            place += 2 if text.startswith("\r\n", place) else 1
            line += 1
            start, fields, field = line, [], ""
        else:
            field += c
            place += 1
    if fields or field:
        yield start, fields + [field]


def recognised(rows):
    """The kind whose required columns are all in a header, its columns by place, and what follows."""
    for place, (_, fields) in enumerate(rows[:20]):
        names = [values.header_name(cell) for cell in fields]
        best = None
        for kind, columns in KINDS.items():
            own = [bare(column) for column in columns]
            places = {}
            for column in own:
                if column in names:
                    places[column] = names.index(column)
            for index, name in enumerate(names):
                column = CATALOGUE.columns.get(name)
                if name not in own and column in own and column not in places:
                    places[column] = index
            required = [bare(column) for column in columns if column.startswith("!")]
            if all(c in places for c in required) and (best is None or len(required) > best[0]):
                best = (len(required), kind, places, len(fields))
        if best:
            return best[1], best[2], best[3], rows[place + 1 :]
    return None


def decode(kind, fields, places, width):
    """The values of a row, and whether one of them is refused."""
    row, is_refused = {}, any(cell.strip() for cell in fields[width:])
    for column, read in KINDS[kind].items():
        name = bare(column)
        cell = fields[places[name]] if name in places and places[name] < len(fields) else ""
        try:
            value = read(cell) if read else values.typed(lambda text: text)(cell)
            if value is None and "*" in column:
                raise Refused
            row[name] = value
        except Refused:
            row[name] = None
            is_refused = True
            if name == "edicion":
                row["componente"] = None
    if row.get("componente") is not None:
        try:
            row["componente"] = CATALOGUE.component(row["componente"], row.get("edicion") or 2008)
        except Refused:
            is_refused = True
    start, stop = row.get("fecha_inicio"), row.get("fecha_fin")
    if start and stop and stop < start:
        is_refused = True
    return row, is_refused


class Input:
    """The rows of a folder after contract 1 §5."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.rows = {kind: [] for kind in KINDS}
        self.refused_routes = []
        paths = [p for p in folder.rglob("*") if p.suffix.lower() in (".csv", ".txt", ".tsv")]
        self.files = sorted((str(p.relative_to(folder)) for p in paths), key=lambda n: n.encode())
        for number, name in enumerate(self.files):
            self._read(number, decoded((folder / name).read_bytes()))
        self._take_keys()
        self.directory = {r["codigo_dane"]: r for r in self.rows["establecimientos"]}
        active = {c for c, r in self.directory.items() if r["estado"] != 0}
        for kind, rows in self.rows.items():
            if kind not in ("establecimientos", "pam"):
                self._refuse(kind, rows, lambda row: row["codigo_dane"] in active)
        self._resolve()
        self.active = {c: self.directory[c] for c in sorted(active)}

    def _refuse(self, kind, rows, stands):
        if kind == "rg-382":
            self.refused_routes += [row for row in rows if not stands(row)]
        self.rows[kind] = [row for row in rows if stands(row)]

    def _read(self, number, text):
        found = None
        for separator in ";,\t":
            rows = list(records(text, separator))
            found = recognised(rows)
            if found:
                break
        if not found:
            return
        kind, places, width, rows = found
        for rank, (line, fields) in enumerate(rows):
            if not any(cell.strip() for cell in fields):
                continue
            row, is_refused = decode(kind, fields, places, width)
            row["place"] = (number, line, rank)
            if not is_refused:
                self.rows[kind].append(row)
            elif kind == "rg-382" and row["vigencia"] and row["codigo_dane"]:
                self.refused_routes.append(row)

    def _take_keys(self):
        for kind, key in KEYS.items():
            seen, kept = set(), []
            for row in self.rows[kind]:
                value = tuple(row[column] for column in key)
                if value not in seen:
                    kept.append(row)
                seen.add(value)
            self.rows[kind] = kept
        seen, opportunities, goals, kept = set(), {}, {}, []
        for row in self.rows["rg-382"]:
            row["version"] = row["version"] or 1
            part = (row["place"][0], row["codigo_dane"], row["vigencia"], row["version"])
            opportunity = (part, row["oportunidad_no"])
            goal = (part, row["meta_no"])
            stands = (
                (part, row["accion_no"]) not in seen
                and opportunities.get(opportunity, row["componente"]) == row["componente"]
                and goals.get(goal, row["oportunidad_no"]) == row["oportunidad_no"]
            )
            seen.add((part, row["accion_no"]))
            if stands:
                opportunities[opportunity] = row["componente"]
                goals[goal] = row["oportunidad_no"]
                kept.append(row)
            else:
                self.refused_routes.append(row)
        self.rows["rg-382"] = kept

    def _resolve(self):
        """Versions: the first file of each, then the highest of each route."""
        first, highest = {}, {}
        for row in self.rows["rg-382"]:
            route = (row["codigo_dane"], row["vigencia"])
            first.setdefault((route, row["version"]), row["place"][0])
            highest[route] = max(highest.get(route, 0), row["version"])
        self.routes = {}
        for row in self.rows["rg-382"]:
            route = (row["codigo_dane"], row["vigencia"])
            if first[route, row["version"]] != row["place"][0]:
                self.refused_routes.append(row)
            elif row["version"] == highest[route]:
                self.routes.setdefault(route, []).append(row)
