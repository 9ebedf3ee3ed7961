"""Random territories as folders of files, dense in dates and values that rules look at.

One cell in some dozens is spoiled, so that rows are refused, superseded and repeated.
"""

import datetime
import os
import pathlib
import random

import forms
import spellings
import strange
import workbooks
from kinds import CATALOGUE, columns_of

VIGENCIAS = range(2021, 2027)
PERIOD = 2025
TOWNS = ["68013", "68020", "68051", "68077", "68101", "68121"] * 4 + ["68001"]
ODD_NAMES = ["=", "-", "@", "a;b", 'a"b', "ñ", " ", "dos\nlíneas", "a,b", "\t", "n\u0303", "!"]
LINKS = [
    ("afuera.csv", "/etc/hostname"), ("roto.txt", "no-existe"), (".oculto.csv", "/etc"),
    ("adentro.xml", "."), ("fuera", "/usr"), ("doble.csv", "afuera.csv"),
]
JUNK = ["", "x", "1", "2", "3", "2025", "168013000999", "2025-02-30", "DIR-1-1", "N/A", "2000-01-01"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.period = PERIOD
        self.cutoff = self.random.choice(
            [datetime.date(2025, 3, 1), datetime.date(2025, 6, 30), datetime.date(2025, 11, 30),
             datetime.date(2025, 12, 31), datetime.date(2026, 2, 15)]
        )
        self.errors = self.random.choice([0, 0.005, 0.02, 0.06])
        self.spellings = self.random.choice([0, 0.02, 0.2])
        self.components = self.random.sample(sorted(CATALOGUE.components), 8)
        self.components += [c for c in sorted(CATALOGUE.components) if c.startswith("ADM-2")][:2]
        self.files = {}
        self.directory()
        for vigencia in VIGENCIAS:
            for number in range(self.random.randint(0, 3)):
                self.put("pam", vigencia=vigencia, codigo_pam=f"P{number}", estrategia=f"=E {number}")
        for code in self.codes:
            for vigencia in VIGENCIAS:
                self.records(code, vigencia)

    # --- Chance

    def happens(self, share):
        return self.random.random() < share

    def maybe(self, share, value):
        return value if self.happens(share) else ""

    def near(self, day):
        steps = [-90, -31, -30, -29, -16, -15, -14, -1, 0, 0, 1, 14, 15, 16, 29, 30, 31, 90]
        return day + datetime.timedelta(self.random.choice(steps))

    def cut(self, vigencia):
        return self.cutoff if vigencia == self.period else datetime.date(vigencia, 12, 31)

    def put(self, kind, file=None, **cells):
        name = file or f"{kind}-{self.random.randint(1, 2)}.csv"
        if "componente" in cells and self.happens(self.spellings):
            cells["edicion"] = CATALOGUE.components[cells["componente"]][0]
        self.files.setdefault((kind, name), []).append(cells)

    # --- Records

    def directory(self):
        self.codes, self.weak = [], {}
        for number in range(self.random.randint(2, 8)):
            town = self.random.choice(TOWNS)
            code = f"1{town}00{number:02d}{self.random.randint(10, 99)}"
            self.codes.append(code)
            self.weak[code] = self.random.choice([0.1, 0.5, 0.9])
            self.put(
                "establecimientos", codigo_dane=code, nombre=f"IE {number}",
                codigo_municipio=self.random.choice([town] * 20 + TOWNS[:1]),
                sector=self.random.choice(["OFICIAL", "NO OFICIAL"]),
                zona=self.random.choice(["", "RURAL", "URBANA"]),
                regimen=self.random.choice(["", "CONTROLADO", "LIBERTAD VIGILADA"]),
                categoria_saber=self.random.choice(["", "A+", "C", "D"]),
                estado=self.maybe(0.05, "INACTIVO"),
            )

    def records(self, code, vigencia):
        key = {"vigencia": vigencia, "codigo_dane": code}
        limit = self.near(datetime.date(vigencia, 3, 31))
        if self.happens(0.8):
            weak = self.happens(self.weak[code])
            day = self.near(limit) if weak else limit
            back = self.near(self.random.choice([day, self.cut(vigencia)]))
            again = self.near(self.random.choice([back, self.cut(vigencia)]))
            self.put(
                "rg-300", **key, fecha_limite=limit, fecha_entrega=self.maybe(0.8, day),
                fecha_devolucion=self.maybe(0.4 if weak else 0.05, back),
                fecha_reentrega=self.maybe(0.4, again),
            )
        if self.happens(0.75):
            self.route(key)
        if self.happens(0.6):
            for component in self.components:
                if self.happens(0.4):
                    level = 1 if self.happens(self.weak[code]) else self.random.randint(1, 4)
                    self.put("autoevaluacion", **key, componente=component, valoracion=level)
        for number in range(3):
            if self.happens(0.5):
                self.activity(key, f"AT-{number}", vigencia)
        for condition in ["", "I01", "I04", "I05", "I06", "I09"]:
            if self.happens(0.05):
                self.put("exclusiones", **key, motivo="m", autoriza=f"@{condition}", condicion=condition)
        if self.happens(0.3):
            word = self.random.choice(["REPORTAR", "NO REPORTAR"])
            self.put("decisiones", **key, decision=word, motivo="m", fecha=self.near(self.cutoff))

    def activity(self, key, code, vigencia):
        planned = self.near(self.random.choice([self.cut(vigencia), datetime.date(vigencia, 2, 1)]))
        if self.happens(0.85):
            self.put(
                "rg-217", **key, codigo_actividad=code,
                modalidad=self.random.choice(["INTEGRAL", "PUNTUAL"]), fecha_programada=planned,
                codigo_pam=self.random.choice(["", "P0", "P1", "P9"]),
            )
        for _ in range(self.random.randint(0, 2)):
            day = self.near(self.random.choice([planned, self.cut(vigencia)]))
            word = self.random.choice(["SI", "X", "NO"])
            self.put("rg-22", **key, codigo_actividad=code, fecha_ejecucion=day, cumple_requisitos=word)

    def route(self, key):
        weak = self.happens(self.weak[key["codigo_dane"]])
        for version in range(1, self.random.choice([1, 1, 1, 2, 3]) + 1):
            chosen = self.random.sample(self.components, 4)
            is_lost = self.errors and self.happens(0.1)
            for _ in range(2 if self.happens(0.1) else 1):
                file = f"rutas/{self.random.randint(1, 4)}.csv"
                for action in range(1, self.random.randint(1, 6) + 1):
                    number = self.random.randint(1, 3)
                    self.put(
                        "rg-382", file, **key, version=version if version > 1 else "",
                        componente=chosen[number], oportunidad_no=number,
                        oportunidad=f"-O {action}", meta_no=number * 2 + self.random.randint(0, 1),
                        meta="m", accion_no=action, accion="a", **self.figures(weak),
                        **self.progress(key["vigencia"], weak, is_lost),
                    )

    def figures(self, weak):
        return {
            "indicador": self.maybe(0.4 if weak else 0.95, "i"),
            "linea_base": self.maybe(0.8, self.random.choice(["0", "10", "20", "-5,5"])),
            "valor_meta": self.maybe(0.8, self.random.choice(["10", "20", "100", "80,75"])),
            "valor_logrado": self.maybe(0.8, self.random.choice(["0", "10", "33,33", "100", "-40"])),
            "requiere_asistencia": self.random.choice(["", "", "", "PUNTUAL", "INTEGRAL", "CAPACITACION"]),
        }

    def progress(self, vigencia, weak, is_lost):
        end = self.near(self.cut(vigencia))
        before = self.random.choice([0, 1, 30, 200] * 20 + [-1] * bool(self.errors))
        start = end - datetime.timedelta(before)
        share = ["0", "10", "49,99", "50"] if weak else ["50", "50,01", "99,99", "100"]
        return {
            "responsable": self.maybe(0.5 if weak else 0.95, "r"), "recursos": self.maybe(0.95, "p"),
            "fecha_inicio": self.maybe(0.9, start), "fecha_fin": self.maybe(0.9, end),
            "fecha_seguimiento": self.maybe(0.15 if weak else 0.8, self.near(self.cut(vigencia))),
            "avance": "lost" if is_lost else self.maybe(0.95, self.random.choice(share)),
        }

    # --- Files

    def write(self, folder):
        self.folder = pathlib.Path(folder)
        groups = []
        for (kind, name), rows in self.files.items():
            if kind != "establecimientos" and self.happens(0.3):
                self.random.shuffle(rows)
            rows = [{c: self.spelled(str(v), c, kind) for c, v in row.items()} for row in rows]
            folder, _, base = name.removesuffix(".csv").rpartition("/")
            base = self.random.choice([""] * 20 + ODD_NAMES) + base
            groups.append((kind, f"{folder}/{base}".lstrip("/"), rows))
        while groups:
            self.write_one(*groups.pop(), groups)
        for _ in range(self.random.choice([0, 0, 1, 3])):
            self.save(*self.random.choice(strange.FILES))
        for name, target in LINKS:
            if self.happens(0.05):
                (self.folder / name).symlink_to(target)
        if self.happens(0.05):
            os.mkfifo(self.folder / "tubo.csv")

    def write_one(self, kind, name, rows, others):
        """Writes a group of rows; as a workbook perhaps with others."""
        form = self.random.choice(["plain", "csv", "csv", "xml", "xml", "workbook"])
        if form == "plain":
            self.save(name + ".csv", plain(kind, rows))
        elif form == "csv":
            data, ending = forms.table(self.random, kind, rows)
            self.save(name + ending, data)
        elif form == "xml":
            is_nested = kind == "rg-382" and self.happens(0.7)
            data = forms.nested(self.random, rows) if is_nested else forms.flat(self.random, kind, rows)
            self.save(name + self.random.choice([".xml", ".XML", ".txt"]), data)
        else:
            tables = [(kind, rows)]
            while others and self.happens(0.3):
                kind, _, rows = others.pop()
                tables.append((kind, rows))
            spoils = 0 if any(k == "establecimientos" for k, _ in tables) else self.errors / 3
            self.save(name + ".xml", workbooks.workbook(self.random, tables, spoils))

    def save(self, name, data):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    def spelled(self, cell, column, kind):
        """A cell as it is written: spoiled, in another spelling, or as it is."""
        is_directory = kind == "establecimientos"
        if not is_directory and self.happens(self.errors / 3):
            return self.random.choice(JUNK) if self.happens(0.4) else spellings.spoiled(self.random, column)
        if self.happens(self.spellings) and not (is_directory and column in ("codigo_dane", "estado")):
            return spellings.respelled(self.random, column, cell)
        return cell

    def rules(self):
        """Parameters other than the default ones, as often as not none."""
        choose = self.random.choice
        if self.happens(0.5):
            return {}
        return {
            "ventana": choose([1, 2, 4, 5]), "minimo_vigencias": choose([1, 2, 3]),
            "plazo_correccion_dias": choose([0, 14, 31]), "plazo_reaccion_dias": choose([0, 29, 31]),
            "umbral_avance": choose([0, 10, 75, 100]), "umbral_incompletas": choose([0, 20, 80]),
            "saber_bajo": choose([["D"], ["C", "D"], ["A+"]]), "edicion": choose([2008, 2026]),
            "procesos_pei": self.random.sample(sorted(CATALOGUE.processes), 4),
            "procesos_infraestructura": choose([[], ["ADM-1"], ["ADM-2", "DIR-1"]]),
        }


def write(folder, seed):
    """Writes a territory; returns the period, the cut-off and the parameters to judge it by."""
    maker = Maker(seed)
    maker.write(folder)
    return maker.period, maker.cutoff, maker.rules()


def plain(kind, rows):
    """A table without oddities."""
    columns = columns_of(kind)
    lines = [";".join(columns)]
    for row in rows:
        lines.append(";".join(forms.field(random.Random(0), row.get(c, ""), ";") for c in columns))
    return ("\n".join(lines) + "\n").encode()
