"""From facts to tables, the same for every peer.

Facts, all but `tally` as Polars tables; `component` is an index of the catalogue, sums of avance and
logro are hundredths and plain numbers:

routes        dane vig version rows done late progress started followed due due_progress incomplete
              opportunities asks_integral asks_puntual asks_capacitacion
goals         dane vig goals measurable met logro
came          dane vig                      of which any row of rg-382 came in, accepted or not
components    dane component rows done late progress opportunities goals        of the period
changes       component nuevas persistentes superadas retiradas
levels        vig component level count     over active EE, of the period and the one before
transitions   component before after count
evaluated     dane vig neglected            neglected: valued 1 somewhere, and none of those in the route
opportunities dane number component text rows progress       of the period, in the reading order
tally         {file: (read, accepted, superseded, rejected)}
"""
import csv
import datetime

import polars as pl

from common import CUTOFF, PERIOD, WINDOW, Components, Municipalities, cut
from registers import Registers

DESCRIPTIONS = {
    "I01": "Indicio: no se recibió la ruta de mejoramiento dentro del plazo.",
    "I02": "Indicio: la ruta se entregó después de la fecha límite.",
    "I03": "Indicio: la ruta fue devuelta y no volvió corregida dentro del plazo.",
    "I04": "Indicio: ninguna meta de la ruta se puede medir.",
    "I05": "Indicio: hay acciones iniciadas y ninguna tiene seguimiento.",
    "I06": "Indicio: las acciones que ya debían terminar tienen un avance bajo.",
    "I07": "Indicio: la ruta no atiende ningún componente valorado en nivel 1.",
    "I08": "Indicio: la ruta llegó con errores en todas sus filas y no se pudo leer.",
    "I09": "Indicio: la mayoría de las acciones no tiene responsable, fechas o recursos.",
    "I10": "Indicio: hay ruta y no se recibió la autoevaluación.",
}
STATES = ["A TIEMPO", "EXTEMPORANEA", "DEVUELTA", "NO ENTREGADA", "PENDIENTE", "SIN REGISTRO"]
SUPPORT_DELAY = 30
CORRECTION_DAYS = 15
INDICATORS = [
    "Establecimientos activos", "Rutas recibidas", "Rutas entregadas a tiempo",
    "Rutas entregadas de forma extemporánea", "Rutas devueltas", "Rutas no entregadas",
    "Rutas pendientes", "Establecimientos sin registro de entrega", "Tasa de entrega (%)",
    "Oportunidades de mejora", "Metas", "Metas medibles", "Metas cumplidas",
    "Cumplimiento de metas (%)", "Logro promedio de las metas medibles (%)", "Acciones",
    "Acciones cumplidas", "Acciones vencidas", "Avance promedio (%)",
    "Actividades de asistencia técnica programadas", "Actividades de asistencia técnica ejecutadas",
    "Cumplimiento de la asistencia técnica (%)", "Actividades alineadas con el PAM (%)",
    "Establecimientos con condiciones", "Establecimientos con condiciones sistemáticas",
    "Establecimientos candidatos a reporte", "Valoración promedio de la autoevaluación",
    "Tasa de entrega oportuna (%)", "Rutas entregadas sin fecha registrada",
    "Entregas anunciadas sin ruta"]


# MARK: numbers

def rounded(numerator, denominator):
    """The quotient of two expressions, rounded half away from zero; neither is negative."""
    n, d = numerator.cast(pl.Int64), denominator.cast(pl.Int64)
    return pl.when(d > 0).then((2 * n + d) // (2 * d))


def printed(hundredths):
    return (hundredths // 100).cast(pl.String) + "." + (hundredths % 100).cast(pl.String).str.zfill(2)


def mean(numerator, denominator):
    """Of hundredths."""
    return printed(rounded(pl.col(numerator), pl.col(denominator)))


def percent(numerator, denominator):
    return printed(rounded(pl.col(numerator) * 10_000, pl.col(denominator)))


def _print(hundredths):
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"


# MARK: conditions

class Judged:
    """Delivery and conditions of every active EE, judged for a period and its cut-off."""

    def __init__(self, facts, registers, period, cutoff):
        self.facts, self.registers, self.period, self.cutoff = facts, registers, period, cutoff
        self.base = self._base()
        self.holding = self._holding()
        self.found = self._found()
        self.activities = self._activities()

    def _base(self):
        """One row for each active EE and vigencia of the window."""
        vigencias = list(range(self.period - WINDOW + 1, self.period + 1))
        cuts = pl.DataFrame(
            {"vig": vigencias, "cut": [self.cutoff if v == self.period else cut(v) for v in vigencias]},
            schema={"vig": pl.Int32, "cut": pl.Date})
        table = self.registers.active.select("dane").join(cuts, how="cross")
        key = ["dane", "vig"]
        facts = self.facts
        table = table.join(facts["routes"], on=key, how="left").join(facts["goals"], on=key, how="left")
        table = table.join(facts["came"].with_columns(came=True), on=key, how="left")
        table = table.join(facts["evaluated"].with_columns(valued=True), on=key, how="left")
        table = table.join(
            self.registers.deliveries.with_columns(recorded=True), on=key, how="left")
        there = pl.col("rows").is_not_null()
        on = pl.when(pl.col("delivered_on") <= pl.col("cut")).then(pl.col("delivered_on"))
        returned = pl.when(pl.col("returned") <= pl.col("cut")).then(pl.col("returned"))
        again = (pl.col("again") >= pl.col("returned")) & (pl.col("again") <= pl.col("cut"))
        table = table.with_columns(
            there=there, on=on, back=pl.when(~again.fill_null(False)).then(returned),
            came=pl.col("came").fill_null(False), valued=pl.col("valued").fill_null(False),
            recorded=pl.col("recorded").fill_null(False),
            neglected=pl.col("neglected").fill_null(False))
        state = (
            pl.when(~pl.col("recorded")).then(
                pl.when("there").then(pl.lit("ENTREGADA")).otherwise(pl.lit("SIN REGISTRO")))
            .when(pl.col("on").is_null()).then(
                pl.when("there").then(pl.lit("ENTREGADA"))
                .when(pl.col("cut") > pl.col("limit")).then(pl.lit("NO ENTREGADA"))
                .otherwise(pl.lit("PENDIENTE")))
            .when(pl.col("back").is_not_null()).then(pl.lit("DEVUELTA"))
            .when(~pl.col("there")).then(pl.lit("ANUNCIADA"))
            .when(pl.col("on") > pl.col("limit")).then(pl.lit("EXTEMPORANEA"))
            .otherwise(pl.lit("A TIEMPO")))
        days = (pl.col("on") - pl.col("limit")).dt.total_days()
        return table.with_columns(state=state, delay=pl.when(days > 0).then(days))

    def _holding(self):
        """One row for each condition that holds for an EE and vigencia, without the excluded ones."""
        c, there = pl.col, pl.col("there")
        lost = ~there & c("came")
        unfollowed = there & c("started") & ~c("followed")
        values_exist = c("valued").any().over("vig")
        conditions = {
            "I01": (c("state") == "NO ENTREGADA") & ~lost,
            "I02": c("delay").is_not_null(),
            "I03": (c("state") == "DEVUELTA")
            & (c("cut") >= c("back") + datetime.timedelta(days=CORRECTION_DAYS)),
            "I04": there & (c("measurable") == 0),
            "I05": unfollowed,
            "I06": there & ~unfollowed & (c("due") > 0) & (c("due_progress") < 5000 * c("due")),
            "I07": there & c("neglected"),
            "I08": lost,
            "I09": there & (2 * c("incomplete") > c("rows")),
            "I10": there & values_exist & ~c("valued"),
        }
        wide = self.base.select(
            "dane", "vig", *[e.fill_null(False).alias(code) for code, e in conditions.items()])
        long = wide.unpivot(index=["dane", "vig"], variable_name="condition", value_name="holds")
        long = long.filter("holds").drop("holds")
        out = self.registers.exclusions
        named = out.filter(pl.col("condicion").is_not_null()).rename({"condicion": "condition"})
        whole = out.filter(pl.col("condicion").is_null())
        return long.join(named, on=["dane", "vig", "condition"], how="anti").join(
            whole, on=["dane", "vig"], how="anti")

    def _found(self):
        """One row for each condition that holds in the period, with its support and state."""
        held = self.holding.group_by("dane", "condition").agg(
            pl.col("vig").min().alias("first"), pl.col("vig").sort().cast(pl.String).str.join(" "),
            pl.len().alias("times"), (pl.col("vig") == self.period).any().alias("now"))
        held = held.filter("now")
        limit = self.cutoff - datetime.timedelta(days=SUPPORT_DELAY)
        support = self.registers.executed.filter(
            pl.col("meets"), pl.col("vig") <= self.period, pl.col("on") <= limit).select("dane", "on")
        support = held.select("dane", "condition", "first").join(support, on="dane").filter(
            pl.col("on").dt.year() >= pl.col("first"))
        self.support = support
        counted = support.group_by("dane", "condition").agg(
            pl.len().alias("supports"), pl.col("on").max().alias("last"))
        found = held.join(counted, on=["dane", "condition"], how="left").with_columns(
            supports=pl.col("supports").fill_null(0), systematic=pl.col("times") >= 2)
        state = pl.when(~pl.col("systematic")).then(pl.lit("ALERTA")).when(
            pl.col("supports") > 0).then(pl.lit("CANDIDATO")).otherwise(pl.lit("REQUIERE ASISTENCIA"))
        return found.with_columns(estado=state)

    def _activities(self):
        """The planned activities of the period with what became of them."""
        executed = self.registers.executed.filter(pl.col("on") <= self.cutoff)
        matched = executed.group_by("vig", "codigo_actividad", "dane").agg(
            pl.col("on").min().alias("done_on"), pl.col("meets").any(),
            pl.col("on").filter("meets").min().alias("good_on"))
        plan = self.registers.planned.filter(pl.col("vig") == self.period)
        pam = self.registers.strategies.filter(pl.col("vig") == self.period)["codigo_pam"]
        state = (
            pl.when(pl.col("done_on").is_null()).then(
                pl.when(pl.col("due") >= self.cutoff).then(pl.lit("PENDIENTE"))
                .otherwise(pl.lit("NO EJECUTADA")))
            .when(~pl.col("meets")).then(pl.lit("INCUMPLE REQUISITOS"))
            .when(pl.col("good_on") > pl.col("due")).then(pl.lit("TARDIA"))
            .otherwise(pl.lit("EJECUTADA")))
        table = plan.join(matched, on=["vig", "codigo_actividad", "dane"], how="left").with_columns(
            estado=state, aligned=pl.col("codigo_pam").is_in(pam.to_list()).fill_null(False))
        return table.with_columns(ok=pl.col("estado").is_in(["EJECUTADA", "TARDIA"]))

    def indicators(self):
        """(value as printed in hundredths or a count, numerator, denominator) of N01 to N30."""
        now = self.base.filter(pl.col("vig") == self.period)
        total = lambda name: int(now[name].sum() or 0)
        states = dict(now.group_by("state").len().iter_rows())
        received, active = int(now["there"].sum()), now.height
        plan, done = self.activities.height, int(self.activities["ok"].sum())
        levels = self.facts["levels"].filter(pl.col("vig") == self.period)
        values, valued = int((levels["level"] * levels["count"]).sum()), int(levels["count"].sum())
        with_any = self.found["dane"].n_unique()
        systematic = self.found.filter("systematic")["dane"].n_unique()
        candidates = self.found.filter(pl.col("estado") == "CANDIDATO")["dane"].n_unique()
        logro = now["logro"].sum() or 0.0
        counts = {
            1: active, 2: received, 10: total("opportunities"), 11: total("goals"),
            12: total("measurable"), 13: total("met"), 16: total("rows"), 17: total("done"),
            18: total("late"), 20: plan, 21: done, 24: with_any, 25: systematic, 26: candidates,
            29: states.get("ENTREGADA", 0), 30: states.get("ANUNCIADA", 0)}
        counts |= {3 + place: states.get(state, 0) for place, state in enumerate(STATES)}
        shares = {
            9: (received, active), 14: (counts[13], counts[12]), 22: (done, plan),
            23: (int(self.activities["aligned"].sum()), plan), 28: (counts[3], active)}
        result = {}
        for number, count in counts.items():
            result[number] = (count, str(count), "", str(count))
        for number, (n, d) in shares.items():
            result[number] = _quotient(n * 10_000, d, str(n))
        result[15] = _quotient(round(logro * 10_000), counts[12], _print(round(logro * 10_000)))
        result[19] = _quotient(total("progress"), counts[16], _print(total("progress")))
        result[27] = _quotient(values * 100, valued, str(values))
        return result


def _quotient(hundredths, denominator, numerator):
    if denominator == 0:
        return (None, numerator, "0", "")
    value = (2 * hundredths + denominator) // (2 * denominator)
    return (value, numerator, str(denominator), _print(value))


# MARK: tables

class Tables:
    def __init__(self, facts, folder):
        self.facts = facts
        self.components = Components()
        self.municipalities = Municipalities()
        self.registers = Registers(folder)
        self.now = Judged(facts, self.registers, PERIOD, CUTOFF)
        self.before = Judged(facts, self.registers, PERIOD - 1, datetime.date(PERIOD - 1, 12, 31))
        places = self.municipalities.rows
        self.places = pl.DataFrame({
            "codigo_municipio": list(places), "municipio": [p["name"] for p in places.values()],
            "provincia": [p["province_2019"] for p in places.values()]})
        self.schools = self.registers.active.join(self.places, on="codigo_municipio", how="left")
        catalogue = self.components.rows
        self.catalogue = pl.DataFrame({
            "component": list(range(len(catalogue))), "componente": self.components.code,
            "edicion": [row["edition"] for row in catalogue],
            "gestion": [row["area_code"] for row in catalogue],
            "proceso": [row["process_code"] for row in catalogue],
            "nombre_componente": [row["component"] for row in catalogue],
        }, schema_overrides={"component": pl.Int32})

    def all(self):
        self.classes = self._classes()
        return {
            "rg-220": self._rg220(), "rg-220-municipios": self._municipal_components(),
            "rg-220-transiciones": self._transitions(), "rg-220-detalle": self._details(),
            "rg-380-indicadores": self._indicators(), "rg-380-establecimientos": self._schools(),
            "rg-380-municipios": self._municipal(), "irregularidades": self._irregularities(),
            "poaiv": self._report(), "asistencia-clasificacion": self._classification(),
            "asistencia-cumplimiento": self._compliance(),
        }

    def _rg220(self):
        own = self.facts["components"].join(self.schools.select("dane", "codigo_municipio"), on="dane")
        own = own.group_by("component").agg(
            pl.len().alias("establecimientos"), pl.col("codigo_municipio").n_unique().alias("municipios"),
            pl.col("opportunities").sum().alias("oportunidades"), pl.col("goals").sum().alias("metas"),
            pl.col("rows").sum().alias("acciones"), pl.col("done").sum().alias("acciones_cumplidas"),
            pl.col("late").sum().alias("acciones_vencidas"), pl.col("progress").sum())
        levels = self.facts["levels"].filter(pl.col("vig") == PERIOD)
        valued = levels.group_by("component").agg(
            *[pl.col("count").filter(pl.col("level") == n).sum().alias(f"valoracion_{n}")
              for n in range(1, 5)],
            pl.col("count").sum().alias("valued"),
            (pl.col("count") * pl.col("level")).sum().alias("values"))
        table = self.catalogue.join(own, on="component", how="left").join(
            valued, on="component", how="left").join(self.facts["changes"], on="component", how="left")
        used = table.filter(pl.col("acciones").is_not_null() | pl.col("valued").is_not_null())
        editions = used["edicion"].unique().to_list() or ["2008"]
        counts = ["establecimientos", "municipios", "oportunidades", "metas", "acciones",
                  "acciones_cumplidas", "acciones_vencidas", "valoracion_1", "valoracion_2",
                  "valoracion_3", "valoracion_4", "nuevas", "persistentes", "superadas", "retiradas",
                  "valued", "values", "progress"]
        table = table.filter(pl.col("edicion").is_in(editions)).with_columns(
            pl.col(counts).fill_null(0)).with_columns(
                avance_promedio=mean("progress", "acciones"),
                valoracion_promedio=printed(rounded(pl.col("values") * 100, pl.col("valued"))),
                exact=pl.when(pl.col("valued") > 0).then(pl.col("values") / pl.col("valued")))
        table = table.sort(
            ["establecimientos", "exact", "componente"], descending=[True, False, False],
            nulls_last=True).with_row_index("posicion", offset=1)
        return table.rename({"nombre_componente": "nombre"}).select(
            "posicion", "edicion", "gestion", "proceso", "componente", "nombre", *counts[:7],
            "avance_promedio", "valoracion_promedio", *counts[7:15])

    def _municipal_components(self):
        table = self.facts["components"].join(
            self.schools.select("dane", "codigo_municipio", "municipio", "provincia"), on="dane").join(
                self.catalogue.select("component", "proceso"), on="component")
        table = table.group_by("codigo_municipio", "municipio", "provincia", "proceso").agg(
            pl.col("dane").n_unique().alias("establecimientos"),
            pl.col("opportunities").sum().alias("oportunidades"), pl.col("goals").sum().alias("metas"),
            pl.col("rows").sum().alias("acciones"), pl.col("done").sum().alias("acciones_cumplidas"),
            pl.col("progress").sum())
        return table.with_columns(avance_promedio=mean("progress", "acciones")).drop("progress").sort(
            "codigo_municipio", "proceso")

    def _transitions(self):
        table = self.facts["transitions"].join(
            self.catalogue.select("component", "componente"), on="component")
        return table.select(
            "componente", pl.col("before").alias("valoracion_anterior"), pl.col("after").alias("valoracion"),
            pl.col("count").alias("establecimientos")).sort(
                "componente", "valoracion_anterior", "valoracion")

    def _details(self):
        table = self.facts["opportunities"].join(
            self.schools.select("dane", "codigo_municipio"), on="dane", maintain_order="left").join(
                self.catalogue.select("component", "componente"), on="component", maintain_order="left")
        return table.select(
            pl.col("dane").alias("codigo_dane"), "codigo_municipio", "componente",
            pl.col("number").alias("oportunidad_no"), pl.col("text").alias("oportunidad"),
            pl.col("rows").alias("acciones"), mean("progress", "rows").alias("avance_promedio"))

    def _indicators(self):
        now, before = self.now.indicators(), self.before.indicators()
        has_previous = self._has_previous()
        rows = []
        for number, name in enumerate(INDICATORS, start=1):
            value, numerator, denominator, text = now[number]
            old, _, _, old_text = before[number] if has_previous else (None, "", "", "")
            difference = None if value is None or old is None else value - old
            if difference is not None and denominator != "":
                difference = _print(difference)
            rows.append((f"N{number:02}", name, text, numerator, denominator, old_text,
                         "" if difference is None else str(difference)))
        columns = ["codigo", "indicador", "valor", "numerador", "denominador", "valor_anterior",
                   "diferencia"]
        return pl.DataFrame(rows, schema=columns, orient="row")

    def _has_previous(self):
        """Whether an accepted row of any kind is of the period before."""
        r = self.registers
        kinds = [r.deliveries, r.planned, r.executed, r.strategies, self.facts["routes"],
                 self.facts["evaluated"]]
        return any((PERIOD - 1) in table["vig"] for table in kinds)

    def _classes(self):
        """The class of assistance of each active EE and its motives."""
        found = self.now.found.group_by("dane").agg(
            pl.col("systematic").any(), pl.col("condition").sort().str.join(" ").alias("condiciones"),
            (pl.col("estado") == "CANDIDATO").any().alias("candidate"))
        asked = self.facts["routes"].filter(pl.col("vig") == PERIOD).select("dane", pl.col("^asks_.*$"))
        table = self.schools.join(found, on="dane", how="left").join(asked, on="dane", how="left")
        systematic = pl.col("systematic").fill_null(False)
        motives = {
            "SABER": (pl.col("sector") == "OFICIAL") & (pl.col("categoria_saber") == "D"),
            "CONTROLADO": (pl.col("sector") == "NO OFICIAL") & (pl.col("regimen") == "CONTROLADO"),
            "SISTEMATICA": systematic,
            "SOLICITA_INTEGRAL": pl.col("asks_integral"),
            "CONDICION": pl.col("condiciones").is_not_null() & ~systematic,
            "SOLICITA_PUNTUAL": pl.col("asks_puntual"),
            "SOLICITA_CAPACITACION": pl.col("asks_capacitacion"),
        }
        table = table.with_columns(
            **{name: expression.fill_null(False) for name, expression in motives.items()})
        kind = (
            pl.when(pl.any_horizontal("SABER", "CONTROLADO", "SISTEMATICA", "SOLICITA_INTEGRAL"))
            .then(pl.lit("INTEGRAL")).when(pl.any_horizontal("CONDICION", "SOLICITA_PUNTUAL"))
            .then(pl.lit("PUNTUAL")).when(pl.col("SOLICITA_CAPACITACION"))
            .then(pl.lit("CAPACITACION")).otherwise(pl.lit("NINGUNA")))
        words = [pl.when(name).then(pl.lit(name)) for name in motives]
        return table.with_columns(
            clase=kind, motivos=pl.concat_str(words, separator=" ", ignore_nulls=True))

    def _classification(self):
        return self.classes.sort("dane").select(
            pl.col("dane").alias("codigo_dane"), "nombre", "codigo_municipio", "sector", "clase", "motivos")

    def _schools(self):
        now = self.now.base.filter(pl.col("vig") == PERIOD)
        old = self.now.base.filter(pl.col("vig") == PERIOD - 1).select(
            "dane", avance_anterior=mean("progress", "rows"))
        plan = self.now.activities.group_by("dane").agg(
            pl.len().alias("asistencias_programadas"), pl.col("ok").sum().alias("asistencias_ejecutadas"))
        table = self.classes.join(now, on="dane").join(old, on="dane").join(plan, on="dane", how="left")
        counts = ["opportunities", "goals", "measurable", "met", "rows", "done", "late"]
        names = ["oportunidades", "metas", "metas_medibles", "metas_cumplidas", "acciones",
                 "acciones_cumplidas", "acciones_vencidas"]
        return table.sort("dane").select(
            pl.col("dane").alias("codigo_dane"), "nombre", "codigo_municipio", "municipio", "sector", "zona",
            pl.col("state").alias("estado_entrega"), pl.col("delay").alias("dias_retraso"), "version",
            *[pl.col(c).fill_null(0).alias(name) for c, name in zip(counts, names)],
            mean("progress", "rows").alias("avance_promedio"), "avance_anterior",
            pl.col("asistencias_programadas", "asistencias_ejecutadas").fill_null(0), "clase", "condiciones")

    def _municipal(self):
        now = self.now.base.filter(pl.col("vig") == PERIOD)
        table = self.classes.join(now, on="dane").group_by(
            "codigo_municipio", "municipio", "provincia").agg(
                pl.len().alias("establecimientos"), pl.col("there").sum().alias("rutas_recibidas"),
                pl.col("rows").sum().alias("acciones"), pl.col("done").sum().alias("acciones_cumplidas"),
                pl.col("progress").sum(),
                pl.col("condiciones").is_not_null().sum().alias("ee_con_condiciones"),
                pl.col("candidate").fill_null(False).sum().alias("ee_candidatos"))
        return table.with_columns(
            tasa_entrega=percent("rutas_recibidas", "establecimientos"),
            avance_promedio=mean("progress", "acciones")).select(
                "codigo_municipio", "municipio", "provincia", "establecimientos", "rutas_recibidas",
                "tasa_entrega", "acciones", "acciones_cumplidas", "avance_promedio", "ee_con_condiciones",
                "ee_candidatos").sort("codigo_municipio")

    def _irregularities(self):
        table = self.schools.join(self.now.found, on="dane").sort("dane", "condition")
        return table.select(
            pl.col("dane").alias("codigo_dane"), "nombre", "codigo_municipio", "municipio",
            pl.col("condition").alias("condicion"),
            pl.col("condition").replace_strict(DESCRIPTIONS, return_dtype=pl.String).alias("descripcion"),
            pl.col("vig").alias("vigencias"), pl.col("supports").alias("apoyos"),
            pl.col("last").alias("ultimo_apoyo"), "estado")

    def _report(self):
        found = self.now.found.filter(pl.col("estado") == "CANDIDATO")
        grouped = found.group_by("dane").agg(
            pl.col("condition").sort().str.join(" ").alias("condiciones"),
            pl.col("first").min().alias("primera_vigencia"), pl.col("last").max().alias("ultimo_apoyo"),
            pl.col("supports").max().alias("apoyos"))
        table = self.schools.join(grouped, on="dane").join(
            self.registers.decisions, on="dane", how="left")
        table = table.filter(pl.col("decision").fill_null("") != "NO REPORTAR")
        return table.sort("dane").select(
            pl.col("dane").alias("codigo_dane"), "nombre", "codigo_municipio", "municipio", "sector",
            "condiciones", "primera_vigencia", "apoyos", "ultimo_apoyo",
            pl.col("decision").fill_null("PENDIENTE"))

    def _compliance(self):
        yes = pl.when(pl.col("meets")).then(pl.lit("SI")).when(pl.col("done_on").is_not_null()).then(
            pl.lit("NO"))
        return self.now.activities.sort("codigo_actividad", "dane").select(
            "codigo_actividad", pl.col("dane").alias("codigo_dane"), "modalidad",
            pl.col("due").alias("fecha_programada"), pl.col("done_on").alias("fecha_ejecucion"),
            yes.alias("cumple_requisitos"), "estado", "codigo_pam",
            pl.when("aligned").then(pl.lit("SI")).otherwise(pl.lit("NO")).alias("alineada"))


def write(facts, folder, output):
    """Makes the tables from facts and writes them as CSV of the plain dialect."""
    output.mkdir(parents=True, exist_ok=True)
    for name, table in Tables(facts, folder).all().items():
        table.write_csv(output / (name + ".csv"), null_value="")
    with open(output / "archivos.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["archivo", "leidas", "aceptadas", "reemplazadas", "rechazadas"])
        for name in sorted(facts["tally"]):
            writer.writerow([name, *facts["tally"][name]])
