"""Contract 3 computed once more, from its text and by other means: plain lists and exact fractions.

Slow and simple on purpose. It shares no code with the program; where both agree on random territories,
a mistake must have been made twice.
"""

import datetime
from collections import Counter, defaultdict
from fractions import Fraction

from kinds import CATALOGUE, CONDITIONS

# The parameters of contract 3 by their names in the configuration.
DEFAULTS = {
    "ventana": 3, "minimo_vigencias": 2, "plazo_correccion_dias": 15, "plazo_reaccion_dias": 30,
    "umbral_avance": 50, "umbral_incompletas": 50, "saber_bajo": ["D"], "edicion": 2008,
    "procesos_pei": ["DIR-1", "ACA-1", "DIR26-1", "ACA26-1"],
    "procesos_infraestructura": ["ADM-2", "ADM26-2"],
}


def half_away(value):
    """A fraction in hundredths, rounded half away from zero."""
    scaled = abs(value) * 100
    size = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -size if value < 0 else size


class Figure(str):
    """A number as it is printed; never guarded."""


def whole(number):
    return Figure("" if number is None else number)


def printed(value):
    """A fraction with 2 decimals; nothing where there is none."""
    if value is None:
        return Figure("")
    hundredths = half_away(Fraction(value))
    sign = "-" if hundredths < 0 else ""
    return Figure(f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}")


def mean(values):
    values = list(values)
    return Fraction(sum(values), 1) / len(values) if values else None


def percent(part, total):
    return Fraction(100 * part, total) if total else None


def octets(text):
    return str(text).encode()


class Goal:
    """A meta: the first present value of each of its figures."""

    def __init__(self, rows):
        def first(column):
            return next((r[column] for r in rows if r[column] is not None), None)

        base, target = first("linea_base"), first("valor_meta")
        self.measurable = bool(first("indicador")) and None not in (base, target) and base != target
        self.logro = Fraction(0)
        achieved = first("valor_logrado")
        if self.measurable and achieved is not None:
            self.logro = min(Fraction(1), max(Fraction(0), (achieved - base) / (target - base)))


def grouped(rows, *columns):
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[c] for c in columns)].append(row)
    return groups


class Year:
    """What a run of one period concludes."""

    def __init__(self, data, period, cutoff, rules=None):
        self.data, self.period, self.cutoff = data, period, cutoff
        self.rules = DEFAULTS | (rules or {})
        self.active = data.active
        self.routes = {
            route: self._judged(rows, self.cut(route[1]))
            for route, rows in data.routes.items()
            if route[1] <= period
        }
        self.controls = {(r["codigo_dane"], r["vigencia"]): r for r in data.rows["rg-300"]}
        self.levels = defaultdict(dict)
        self.level_rows = defaultdict(list)
        for row in data.rows["autoevaluacion"]:
            key = (row["codigo_dane"], row["vigencia"])
            self.levels[key][row["componente"]] = row["valoracion"]
            self.level_rows[key].append(row)
        self.lost = defaultdict(list)
        for row in data.refused_routes:
            self.lost[row["codigo_dane"], row["vigencia"]].append(row)
        self._judge()
        self._classify()
        self._match()

    def cut(self, vigencia):
        return self.cutoff if vigencia == self.period else datetime.date(vigencia, 12, 31)

    @staticmethod
    def _judged(rows, cut):
        """R112: a follow-up after the cut-off, and what it said, is absent."""
        judged = []
        for row in rows:
            row = dict(row)
            if row["fecha_seguimiento"] and row["fecha_seguimiento"] > cut:
                row["fecha_seguimiento"] = row["avance"] = row["valor_logrado"] = None
            row["avance"] = row["avance"] or Fraction(0)
            row["cumplida"] = row["avance"] == 100
            row["vencida"] = bool(row["fecha_fin"] and row["fecha_fin"] < cut and not row["cumplida"])
            judged.append(row)
        return judged

    def rows(self, code, vigencia=None):
        return self.routes.get((code, vigencia or self.period), [])

    # --- Delivery

    def delivery(self, code, vigencia):
        """State and days late."""
        cut, row = self.cut(vigencia), self.controls.get((code, vigencia))
        delivered = bool(self.rows(code, vigencia))
        if row is None:
            return ("ENTREGADA" if delivered else "SIN REGISTRO"), None
        day, limit = row["fecha_entrega"], row["fecha_limite"]
        if day is None or day > cut:
            if delivered:
                return "ENTREGADA", None
            return ("NO ENTREGADA" if cut > limit else "PENDIENTE"), None
        late = (day - limit).days if day > limit else None
        back, again = row["fecha_devolucion"], row["fecha_reentrega"]
        if back and back <= cut and not (again and back <= again <= cut):
            return "DEVUELTA", late
        if not delivered:
            return "ANUNCIADA", late
        return ("EXTEMPORANEA" if late else "A TIEMPO"), late

    # --- Irregularities

    def holding(self, code, vigencia):
        """The conditions that hold before exclusions, each with the row that shows it."""
        cut, rows = self.cut(vigencia), self.rows(code, vigencia)
        state, late = self.delivery(code, vigencia)
        control = self.controls.get((code, vigencia))
        levels = self.levels.get((code, vigencia), {})
        found = {}
        lost = sorted(r["place"] for r in self.lost.get((code, vigencia), []))
        if not rows and lost:
            found["I08"] = lost[0]
        if state == "NO ENTREGADA" and "I08" not in found:
            found["I01"] = control["place"]
        if late:
            found["I02"] = control["place"]
        if state == "DEVUELTA":
            if cut >= control["fecha_devolucion"] + datetime.timedelta(self.rules["plazo_correccion_dias"]):
                found["I03"] = control["place"]
        if not rows:
            return found
        if not any(goal.measurable for goal in self.goals(rows)):
            found["I04"] = rows[0]["place"]
        begun = [r for r in rows if r["fecha_inicio"] and r["fecha_inicio"] <= cut]
        if begun and not any(r["fecha_seguimiento"] for r in rows):
            found["I05"] = begun[0]["place"]
        ended = [r for r in rows if r["fecha_fin"] and r["fecha_fin"] <= cut]
        if "I05" not in found and ended and mean(r["avance"] for r in ended) < self.rules["umbral_avance"]:
            found["I06"] = ended[0]["place"]
        weak = {component for component, level in levels.items() if level == 1}
        if weak and not weak & {r["componente"] for r in rows}:
            own = self.level_rows[code, vigencia]
            found["I07"] = next(r["place"] for r in own if r["valoracion"] == 1)
        needed = ("responsable", "fecha_inicio", "fecha_fin", "recursos")
        incomplete = [r for r in rows if any(r[c] is None for c in needed)]
        if 100 * len(incomplete) > self.rules["umbral_incompletas"] * len(rows):
            found["I09"] = incomplete[0]["place"]
        evaluated = any((e, vigencia) in self.level_rows for e in self.active)
        if evaluated and (code, vigencia) not in self.level_rows:
            found["I10"] = rows[0]["place"]
        return found

    @staticmethod
    def goals(rows):
        return [Goal(own) for own in grouped(rows, "codigo_dane", "meta_no").values()]

    def _judge(self):
        window = range(self.period - self.rules["ventana"] + 1, self.period + 1)
        said = {
            (r["codigo_dane"], r["vigencia"], r["condicion"]): r for r in self.data.rows["exclusiones"]
        }
        last = self.cutoff - datetime.timedelta(self.rules["plazo_reaccion_dias"])
        self.findings, self.excluded = defaultdict(list), []
        for code in self.active:
            kept = {}
            for vigencia in window:
                held = self.holding(code, vigencia)
                for condition in sorted(held):
                    row = said.get((code, vigencia, condition)) or said.get((code, vigencia, None))
                    if row:
                        self.excluded.append((code, vigencia, condition, row))
                        del held[condition]
                kept[vigencia] = held
            for condition in sorted(kept[self.period]):
                vigencias = [v for v in window if condition in kept[v]]
                days = sorted(
                    r["fecha_ejecucion"]
                    for r in self.data.rows["rg-22"]
                    if r["codigo_dane"] == code and r["cumple_requisitos"]
                    and r["vigencia"] <= self.period
                    and datetime.date(vigencias[0], 1, 1) <= r["fecha_ejecucion"] <= last
                )
                state = "ALERTA"
                if len(vigencias) >= self.rules["minimo_vigencias"]:
                    state = "CANDIDATO" if days else "REQUIERE ASISTENCIA"
                self.findings[code].append(
                    (condition, vigencias, days, state, kept[self.period][condition])
                )

    # --- Technical assistance

    def _classify(self):
        self.classes, low = {}, self.rules["saber_bajo"]
        for code, school in self.active.items():
            states = [finding[3] for finding in self.findings[code]]
            asked = {r["requiere_asistencia"] for r in self.rows(code)}
            systematic = any(state != "ALERTA" for state in states)
            motives = [
                ("SABER", school["sector"] == "OFICIAL" and school["categoria_saber"] in low),
                ("CONTROLADO", school["sector"] != "OFICIAL" and school["regimen"] == "CONTROLADO"),
                ("SISTEMATICA", systematic),
                ("SOLICITA_INTEGRAL", "INTEGRAL" in asked),
                ("CONDICION", bool(states) and not systematic),
                ("SOLICITA_PUNTUAL", "PUNTUAL" in asked),
                ("SOLICITA_CAPACITACION", "CAPACITACION" in asked),
            ]
            order = [name for name, _ in motives]
            held = [name for name, holds in motives if holds]
            first = order.index(held[0]) if held else 7
            clase = ["INTEGRAL"] * 4 + ["PUNTUAL"] * 2 + ["CAPACITACION", "NINGUNA"]
            self.classes[code] = (clase[first], held)

    def _match(self):
        """The plan of the period against what was carried out."""
        self.strategies = sorted(
            (r for r in self.data.rows["pam"] if r["vigencia"] == self.period),
            key=lambda r: octets(r["codigo_pam"]),
        )
        known = {r["codigo_pam"] for r in self.strategies}
        done = grouped(
            (
                r for r in self.data.rows["rg-22"]
                if r["vigencia"] == self.period and r["fecha_ejecucion"] <= self.cutoff
            ),
            "codigo_actividad", "codigo_dane",
        )
        plan = [r for r in self.data.rows["rg-217"] if r["vigencia"] == self.period]
        plan.sort(key=lambda r: (octets(r["codigo_actividad"]), r["codigo_dane"]))
        self.activities = []
        for row in plan:
            matches = done.get((row["codigo_actividad"], row["codigo_dane"]), [])
            met = [m["fecha_ejecucion"] for m in matches if m["cumple_requisitos"]]
            if not matches:
                state = "PENDIENTE" if row["fecha_programada"] >= self.cutoff else "NO EJECUTADA"
            elif not met:
                state = "INCUMPLE REQUISITOS"
            else:
                state = "TARDIA" if min(met) > row["fecha_programada"] else "EJECUTADA"
            first = min((m["fecha_ejecucion"] for m in matches), default=None)
            meets = ("SI" if met else "NO") if matches else ""
            self.activities.append((row, first, meets, state, row["codigo_pam"] in known))

    # --- Indicators

    def indicators(self):
        """(code, value, numerator, denominator) in their order; counts have no denominator."""
        codes = list(self.active)
        states = Counter(self.delivery(code, self.period)[0] for code in codes)
        delivered = [code for code in codes if self.rows(code)]
        rows = [row for code in delivered for row in self.rows(code)]
        goals = self.goals(rows)
        measurable = [goal for goal in goals if goal.measurable]
        levels = [
            r["valoracion"] for code in codes for r in self.level_rows.get((code, self.period), [])
        ]
        done = sum(1 for a in self.activities if a[3] in ("EJECUTADA", "TARDIA"))
        aligned = sum(1 for a in self.activities if a[4])
        held = [self.findings[code] for code in codes if self.findings[code]]
        met = sum(1 for goal in measurable if goal.logro == 1)
        table = {
            "N01": len(codes), "N02": len(delivered), "N03": states["A TIEMPO"],
            "N04": states["EXTEMPORANEA"], "N05": states["DEVUELTA"],
            "N06": states["NO ENTREGADA"], "N07": states["PENDIENTE"],
            "N08": states["SIN REGISTRO"], "N09": (len(delivered), len(codes)),
            "N10": len(grouped(rows, "codigo_dane", "oportunidad_no")), "N11": len(goals),
            "N12": len(measurable), "N13": met, "N14": (met, len(measurable)),
            "N15": (100 * sum(g.logro for g in measurable), len(measurable), "sum"),
            "N16": len(rows), "N17": sum(r["cumplida"] for r in rows),
            "N18": sum(r["vencida"] for r in rows),
            "N19": (sum(r["avance"] for r in rows), len(rows), "sum"),
            "N20": len(self.activities), "N21": done, "N22": (done, len(self.activities)),
            "N23": (aligned, len(self.activities)), "N24": len(held),
            "N25": sum(any(f[3] != "ALERTA" for f in own) for own in held),
            "N26": sum(any(f[3] == "CANDIDATO" for f in own) for own in held),
            "N27": (sum(levels), len(levels), "mean"),
            "N28": (states["A TIEMPO"], len(codes)), "N29": states["ENTREGADA"],
            "N30": states["ANUNCIADA"],
        }
        return [self._indicator(code, value) for code, value in table.items()]

    @staticmethod
    def _indicator(code, value):
        if isinstance(value, int):
            return code, whole(value), whole(value), whole(None)
        top, bottom = value[:2]
        quotient = Fraction(top) / bottom if bottom else None
        if len(value) == 2 and bottom:
            quotient *= 100
        numerator = printed(top) if value[2:] == ("sum",) else whole(top)
        return code, printed(quotient), numerator, whole(bottom)

    def editions(self):
        """The editions in use in the period."""
        used = {r["componente"] for code in self.active for r in self.rows(code)}
        for code in self.active:
            used |= set(self.levels.get((code, self.period), {}))
        return {CATALOGUE.components[component][0] for component in used} or {self.rules["edicion"]}


def has_records(data, vigencia):
    """Whether an accepted row of any kind but exclusiones and decisiones is of a vigencia."""
    kinds = ("rg-300", "autoevaluacion", "rg-217", "rg-22", "pam")
    return any(r["vigencia"] == vigencia for kind in kinds for r in data.rows[kind]) or any(
        route[1] == vigencia for route in data.routes
    )


def conditions_in_order(findings):
    return " ".join(f[0] for f in sorted(findings, key=lambda f: CONDITIONS.index(f[0])))
