"""Contract 3: the tables, as lists of columns and rows of texts."""

import datetime
from collections import Counter
from fractions import Fraction

from oracle import Figure, Year, conditions_in_order, grouped, has_records, mean, octets, percent
from oracle import printed, whole
import validation
from crosschecks import CrossChecks
from kinds import CATALOGUE

# Texts that the contract leaves to the program.
FREE = {
    "irregularidades": {"descripcion"}, "rg-380-indicadores": {"indicador"},
    "diagnosticos": {"mensaje"},
}
ENTITY, DEPARTMENT = "Secretaría de Educación de Santander", "68"


def edition(component):
    return CATALOGUE.components[component][0]


def process(component):
    return CATALOGUE.components[component][2]


def day(value):
    return "" if value is None else value.isoformat()


def town(code):
    return CATALOGUE.municipalities[code][0]


def province(code):
    return CATALOGUE.municipalities[code][1]


class Tables:
    """Every table of a run by its name: its columns and its rows."""

    def __init__(self, data, period, cutoff, rules=None):
        self.data, self.year = data, Year(data, period, cutoff, rules)
        self.before = Year(data, period - 1, datetime.date(period - 1, 12, 31), rules)
        self.schools = self.year.active
        self.tables = {}
        self._components()
        self._municipalities()
        self._transitions()
        self._details()
        self._irregularities()
        self._assistance()
        self._indicators()
        self._establishments()
        self._areas()
        self._characterisation()
        self._pam()
        self._validation()

    def add(self, name, columns, rows):
        self.tables[name] = (columns.split(), [list(row) for row in rows])

    def rows(self, code):
        return self.year.rows(code)

    def place(self, place):
        return self.data.files[place[0]], whole(place[1])

    # --- RG-220

    def _sums(self, rows):
        """oportunidades, metas, acciones, cumplidas, vencidas and the mean of avance."""
        return [
            whole(len(grouped(rows, "codigo_dane", "oportunidad_no"))),
            whole(len(grouped(rows, "codigo_dane", "meta_no"))),
            whole(len(rows)), whole(sum(r["cumplida"] for r in rows)),
            whole(sum(r["vencida"] for r in rows)), printed(mean(r["avance"] for r in rows)),
        ]

    def _components(self):
        year, period = self.year, self.year.period
        editions = year.editions()
        lines = []
        for component, (number, area, process_code, name) in CATALOGUE.components.items():
            if number not in editions:
                continue
            rows = [r for c in self.schools for r in self.rows(c) if r["componente"] == component]
            codes = {r["codigo_dane"] for r in rows}
            levels = [
                year.levels[c, period][component]
                for c in self.schools if component in year.levels.get((c, period), {})
            ]
            value = mean(levels)
            changes = self._changes(component)
            cells = [
                str(number), area, process_code, component, name, whole(len(codes)),
                whole(len({self.schools[c]["codigo_municipio"] for c in codes})),
                *self._sums(rows), printed(value), *(whole(levels.count(n)) for n in (1, 2, 3, 4)),
                *(whole(changes[n]) for n in ("nueva", "persistente", "superada", "retirada")),
            ]
            order = (-len(codes), value is None, value or 0, octets(component))
            lines.append((order, cells))
        lines.sort(key=lambda line: line[0])
        self.add(
            "rg-220",
            "posicion edicion gestion proceso componente nombre establecimientos municipios "
            "oportunidades metas acciones acciones_cumplidas acciones_vencidas avance_promedio "
            "valoracion_promedio valoracion_1 valoracion_2 valoracion_3 valoracion_4 nuevas "
            "persistentes superadas retiradas",
            ([whole(n + 1), *cells] for n, (_, cells) in enumerate(lines)),
        )

    def _changes(self, component):
        period, found = self.year.period, Counter()
        for code in self.schools:
            now = {r["componente"] for r in self.rows(code)}
            then = {r["componente"] for r in self.year.rows(code, period - 1)}
            number = edition(component)
            if number not in {edition(c) for c in now} or number not in {edition(c) for c in then}:
                continue
            if component in now:
                found["persistente" if component in then else "nueva"] += 1
            elif component in then:
                after = self.year.levels.get((code, period), {}).get(component)
                before = self.year.levels.get((code, period - 1), {}).get(component)
                rose = None not in (after, before) and after > before
                found["superada" if rose else "retirada"] += 1
        return found

    def _municipalities(self):
        cells = {}
        for code, school in self.schools.items():
            for row in self.rows(code):
                key = (school["codigo_municipio"], process(row["componente"]))
                cells.setdefault(key, []).append(row)
        lines = []
        for (place, code), rows in sorted(cells.items(), key=lambda c: tuple(map(octets, c[0]))):
            sums = self._sums(rows)
            schools = whole(len({r["codigo_dane"] for r in rows}))
            lines.append([place, town(place), province(place), code, schools, *sums[:4], sums[5]])
        self.add(
            "rg-220-municipios",
            "codigo_municipio municipio provincia proceso establecimientos oportunidades metas "
            "acciones acciones_cumplidas avance_promedio",
            lines,
        )

    def _transitions(self):
        period, found = self.year.period, Counter()
        for code in self.schools:
            before = self.year.levels.get((code, period - 1), {})
            for component, level in self.year.levels.get((code, period), {}).items():
                if component in before:
                    found[component, before[component], level] += 1
        lines = sorted(found.items(), key=lambda f: (octets(f[0][0]), f[0][1:]))
        self.add(
            "rg-220-transiciones", "componente valoracion_anterior valoracion establecimientos",
            ([c, whole(b), whole(a), whole(n)] for (c, b, a), n in lines),
        )

    def _details(self):
        found = []
        for code, school in self.schools.items():
            for (number,), rows in grouped(self.rows(code), "oportunidad_no").items():
                first = rows[0]
                cells = [
                    code, school["codigo_municipio"], first["componente"], whole(number),
                    first["oportunidad"], whole(len(rows)),
                    printed(mean(r["avance"] for r in rows)), *self.place(first["place"]),
                ]
                found.append((first["place"], cells))
        found.sort(key=lambda f: f[0])
        columns = (
            "codigo_dane codigo_municipio componente oportunidad_no oportunidad acciones "
            "avance_promedio archivo linea"
        )
        self.add("rg-220-detalle", columns, (cells for _, cells in found))
        for name, rule in (("pr-44-pei", "procesos_pei"), ("infraestructura", "procesos_infraestructura")):
            chosen = self.year.rules[rule]
            self.add(name, columns, (cells for _, cells in found if process(cells[2]) in chosen))

    # --- Irregularities

    def _school(self, code):
        school = self.schools[code]
        return [code, school["nombre"], school["codigo_municipio"]]

    def _irregularities(self):
        lines, reported = [], []
        decisions = {
            r["codigo_dane"]: r["decision"]
            for r in self.data.rows["decisiones"] if r["vigencia"] == self.year.period
        }
        for code, school in self.schools.items():
            findings = self.year.findings[code]
            for condition, vigencias, days, state, place in findings:
                lines.append([
                    *self._school(code), town(school["codigo_municipio"]), condition, "",
                    " ".join(map(str, vigencias)), whole(len(days)), day(max(days, default=None)),
                    state, ":".join(self.place(place)),
                ])
            own = [f for f in findings if f[3] == "CANDIDATO"]
            if not own or decisions.get(code) == "NO REPORTAR":
                continue
            days = max((f[2] for f in own), key=len)
            reported.append([
                *self._school(code), town(school["codigo_municipio"]), school["sector"],
                conditions_in_order(own), whole(min(f[1][0] for f in own)), whole(len(days)),
                day(max(days)), decisions.get(code, "PENDIENTE"),
                school["regimen"] or "", school["categoria_saber"] or "",
            ])
        self.add(
            "irregularidades",
            "codigo_dane nombre codigo_municipio municipio condicion descripcion vigencias apoyos "
            "ultimo_apoyo estado evidencia", lines,
        )
        self.add(
            "exclusiones", "codigo_dane vigencia condicion motivo autoriza",
            (
                [code, whole(vigencia), condition, row["motivo"], row["autoriza"]]
                for code, vigencia, condition, row in sorted(self.year.excluded, key=lambda e: e[:3])
            ),
        )
        columns = (
            "codigo_dane nombre codigo_municipio municipio sector condiciones primera_vigencia "
            "apoyos ultimo_apoyo decision"
        )
        self.add("poaiv", columns, (row[:-2] for row in reported))
        self.add("pr-55-control", columns + " regimen categoria_saber", reported)

    # --- Assistance

    def _assistance(self):
        classes = self.year.classes
        self.add(
            "asistencia-clasificacion",
            "codigo_dane nombre codigo_municipio sector clase motivos",
            (
                [*self._school(c), self.schools[c]["sector"], classes[c][0], " ".join(classes[c][1])]
                for c in self.schools
            ),
        )
        self.add(
            "asistencia-cumplimiento",
            "codigo_actividad codigo_dane modalidad fecha_programada fecha_ejecucion "
            "cumple_requisitos estado codigo_pam alineada",
            (
                [
                    row["codigo_actividad"], row["codigo_dane"], row["modalidad"],
                    day(row["fecha_programada"]), day(first), meets, state,
                    row["codigo_pam"] or "", "SI" if aligned else "NO",
                ]
                for row, first, meets, state, aligned in self.year.activities
            ),
        )
        lines = []
        for strategy in self.year.strategies:
            own = [a for a in self.year.activities if a[0]["codigo_pam"] == strategy["codigo_pam"]]
            done = sum(a[3] in ("EJECUTADA", "TARDIA") for a in own)
            lines.append(
                [strategy["codigo_pam"], strategy["estrategia"], whole(len(own)), whole(done)]
            )
        self.add("pam-alineacion", "codigo_pam estrategia actividades ejecutadas", lines)
        self.add(
            "rg-217-propuesta",
            "codigo_dane nombre codigo_municipio sector modalidad proceso motivos",
            (
                [
                    *self._school(c), self.schools[c]["sector"], classes[c][0], self._weakest(c),
                    " ".join(classes[c][1]),
                ]
                for c in self.schools if classes[c][0] != "NINGUNA"
            ),
        )

    def _weakest(self, code):
        means = {}
        for row in self.rows(code):
            means.setdefault(process(row["componente"]), []).append(row["avance"])
        return min(means, key=lambda p: (mean(means[p]), octets(p)), default="")

    # --- RG-380

    def _indicators(self):
        previous = {}
        if has_records(self.data, self.year.period - 1):
            previous = {code: value for code, value, _, _ in self.before.indicators()}
        lines = []
        for code, value, numerator, denominator in self.year.indicators():
            earlier = previous.get(code, Figure(""))
            difference = Figure("")
            if value and earlier:
                difference = Fraction(value) - Fraction(earlier)
                difference = printed(difference) if "." in value else whole(difference)
            lines.append([code, "", value, numerator, denominator, earlier, difference])
        self.indicators = lines
        self.add(
            "rg-380-indicadores",
            "codigo indicador valor numerador denominador valor_anterior diferencia", lines,
        )

    def _establishments(self):
        lines = []
        for code, school in self.schools.items():
            rows, year = self.rows(code), self.year
            state, late = year.delivery(code, year.period)
            goals = [g for g in year.goals(rows) if g.measurable]
            sums = self._sums(rows)
            own = [a for a in year.activities if a[0]["codigo_dane"] == code]
            earlier = year.rows(code, year.period - 1)
            lines.append([
                *self._school(code), town(school["codigo_municipio"]), school["sector"],
                school["zona"] or "", state, whole(late),
                whole(rows[0]["version"] if rows else None), sums[0], sums[1], whole(len(goals)),
                whole(sum(g.logro == 1 for g in goals)), sums[2], sums[3], sums[4], sums[5],
                printed(mean(r["avance"] for r in earlier)), whole(len(own)),
                whole(sum(a[3] in ("EJECUTADA", "TARDIA") for a in own)), year.classes[code][0],
                conditions_in_order(year.findings[code]),
            ])
        self.add(
            "rg-380-establecimientos",
            "codigo_dane nombre codigo_municipio municipio sector zona estado_entrega dias_retraso "
            "version oportunidades metas metas_medibles metas_cumplidas acciones "
            "acciones_cumplidas acciones_vencidas avance_promedio avance_anterior "
            "asistencias_programadas asistencias_ejecutadas clase condiciones", lines,
        )

    def _area(self, codes):
        """Figures of some establishments, by column."""
        findings = [self.year.findings[c] for c in codes if self.year.findings[c]]
        rows = [r for c in codes for r in self.rows(c)]
        received = sum(bool(self.rows(c)) for c in codes)
        return {
            "establecimientos": whole(len(codes)), "rutas_recibidas": whole(received),
            "tasa_entrega": printed(percent(received, len(codes))), "acciones": whole(len(rows)),
            "acciones_cumplidas": whole(sum(r["cumplida"] for r in rows)),
            "avance_promedio": printed(mean(r["avance"] for r in rows)),
            "ee_con_condiciones": whole(len(findings)),
            "ee_candidatos": whole(sum(any(f[3] == "CANDIDATO" for f in o) for o in findings)),
        }

    def _towns(self):
        return {
            place: [c for c, s in self.schools.items() if s["codigo_municipio"] == place]
            for place in sorted({s["codigo_municipio"] for s in self.schools.values()})
        }

    def _areas(self):
        self.add(
            "rg-380-municipios",
            "codigo_municipio municipio provincia establecimientos rutas_recibidas tasa_entrega "
            "acciones acciones_cumplidas avance_promedio ee_con_condiciones ee_candidatos",
            (
                [place, town(place), province(place), *self._area(codes).values()]
                for place, codes in self._towns().items()
            ),
        )

    # --- The next procedures

    def _common(self, codes):
        """proceso_1 to proceso_3 of some establishments."""
        found = Counter(
            p for c in codes for p in {process(r["componente"]) for r in self.rows(c)}
        )
        order = sorted(found, key=lambda p: (-found[p], octets(p)))[:3]
        return [(f"proceso_{n + 1}", p, "código", "rg-220-municipios.csv") for n, p in enumerate(order)]

    def _characterisation(self):
        units = {f"N{n:02d}": "EE" for n in (*range(1, 9), 24, 25, 26, 29, 30)}
        units |= {f"N{n:02d}": "%" for n in (9, 14, 15, 19, 22, 23, 28)} | {"N27": "promedio"}
        items = [
            (line[0], line[2], units.get(line[0], "cantidad"), "rg-380-indicadores.csv")
            for line in self.indicators
        ]
        scopes = [("TERRITORIO", DEPARTMENT, ENTITY, items + self._common(list(self.schools)))]
        towns = self._towns()
        by_province = {}
        for place, codes in towns.items():
            by_province.setdefault(province(place), []).extend(codes)
        for name in sorted(by_province, key=octets):
            scopes.append(("PROVINCIA", name, name, self._items(by_province[name])))
        for place, codes in towns.items():
            scopes.append(("MUNICIPIO", place, town(place), self._items(codes)))
        self.add(
            "pr-42-caracterizacion", "vigencia ambito codigo nombre item valor unidad fuente",
            (
                [whole(self.year.period), scope, code, name, *item]
                for scope, code, name, own in scopes
                for item in sorted(own, key=lambda i: octets(i[0]))
            ),
        )

    def _items(self, codes):
        area = self._area(codes)
        units = {"rutas_recibidas": "EE", "tasa_entrega": "%"}
        units |= {"avance_promedio": "%", "ee_con_condiciones": "EE"}
        items = [(i, area[i], unit, "rg-380-municipios.csv") for i, unit in units.items()]
        return items + self._common(codes)

    def _pam(self):
        year, lines = self.year, []
        for code in sorted(CATALOGUE.processes, key=octets):
            number, name = CATALOGUE.processes[code]
            if number not in year.editions():
                continue
            rows = [r for c in self.schools for r in self.rows(c) if process(r["componente"]) == code]
            codes = {r["codigo_dane"] for r in rows}
            levels = [
                level for c in self.schools
                for component, level in year.levels.get((c, year.period), {}).items()
                if process(component) == code
            ]
            clases = Counter(year.classes[c][0] for c in codes)
            lines.append([
                code, name, whole(len(codes)), printed(mean(r["avance"] for r in rows)),
                printed(mean(levels)), whole(clases["INTEGRAL"]), whole(clases["PUNTUAL"]),
                whole(clases["CAPACITACION"]),
            ])
        self.add(
            "pr-43-pam",
            "proceso nombre establecimientos avance_promedio valoracion_promedio integral puntual "
            "capacitacion", lines,
        )

    # --- Validation

    def _validation(self):
        CrossChecks(self.data, self.year)
        self.add(
            "diagnosticos", "codigo gravedad archivo linea columna campo valor mensaje",
            validation.diagnostics(self.data),
        )
        self.add("rechazos", "archivo linea codigos registro", validation.rejects(self.data))
        self.add(
            "archivos",
            "archivo tipo formato codificacion bytes sha256 leidas aceptadas reemplazadas rechazadas",
            validation.files(self.data),
        )
