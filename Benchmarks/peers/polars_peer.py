"""The large kinds with Polars: lazy scans, collected by the streaming engine on all cores."""
import csv
import datetime
import pathlib

import polars as pl

from common import (
    ABSENT, ASSISTANCE, CONTROLS, CUTOFF, DECIMAL, EVALUATION_COLUMNS, MONEY, PERIOD, ROUTE_COLUMNS,
    ROUTE_TEXTS, WINDOW, Components, route_files)

FIRST = PERIOD - WINDOW  # the window of the period before begins a vigencia earlier
ROUTE = ["file", "dane", "vig", "version"]
c = pl.col


def facts(folder, registers, threads, rejects=None):
    files = route_files(folder)
    names = [pathlib.Path(path).relative_to(folder).as_posix() for path in files]
    lines = typed(_scan(files, ROUTE_COLUMNS), _file_numbers(files), rejects is not None)
    return from_typed(lines.collect(engine="streaming"), names, folder, registers, rejects)


def _file_numbers(files):
    if len(files) == 1:
        return pl.lit(0, pl.Int32)
    return c("filename").replace_strict(files, list(range(len(files))), return_dtype=pl.Int32)


def _scan(files, columns):
    """Every field as text; a field beyond the header in `beyond`."""
    return pl.scan_csv(
        files, separator=";", has_header=False, skip_rows=1, infer_schema=False,
        schema={name: pl.String for name in columns + ["beyond"]}, missing_columns="insert",
        row_index_name="place", include_file_paths="filename")


def from_typed(lines, names, folder, registers, rejects):
    """The facts, from the typed rows of rg-382 of all files, which bear `names`."""
    components = Components()
    active = registers.active.select("dane")
    tally = {}
    counting, came = _routes(_numbered(lines, components), names, active, tally, rejects)
    valued = _evaluations(folder / "autoevaluacion.csv", components, active, tally)
    return _facts(counting, came, valued, components) | {"tally": tally}


# MARK: values

def _integer(name, least, most, kind):
    number = c(name).str.to_integer(strict=False, dtype=pl.Int64)
    sound = c(name).str.contains("^[0-9]{1,9}$") & number.is_between(least, most)
    return pl.when(sound).then(number).cast(kind)


def _dane():
    number = c("codigo_dane").str.to_integer(strict=False, dtype=pl.Int64)
    return pl.when(c("codigo_dane").str.contains("^[0-9]{12}$")).then(number)


def _absent(name):
    return c(name).is_null() | c(name).str.to_uppercase().is_in(ABSENT)


def _hundredths(name):
    text = c(name).str.strip_chars_end(" %").str.replace(",", ".", literal=True)
    return (text.cast(pl.Float64, strict=False) * 100).round().cast(pl.Int64, strict=False)


def _day(name):
    text = c(name)
    return pl.coalesce(
        text.str.to_date("%Y-%m-%d", strict=False), text.str.to_date("%d/%m/%Y", strict=False),
        text.str.to_date("%d-%m-%Y", strict=False))


def _day_is_sound(raw, name):
    range_ = c(name).is_between(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
    return c(raw).is_null() | range_.fill_null(False)


def _decimal_is_sound(name):
    return c(name).is_null() | c(name).str.contains(DECIMAL) | _absent(name)


def _numbered(table, components):
    """`table` with the component that componente and edicion name."""
    pairs = table.select("componente", "edicion").unique()
    found = [components.find(text, edition) for text, edition in pairs.iter_rows()]
    named = pairs.with_columns(pl.Series("component", found, dtype=pl.Int32))
    return table.join(
        named, on=["componente", "edicion"], how="left", nulls_equal=True, maintain_order="left").drop(
            "componente", "edicion")


# MARK: rg-382

def typed(lines, file, keeps_record):
    """Each field as its type, and whether the row is sound but for its component."""
    asked = c("requiere_asistencia").str.to_uppercase()
    table = lines.with_columns(
        file=file, vig=_integer("vigencia", 2000, 2100, pl.Int32), dane=_dane(),
        version=pl.when(c("version").is_null()).then(1).otherwise(
            _integer("version", 1, 999_999_999, pl.Int32)).cast(pl.Int32),
        opp=_integer("oportunidad_no", 1, 999, pl.Int16), goal=_integer("meta_no", 1, 999, pl.Int16),
        act=_integer("accion_no", 1, 9999, pl.Int16), starts=_day("fecha_inicio"),
        ends=_day("fecha_fin"), follow=_day("fecha_seguimiento"), progress=_hundredths("avance"),
        base=_hundredths("linea_base"), target=_hundredths("valor_meta"),
        reached=_hundredths("valor_logrado"), has_indicator=~_absent("indicador"),
        incomplete=_absent("responsable") | _absent("recursos") | c("fecha_inicio").is_null()
        | c("fecha_fin").is_null(),
        ask=pl.when(asked.is_null() | (asked == "NO")).then(0).when(asked == "INTEGRAL").then(1)
        .when(asked == "PUNTUAL").then(2).when(asked.is_in(["CAPACITACION", "CAPACITACIÓN"])).then(3))
    texts = pl.concat_str(ROUTE_TEXTS, ignore_nulls=True)
    required = ["vig", "dane", "version", "componente", "opp", "goal", "act", "oportunidad", "meta",
                "accion", "ask"]
    sound = pl.all_horizontal(
        c("beyond").is_null(), *[c(name).is_not_null() for name in required],
        ~texts.str.contains(CONTROLS),
        *[_decimal_is_sound(name) for name in ("linea_base", "valor_meta", "valor_logrado")],
        *[_day_is_sound(raw, name) for raw, name in (
            ("fecha_inicio", "starts"), ("fecha_fin", "ends"), ("fecha_seguimiento", "follow"))],
        (c("ends") >= c("starts")).fill_null(True),
        c("avance").is_null() | (c("avance").str.contains(DECIMAL)
                                 & c("progress").is_between(0, 10_000)).fill_null(False),
        c("presupuesto").is_null() | c("presupuesto").str.contains(MONEY),
        c("edicion").is_null() | c("edicion").is_in(["2008", "2026"]))
    table = table.with_columns(ok=sound)
    record = [pl.when(~c("ok")).then(pl.concat_str(
        ROUTE_COLUMNS, separator=";", ignore_nulls=True)).alias("record")] if keeps_record else []
    return table.select(
        "place", "file", "componente", "edicion", "vig", "dane", "version", "opp", "goal", "act", "starts",
        "ends", "follow", "progress", "base", "target", "reached", "has_indicator", "incomplete", "ask",
        pl.when(c("vig") == PERIOD).then(c("oportunidad")).alias("text"), "ok", *record)


def _routes(raw, names, active, tally, rejects):
    """The rows of rg-382 that count, and the routes of which any row came in."""
    came = raw.lazy().select("dane", "vig").drop_nulls().unique().collect(engine="streaming")
    sound = raw.filter(c("ok") & c("component").is_not_null())
    repeated = _later(sound, ROUTE + ["act"])
    sound = sound.join(repeated, on="place", how="anti", maintain_order="left")
    for number, fixed in (("opp", "component"), ("goal", "opp")):
        wrong = _misnumbered(sound, number, fixed)
        if wrong.height:
            sound = sound.join(wrong, on="place", how="anti", maintain_order="left")
    known = sound.join(active, on="dane", how="semi", maintain_order="left")
    standing = known.filter(c("file") == c("file").min().over("dane", "vig", "version")) if len(
        names) > 1 else known
    counting = standing.filter(c("version") == c("version").max().over("dane", "vig"))
    counts = [dict(table.group_by("file").len().iter_rows())
              for table in (raw, counting, standing)]
    for number, name in enumerate(names):
        read, kept, stood = (count.get(number, 0) for count in counts)
        tally[name] = (read, kept, stood - kept, read - stood)
    if rejects:
        raw.join(standing.select("place"), on="place", how="anti").select(
            "file", "place", "record").sort("file", "place").write_csv(rejects)
    cut = pl.when(c("vig") == PERIOD).then(pl.lit(CUTOFF)).otherwise(pl.date(c("vig"), 12, 31))
    late = c("follow") > c("cut")
    counting = counting.lazy().with_columns(cut=cut).with_columns(
        late=late.fill_null(False)).with_columns(
            follow=pl.when(~c("late")).then(c("follow")),
            progress=pl.when(c("late")).then(0).otherwise(c("progress").fill_null(0)),
            reached=pl.when(~c("late")).then(c("reached"))).drop("late", "ok")
    return counting.collect(), came


def _later(table, key):
    """The places of rows whose key an earlier row has."""
    firsts = table.lazy().group_by(key).agg(
        c("place").min().alias("first"), pl.len().alias("n")).filter(c("n") > 1).collect(
            engine="streaming")
    return table.join(firsts, on=key).filter(c("place") > c("first")).select("place")


def _misnumbered(table, number, fixed):
    key = ROUTE + [number]
    clashes = table.lazy().group_by(key).agg(
        c(fixed).min().alias("low"), c(fixed).max().alias("high")).filter(
            c("low") != c("high")).collect(engine="streaming")
    if clashes.is_empty():
        return table.select("place").clear()
    among = table.join(clashes, on=key, maintain_order="left")
    return among.filter(c(fixed) != c(fixed).first().over(key)).select("place")


# MARK: autoevaluacion

def _evaluations(path, components, active, tally):
    if not path.exists():
        return pl.DataFrame(schema={
            "dane": pl.Int64, "vig": pl.Int32, "component": pl.Int32, "level": pl.Int8})
    raw = _numbered(_scan([str(path)], EVALUATION_COLUMNS).select(
        "place", "componente", "edicion", vig=_integer("vigencia", 2000, 2100, pl.Int32), dane=_dane(),
        level=_integer("valoracion", 1, 4, pl.Int8),
        ok=c("beyond").is_null() & (c("edicion").is_null() | c("edicion").is_in(["2008", "2026"])),
    ).collect(engine="streaming"), components)
    sound = raw.filter(
        c("ok") & c("vig").is_not_null() & c("dane").is_not_null() & c("level").is_not_null()
        & c("component").is_not_null())
    key = ["dane", "vig", "component"]
    sound = sound.join(_later(sound, key), on="place", how="anti")
    valued = sound.join(active, on="dane", how="semi").select(*key, "level")
    tally["autoevaluacion.csv"] = (raw.height, valued.height, 0, raw.height - valued.height)
    return valued


# MARK: facts

def _facts(counting, came, valued, components):
    last = PERIOD - 1
    done = c("progress") == 10_000
    window = counting.lazy().filter(c("vig").is_between(FIRST, PERIOD))
    past = c("ends") <= c("cut")
    opps = window.group_by("dane", "vig", "opp").agg(
        c("component").first(), c("version").first(), pl.len().cast(pl.Int64).alias("rows"),
        done.sum().alias("done"), ((c("ends") < c("cut")) & ~done).sum().alias("late"),
        c("progress").sum(), (c("starts") <= c("cut")).any().alias("started"),
        c("follow").is_not_null().any().alias("followed"), past.sum().alias("due"),
        (c("progress") * past.fill_null(False)).sum().alias("due_progress"), c("incomplete").sum(),
        (c("ask") == 1).any().alias("asks_integral"), (c("ask") == 2).any().alias("asks_puntual"),
        (c("ask") == 3).any().alias("asks_capacitacion"), c("place").min(),
        c("text").sort_by("place").first()).collect(engine="streaming")
    goals = window.select(
        "place", "dane", "vig", "goal", "opp", "component", "has_indicator", "base", "target",
        "reached").sort("place").group_by("dane", "vig", "goal").agg(
            c("opp").first(), c("component").first(), c("has_indicator").any(),
            *[c(name).drop_nulls().first() for name in ("base", "target", "reached")]).collect(
                engine="streaming")
    logro = ((c("reached").fill_null(c("base")) - c("base")) / (c("target") - c("base"))).clip(0, 1)
    measured = goals.with_columns(
        measurable=(c("has_indicator") & (c("base") != c("target"))).fill_null(False), logro=logro)
    sums = ["rows", "done", "late", "progress", "due", "due_progress", "incomplete"]
    flags = ["started", "followed", "asks_integral", "asks_puntual", "asks_capacitacion"]
    pairs = opps.select("dane", "vig", "component").unique()
    now = opps.filter(c("vig") == PERIOD)
    own = now.group_by("dane", "component").agg(
        c("rows", "done", "late", "progress").sum(), pl.len().alias("opportunities"))
    own_goals = goals.filter(c("vig") == PERIOD).group_by("dane", "component").agg(
        pl.len().alias("goals"))
    return {
        "routes": opps.group_by("dane", "vig").agg(
            c("version").first(), c(sums).sum(), c(flags).any(), pl.len().alias("opportunities")),
        "goals": measured.group_by("dane", "vig").agg(
            pl.len().alias("goals"), c("measurable").sum(),
            (c("measurable") & (c("logro") == 1)).sum().alias("met"),
            c("logro").filter("measurable").sum()),
        "came": came, "components": own.join(own_goals, on=["dane", "component"]),
        "changes": _changes(pairs, valued, components, last),
        "levels": valued.filter(c("vig").is_in([PERIOD, last])).group_by(
            "vig", "component", "level").agg(pl.len().alias("count")),
        "transitions": _valued(valued, PERIOD).join(
            _valued(valued, last), on=["dane", "component"], suffix="_before").group_by(
                "component", c("level_before").alias("before"), c("level").alias("after")).agg(
                    pl.len().alias("count")),
        "evaluated": _neglected(valued, pairs),
        "opportunities": now.sort("place").select(
            "dane", c("opp").alias("number"), "component", "text", "rows", "progress"),
    }


def _valued(valued, vig):
    return valued.filter(c("vig") == vig).drop("vig")


def _neglected(valued, pairs):
    window = valued.filter(c("vig").is_between(FIRST, PERIOD))
    low = window.filter(c("level") == 1)
    met = low.join(pairs, on=["dane", "vig", "component"], how="semi").select("dane", "vig").unique()
    open_ = low.select("dane", "vig").unique().join(met, on=["dane", "vig"], how="anti")
    return window.select("dane", "vig").unique().join(
        open_.with_columns(neglected=True), on=["dane", "vig"], how="left").with_columns(
            c("neglected").fill_null(False))


def _changes(pairs, valued, components, last):
    editions = pl.DataFrame({
        "component": range(len(components.rows)), "edition": [r["edition"] for r in components.rows]},
        schema_overrides={"component": pl.Int32})
    pairs = pairs.join(editions, on="component")
    both = pairs.filter(c("vig") == PERIOD).select("dane", "edition").unique().join(
        pairs.filter(c("vig") == last).select("dane", "edition").unique(), on=["dane", "edition"])
    pairs = pairs.join(both, on=["dane", "edition"], how="semi")
    key = ["dane", "component"]
    now, old = (pairs.filter(c("vig") == vig).select(key) for vig in (PERIOD, last))
    gone = old.join(now, on=key, how="anti").join(_valued(valued, PERIOD), on=key, how="left").join(
        _valued(valued, last), on=key, how="left", suffix="_before").with_columns(
            better=(c("level") > c("level_before")).fill_null(False))
    counts = {
        "nuevas": now.join(old, on=key, how="anti"), "persistentes": now.join(old, on=key, how="semi"),
        "superadas": gone.filter("better"), "retiradas": gone.filter(~c("better"))}
    table = editions.select("component")
    for name, rows in counts.items():
        table = table.join(
            rows.group_by("component").agg(pl.len().alias(name)), on="component", how="left")
    return table.with_columns(c(list(counts)).fill_null(0))
