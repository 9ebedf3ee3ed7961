"""Contract 1 §5: the files of an input folder as the records that count, with every finding."""

import values
from files import listing, load
from kinds import CATALOGUE, KEYS, KINDS, bare
from values import Refused


def decode(record, edition):
    """Reads the values of a record: R101 to R106, R108 and R109.

    `edition` is the configured one, of names whose row has none.
    """
    row = record.row
    row["place"], row["record"] = record.place, record
    faults = set()
    for column, read in KINDS[record.kind].items():
        name = bare(column)
        cell = record.raw(name)
        row[name] = None
        try:
            if cell.is_error and values.trimmed(cell.text):
                raise Refused(read.code)
            row[name] = read(cell.text)
            if row[name] is None and "*" in column:
                raise Refused("R101")
        except Refused as fault:
            record.refuse(fault.code, name, cell.text)
            faults.add(name)
    if row.get("componente") is not None:
        try:
            if "edicion" not in faults:
                row["componente"] = CATALOGUE.component(row["componente"], row["edicion"] or edition)
        except Refused as fault:
            record.refuse(fault.code, "componente", record.raw("componente").text)
    start, stop = row.get("fecha_inicio"), row.get("fecha_fin")
    if start and stop and stop < start:
        record.refuse("R109", "fecha_fin", record.raw("fecha_fin").text)
    if "version" in row:
        row["has_version"] = "version" not in faults
        row["version"] = row["version"] or 1


class Input:
    """The rows of a folder after contract 1 §5.

    `records` has all of them in the reading order; `rows` those that are accepted, by kind, of rg-382
    superseded ones too; `routes` the counting rows by (EE, vigencia); `refused_routes` the others.
    """

    def __init__(self, folder, edition=2008):
        self.documents = [load(folder, *entry, n) for n, entry in enumerate(listing(folder))]
        self.files = [document.name for document in self.documents]
        self.records = [record for document in self.documents for record in document.records]
        self.rows = {kind: [] for kind in KINDS}
        for record in self.records:
            decode(record, edition)
            if not record.errors:
                self.rows[record.kind].append(record.row)
        self._take_keys()
        self._ask_directory()
        self._resolve()
        self.refused_routes = [
            record.row for record in self.records
            if record.kind == "rg-382" and record.errors
            and record.row["vigencia"] and record.row["codigo_dane"]
        ]

    def _keep_standing(self, kind):
        self.rows[kind] = [row for row in self.rows[kind] if not row["record"].errors]

    def _take_keys(self):
        for kind, key in KEYS.items():
            seen = set()
            for row in self.rows[kind]:
                value = tuple(row[column] for column in key)
                if value in seen:
                    row["record"].refuse("R110")
                seen.add(value)
            self._keep_standing(kind)
        seen, opportunities, goals = set(), {}, {}
        for row in self.rows["rg-382"]:
            record = row["record"]
            part = (row["place"][0], row["codigo_dane"], row["vigencia"], row["version"])
            action = (part, row["accion_no"])
            opportunity = (part, row["oportunidad_no"])
            goal = (part, row["meta_no"])
            if action in seen:
                record.refuse("R110")
            seen.add(action)
            if opportunities.get(opportunity, row["componente"]) != row["componente"]:
                record.refuse("R111", "oportunidad_no", str(row["oportunidad_no"]))
            if goals.get(goal, row["oportunidad_no"]) != row["oportunidad_no"]:
                record.refuse("R111", "meta_no", str(row["meta_no"]))
            if not record.errors:
                opportunities[opportunity] = row["componente"]
                goals[goal] = row["oportunidad_no"]
        self._keep_standing("rg-382")

    def _ask_directory(self):
        self.directory = {r["codigo_dane"]: r for r in self.rows["establecimientos"]}
        active = {c for c, r in self.directory.items() if r["estado"] != 0}
        self.active = {c: self.directory[c] for c in sorted(active)}
        if not self.directory:
            return
        for kind, rows in self.rows.items():
            if kind in ("establecimientos", "pam"):
                continue
            for row in rows:
                code = row["codigo_dane"]
                if code not in active:
                    row["record"].refuse("X202" if code in self.directory else "X201", "codigo_dane", code)
            self._keep_standing(kind)

    def _resolve(self):
        """Versions: the first file of each, then the highest of each route."""
        first, highest = {}, {}
        for row in self.rows["rg-382"]:
            route = (row["codigo_dane"], row["vigencia"])
            file = first.setdefault((route, row["version"]), row["place"][0])
            if file != row["place"][0]:
                row["record"].refuse("X207")
            highest[route] = max(highest.get(route, 0), row["version"])
        self._keep_standing("rg-382")
        self.routes, older = {}, set()
        for row in self.rows["rg-382"]:
            route = (row["codigo_dane"], row["vigencia"])
            if row["version"] == highest[route]:
                self.routes.setdefault(route, []).append(row)
                continue
            row["record"].is_superseded = True
            if (route, row["version"]) not in older:
                row["record"].told("X206")
            older.add((route, row["version"]))
