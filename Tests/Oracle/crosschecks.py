"""Contract 2: the findings that compare accepted records with others, and those on routes."""

from kinds import CATALOGUE

FIGURES = ("linea_base", "valor_meta", "valor_logrado")


def shown(value):
    """A figure as X211 quotes it: a decimal comma, without last zeros."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".") if abs(value) < 10**12 else str(value)
    return text.replace(".", ",")


class CrossChecks:
    """Tells its findings to the files; `year` is the judged period, or `None` where there is none."""

    def __init__(self, data, year=None):
        self.data, self.year = data, year
        for row in data.rows["establecimientos"]:
            self._directory(row)
        self._activities()
        for route in data.routes:
            self._route(route)
        self._lost_versions()
        if year:
            self._deliveries()
            self._decisions()

    # --- Directory

    @staticmethod
    def _directory(row):
        code, record = row["codigo_dane"], row["record"]
        if code[1:6] != row["codigo_municipio"]:
            record.told("X210", "codigo_dane", code)
        weights = [2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6]
        rest = sum(int(digit) * weight for digit, weight in zip(reversed(code[:11]), weights)) % 11
        if int(code[11]) != (11 - rest) % 10:
            record.told("X212", "codigo_dane", code)
        urban = 1 if row["sector"] == "OFICIAL" else 3
        fitting = {"URBANA": [urban], "RURAL": [urban + 1]}.get(row["zona"], [urban, urban + 1])
        if int(code[0]) not in fitting:
            record.told("X213", "codigo_dane", code)
        if row["codigo_municipio"] in CATALOGUE.certified:
            record.told("X215", "codigo_municipio", row["codigo_municipio"])

    # --- Assistance

    def _activities(self):
        def key(row):
            return (row["vigencia"], row["codigo_actividad"], row["codigo_dane"])

        planned = {key(row) for row in self.data.rows["rg-217"]}
        for row in self.data.rows["rg-22"]:
            if key(row) not in planned:
                row["record"].told("X208", "codigo_actividad", row["codigo_actividad"])
        strategies = {(row["vigencia"], row["codigo_pam"]) for row in self.data.rows["pam"]}
        for row in self.data.rows["rg-217"]:
            if row["codigo_pam"] is None or (row["vigencia"], row["codigo_pam"]) not in strategies:
                row["record"].told("X209", "codigo_pam", row["codigo_pam"] or "")

    # --- Routes

    def _cut(self, vigencia):
        if self.year is None or vigencia > self.year.period:
            return None
        return self.year.cut(vigencia)

    def _route(self, route):
        rows, cut = self.data.routes[route], self._cut(route[1])
        held, warned, mixed, incomplete = {}, set(), False, None
        for row in rows:
            record, achieved = row["record"], row["valor_logrado"]
            if cut and row["fecha_seguimiento"] and row["fecha_seguimiento"] > cut:
                record.told("R112", "fecha_seguimiento", record.raw("fecha_seguimiento").text)
                achieved = None
            for column in FIGURES:
                value = achieved if column == "valor_logrado" else row[column]
                if value is None:
                    continue
                first = held.setdefault((row["meta_no"], column), value)
                if first != value and row["meta_no"] not in warned:
                    warned.add(row["meta_no"])
                    record.told("X211", column, shown(value))
            if self._edition(row) != self._edition(rows[0]) and not mixed:
                mixed = True
                record.told("X214")
            needed = ("responsable", "fecha_inicio", "fecha_fin", "recursos")
            if any(row[column] is None for column in needed):
                incomplete = incomplete or record
        if incomplete:
            incomplete.told("R113")

    @staticmethod
    def _edition(row):
        return CATALOGUE.components[row["componente"]][0]

    def _lost_versions(self):
        """X216: a version above the counting one, none of whose rows stands."""
        highest = {}
        for row in self.data.refused_routes:
            route = (row["codigo_dane"], row["vigencia"])
            if row["has_version"] and route in self.data.routes:
                if row["version"] > self.data.routes[route][0]["version"]:
                    highest.setdefault(route, {}).setdefault(row["version"], []).append(row)
        for versions in highest.values():
            first = min(versions[max(versions)], key=lambda row: row["place"])
            first["record"].told("X216")

    # --- Deliveries and decisions

    def _deliveries(self):
        controls = {(r["codigo_dane"], r["vigencia"]): r for r in self.data.rows["rg-300"]}

        def is_delivered(route):
            row, cut = controls.get(route), self._cut(route[1])
            return bool(row and row["fecha_entrega"] and row["fecha_entrega"] <= cut)

        for route, row in controls.items():
            if route[1] <= self.year.period and is_delivered(route) and route not in self.data.routes:
                row["record"].told("X203")
        for route, rows in self.data.routes.items():
            if route[1] <= self.year.period and not is_delivered(route):
                controls.get(route, rows[0])["record"].told("X204")

    def _decisions(self):
        for row in self.data.rows["decisiones"]:
            if row["vigencia"] == self.year.period:
                states = [finding[3] for finding in self.year.findings[row["codigo_dane"]]]
                if "CANDIDATO" not in states:
                    row["record"].told("X217")
