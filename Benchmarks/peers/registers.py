"""The small kinds, validated and taken as contract 1 says; the same for every peer, with Polars."""
import datetime

import polars as pl

from common import ABSENT, PERIOD, Municipalities, folded

PROCESS = r"^(DIR|ACA|ADM|COM)(26)?-[0-9]$"
CONDITIONS = [f"I{number:02}" for number in range(1, 11)]


def _read(folder, name, columns):
    path = folder / (name + ".csv")
    if not path.exists():
        return pl.DataFrame(schema={column: pl.String for column in columns + ["beyond"]})
    table = pl.read_csv(
        path, separator=";", has_header=False, skip_rows=1, infer_schema=False, missing_columns="insert",
        schema={column: pl.String for column in columns + ["beyond"]})
    values = [
        pl.when(pl.col(c).str.to_uppercase().is_in(ABSENT)).then(None).otherwise(pl.col(c)).alias(c)
        for c in columns]
    return table.with_columns(values)


def day(column):
    """A date of a text column; null where it is none."""
    text = pl.col(column)
    iso = text.str.to_date("%Y-%m-%d", strict=False)
    value = pl.coalesce(
        iso, text.str.to_date("%d/%m/%Y", strict=False), text.str.to_date("%d-%m-%Y", strict=False))
    return pl.when(value.dt.year().is_between(2000, 2100)).then(value)


def _word(column, words):
    return pl.col(column).map_elements(folded, return_dtype=pl.String).is_in([folded(w) for w in words])


def _absent_or(column, condition):
    return pl.col(column).is_null() | condition


def _integer(column, least, most):
    number = pl.col(column).str.to_integer(strict=False)
    return pl.col(column).str.contains(r"^[0-9]{1,9}$") & number.is_between(least, most)


def _keyed(table, key, conditions):
    """The rows that meet all conditions and are the first with their key."""
    sound = table.filter(
        pl.col("beyond").is_null(), pl.col("vigencia").is_not_null() if "vigencia" in key else True,
        *[condition.fill_null(False) for condition in conditions])
    return sound.unique(key, keep="first", maintain_order=True)


_VIGENCIA = [_integer("vigencia", 2000, 2100)]
_DANE = [pl.col("codigo_dane").str.contains(r"^[0-9]{12}$")]


def _required(*columns):
    return [pl.col(column).is_not_null() for column in columns]


def _texts(*columns):
    return [_absent_or(c, ~pl.col(c).str.contains("[\\x00-\\x08\\x0B-\\x1F\\x7F]")) for c in columns]


class Registers:
    """The rows of the small kinds that count."""

    def __init__(self, folder):
        self.directory = self._directory(folder)
        self.active = self.directory.filter("active").drop("active")
        self.deliveries = self._deliveries(folder)
        self.planned = self._planned(folder)
        self.executed = self._executed(folder)
        self.strategies = self._strategies(folder)
        self.exclusions = self._exclusions(folder)
        self.decisions = self._decisions(folder)

    def _directory(self, folder):
        known = list(Municipalities().rows)
        table = _read(folder, "establecimientos", [
            "codigo_dane", "nombre", "codigo_municipio", "sector", "zona", "regimen", "categoria_saber",
            "matricula", "estado", "correo"])
        states = ["ACTIVO", "INACTIVO", "NUEVO-ACTIVO", "ANTIGUO-ACTIVO", "CIERRE TEMPORAL",
                  "CIERRE DEFINITIVO"]
        rows = _keyed(table, ["codigo_dane"], _DANE + _required("nombre") + [
            pl.col("codigo_municipio").is_in(known), _word("sector", ["OFICIAL", "NO OFICIAL"]),
            _absent_or("zona", _word("zona", ["URBANA", "RURAL", "URBANA-RURAL"])),
            _absent_or("matricula", _integer("matricula", 0, 999_999_999)),
            _absent_or("estado", _word("estado", states))])
        return rows.select(
            pl.col("codigo_dane").cast(pl.Int64).alias("dane"), "nombre", "codigo_municipio", "sector",
            "zona", "regimen", "categoria_saber",
            pl.col("estado").fill_null("ACTIVO").str.ends_with("INACTIVO").or_(
                pl.col("estado").fill_null("").str.starts_with("CIERRE")).not_().alias("active"))

    def _of_active(self, rows):
        """Without the rows of EE that the directory lacks or lists as inactive."""
        return rows.with_columns(
            pl.col("codigo_dane").cast(pl.Int64).alias("dane"),
            pl.col("vigencia").cast(pl.Int32).alias("vig")).join(
                self.active.select("dane"), on="dane", how="semi", maintain_order="left")

    def _deliveries(self, folder):
        columns = ["vigencia", "codigo_dane", "fecha_limite", "fecha_entrega", "medio", "radicado",
                   "fecha_devolucion", "fecha_reentrega", "fecha_retroalimentacion", "observaciones"]
        days = ["fecha_entrega", "fecha_devolucion", "fecha_reentrega", "fecha_retroalimentacion"]
        rows = _keyed(
            _read(folder, "rg-300", columns), ["vigencia", "codigo_dane"],
            _VIGENCIA + _DANE + [day("fecha_limite").is_not_null()]
            + [_absent_or(c, day(c).is_not_null()) for c in days]
            + _texts("medio", "radicado", "observaciones"))
        return self._of_active(rows).select(
            "dane", "vig", day("fecha_limite").alias("limit"), day("fecha_entrega").alias("delivered_on"),
            day("fecha_devolucion").alias("returned"), day("fecha_reentrega").alias("again"))

    def _planned(self, folder):
        columns = ["vigencia", "codigo_actividad", "codigo_dane", "modalidad", "fecha_programada", "tema",
                   "proceso", "codigo_pam", "responsable"]
        rows = _keyed(
            _read(folder, "rg-217", columns), ["vigencia", "codigo_actividad", "codigo_dane"],
            _VIGENCIA + _DANE + _required("codigo_actividad") + [
                _word("modalidad", ["INTEGRAL", "PUNTUAL", "CAPACITACION"]),
                day("fecha_programada").is_not_null(),
                _absent_or("proceso", pl.col("proceso").str.contains(PROCESS))]
            + _texts("tema", "responsable"))
        return self._of_active(rows).select(
            "dane", "vig", "codigo_actividad", "modalidad", day("fecha_programada").alias("due"),
            "codigo_pam")

    def _executed(self, folder):
        columns = ["vigencia", "codigo_actividad", "codigo_dane", "fecha_ejecucion", "cumple_requisitos",
                   "horas", "asistentes", "compromisos", "observaciones"]
        yes, no = ["SI", "S", "1", "TRUE", "VERDADERO", "X"], ["NO", "N", "0", "FALSE", "FALSO"]
        table = _read(folder, "rg-22", columns).with_columns(day("fecha_ejecucion").alias("on"))
        rows = _keyed(
            table, ["vigencia", "codigo_actividad", "codigo_dane", "on"],
            _VIGENCIA + _DANE + _required("codigo_actividad", "on") + [
                _word("cumple_requisitos", yes + no),
                _absent_or("horas", pl.col("horas").str.contains(r"^[0-9]{1,12}([.,][0-9]{1,2})?$")),
                _absent_or("asistentes", _integer("asistentes", 0, 999_999_999))])
        return self._of_active(rows).select(
            "dane", "vig", "codigo_actividad", "on", _word("cumple_requisitos", yes).alias("meets"))

    def _strategies(self, folder):
        rows = _keyed(
            _read(folder, "pam", ["vigencia", "codigo_pam", "estrategia", "meta", "proceso"]),
            ["vigencia", "codigo_pam"],
            _VIGENCIA + _required("codigo_pam", "estrategia")
            + [_absent_or("proceso", pl.col("proceso").str.contains(PROCESS))])
        return rows.select(pl.col("vigencia").cast(pl.Int32).alias("vig"), "codigo_pam")

    def _exclusions(self, folder):
        rows = _keyed(
            _read(folder, "exclusiones", ["vigencia", "codigo_dane", "motivo", "autoriza", "condicion"]),
            ["vigencia", "codigo_dane", "condicion"],
            _VIGENCIA + _DANE + _required("motivo", "autoriza")
            + [_absent_or("condicion", pl.col("condicion").is_in(CONDITIONS))])
        return self._of_active(rows).select("dane", "vig", "condicion")

    def _decisions(self, folder):
        rows = _keyed(
            _read(folder, "decisiones",
                  ["vigencia", "codigo_dane", "decision", "motivo", "fecha", "responsable"]),
            ["vigencia", "codigo_dane"],
            _VIGENCIA + _DANE + _required("motivo") + [
                day("fecha").is_not_null(), _word("decision", ["REPORTAR", "NO REPORTAR"])])
        return self._of_active(rows).filter(pl.col("vig") == PERIOD).select("dane", "decision")
