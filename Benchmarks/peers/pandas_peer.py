"""The large kinds with pandas: read in chunks, typed column by column, then grouped."""
import pathlib

import numpy as np
import pandas as pd
import polars as pl

from common import (
    ABSENT, CONTROLS, CUTOFF, DECIMAL, EVALUATION_COLUMNS, MONEY, PERIOD, ROUTE_COLUMNS, ROUTE_TEXTS,
    WINDOW, Components, route_files)

FIRST = PERIOD - WINDOW  # the window of the period before begins a vigencia earlier
ROUTE = ["file", "dane", "vig", "version"]
CHUNK = 500_000
EARLIEST, LATEST = pd.Timestamp("2000-01-01"), pd.Timestamp("2100-12-31")


def facts(folder, registers, threads, rejects=None):
    components = Components()
    active = registers.active["dane"].to_list()
    tally = {}
    files = route_files(folder)
    names = [pathlib.Path(path).relative_to(folder).as_posix() for path in files]
    counting, came = _routes(files, names, components, active, tally, rejects)
    valued = _evaluations(folder / "autoevaluacion.csv", components, active, tally)
    tables = _facts(counting, came, valued, components)
    return {name: _polars(table) for name, table in tables.items()} | {"tally": tally}


def _polars(table):
    kinds = {"dane": pl.Int64, "vig": pl.Int32, "component": pl.Int32}
    result = pl.from_pandas(table)
    return result.cast({name: kind for name, kind in kinds.items() if name in result.columns})


def _chunks(files, columns):
    """Raw chunks of about `CHUNK` rows; a field beyond the header in `beyond`."""
    held, count = [], 0
    for number, path in enumerate(files):
        reader = pd.read_csv(
            path, sep=";", header=None, skiprows=1, names=columns + ["beyond"], dtype="str",
            keep_default_na=False, na_values=[""], chunksize=CHUNK, index_col=False)
        with reader:
            for chunk in reader:
                chunk["file"] = np.int32(number)
                held.append(chunk)
                count += len(chunk)
                if count >= CHUNK:
                    yield pd.concat(held, ignore_index=True)
                    held, count = [], 0
    if held:
        yield pd.concat(held, ignore_index=True)


# MARK: values

def _integer(text, least, most):
    """Whole numbers as floats; NaN where there is none in the range."""
    number = pd.to_numeric(text, errors="coerce").astype("float64")
    sound = text.str.isdigit().fillna(False).astype(bool) & (text.str.len() <= 9).fillna(False)
    return number.where(sound & (number >= least) & (number <= most))


def _dane(text):
    sound = text.str.isdigit().fillna(False).astype(bool) & (text.str.len() == 12).fillna(False)
    return pd.to_numeric(text.where(sound), errors="coerce").astype("float64")


def _absent(text):
    return text.isna() | text.str.upper().isin(ABSENT)


def _hundredths(text):
    plain = text.str.rstrip(" %").str.replace(",", ".", regex=False)
    return (pd.to_numeric(plain, errors="coerce").astype("float64") * 100).round()


def _day(text):
    day = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    rest = text.notna() & day.isna()
    for form in ("%d/%m/%Y", "%d-%m-%Y"):
        if rest.any():
            day = day.where(~rest, pd.to_datetime(text.where(rest), format=form, errors="coerce"))
            rest = text.notna() & day.isna()
    return day, ~rest & (day.isna() | ((day >= EARLIEST) & (day <= LATEST)))


def _matches(text, pattern):
    return text.isna() | text.str.match(pattern).fillna(False).astype(bool)


def _component(frame, components, cache):
    """The component that componente and edicion name; -1 where they name none."""
    edition = frame["edicion"].fillna("")
    key = frame["componente"].fillna("") + "\t" + edition
    for pair in key.unique():
        if pair not in cache:
            text, _, year = pair.partition("\t")
            found = components.find(text or None, year or None)
            cache[pair] = -1 if found is None else found
    return key.map(cache).astype("int32")


# MARK: rg-382

def _typed(raw, components, cache, keeps_record):
    asked = raw["requiere_asistencia"].str.upper()
    starts, starts_ok = _day(raw["fecha_inicio"])
    ends, ends_ok = _day(raw["fecha_fin"])
    follow, follow_ok = _day(raw["fecha_seguimiento"])
    table = pd.DataFrame({
        "file": raw["file"], "vig": _integer(raw["vigencia"], 2000, 2100),
        "dane": _dane(raw["codigo_dane"]),
        "version": _integer(raw["version"].fillna("1"), 1, 999_999_999),
        "component": _component(raw, components, cache),
        "opp": _integer(raw["oportunidad_no"], 1, 999), "goal": _integer(raw["meta_no"], 1, 999),
        "act": _integer(raw["accion_no"], 1, 9999), "starts": starts, "ends": ends, "follow": follow,
        "progress": _hundredths(raw["avance"]), "base": _hundredths(raw["linea_base"]),
        "target": _hundredths(raw["valor_meta"]), "reached": _hundredths(raw["valor_logrado"]),
        "has_indicator": ~_absent(raw["indicador"]),
        "incomplete": _absent(raw["responsable"]) | _absent(raw["recursos"])
        | raw["fecha_inicio"].isna() | raw["fecha_fin"].isna(),
        "ask": asked.map({"NO": 0, "INTEGRAL": 1, "PUNTUAL": 2, "CAPACITACION": 3, "CAPACITACIÓN": 3})
        .where(asked.notna(), 0).astype("float64"),
    })
    table["text"] = raw["oportunidad"].where(table["vig"] == PERIOD)
    texts = raw[ROUTE_TEXTS[0]].fillna("")
    for name in ROUTE_TEXTS[1:]:
        texts = texts + raw[name].fillna("")
    ok = raw["beyond"].isna() & starts_ok & ends_ok & follow_ok & ~(ends < starts) & (
        table["component"] >= 0) & ~texts.str.contains(CONTROLS, regex=True).astype(bool)
    for name in ("vig", "dane", "version", "opp", "goal", "act", "ask"):
        ok &= table[name].notna()
    for name in ("oportunidad", "meta", "accion"):
        ok &= raw[name].notna()
    for name in ("linea_base", "valor_meta", "valor_logrado"):
        ok &= _matches(raw[name], DECIMAL) | _absent(raw[name])
    ok &= _matches(raw["avance"], DECIMAL) & (
        raw["avance"].isna() | ((table["progress"] >= 0) & (table["progress"] <= 10_000)))
    ok &= _matches(raw["presupuesto"], MONEY)
    ok &= raw["edicion"].isna() | raw["edicion"].isin(["2008", "2026"])
    table["ok"] = ok
    if keeps_record:
        joined = raw.loc[~ok, ROUTE_COLUMNS].fillna("").agg(";".join, axis=1)
        table["record"] = joined.reindex(table.index)
    return table


def _routes(files, names, components, active, tally, rejects):
    cache = {}
    parts = [_typed(raw, components, cache, rejects is not None)
             for raw in _chunks(files, ROUTE_COLUMNS)]
    raw = pd.concat(parts, ignore_index=True)
    del parts
    raw["place"] = np.arange(len(raw))
    came = raw[["dane", "vig"]].dropna().drop_duplicates().astype({"dane": "int64", "vig": "int32"})
    kinds = {"dane": "int64", "vig": "int32", "version": "int32", "opp": "int16", "goal": "int16",
             "act": "int16", "ask": "int8"}
    sound = raw[raw["ok"]].astype(kinds).drop_duplicates(ROUTE + ["act"])
    for number, fixed in (("opp", "component"), ("goal", "opp")):
        first = sound.groupby(ROUTE + [number], sort=False)[fixed].transform("first")
        sound = sound[sound[fixed] == first]
    known = sound[sound["dane"].isin(active)]
    standing = known
    if len(files) > 1:
        first = known.groupby(["dane", "vig", "version"], sort=False)["file"].transform("min")
        standing = known[known["file"] == first]
    highest = standing.groupby(["dane", "vig"], sort=False)["version"].transform("max")
    counting = standing[standing["version"] == highest].copy()
    counts = [table["file"].value_counts().to_dict() for table in (raw, counting, standing)]
    for number, name in enumerate(names):
        read, kept, stood = (count.get(number, 0) for count in counts)
        tally[name] = (read, kept, stood - kept, read - stood)
    if rejects:
        raw.loc[~raw["place"].isin(standing["place"]), ["file", "place", "record"]].to_csv(
            rejects, index=False)
    del raw, sound, known, standing
    cut = pd.to_datetime(counting["vig"].astype(str) + "-12-31", format="%Y-%m-%d")
    counting["cut"] = cut.where(counting["vig"] != PERIOD, pd.Timestamp(CUTOFF))
    late = counting["follow"] > counting["cut"]
    counting["follow"] = counting["follow"].mask(late)
    counting["progress"] = counting["progress"].fillna(0).mask(late, 0).astype("int64")
    counting["reached"] = counting["reached"].mask(late)
    return counting, came


# MARK: autoevaluacion

def _evaluations(path, components, active, tally):
    cache, parts, read = {}, [], 0
    for raw in _chunks([path], EVALUATION_COLUMNS):
        read += len(raw)
        table = pd.DataFrame({
            "dane": _dane(raw["codigo_dane"]), "vig": _integer(raw["vigencia"], 2000, 2100),
            "component": _component(raw, components, cache),
            "level": _integer(raw["valoracion"], 1, 4)})
        sound = raw["beyond"].isna() & (table["component"] >= 0) & (
            raw["edicion"].isna() | raw["edicion"].isin(["2008", "2026"]))
        table = table[sound].dropna()
        parts.append(table.astype({"dane": "int64", "vig": "int32", "level": "int8"}))
    table = pd.concat(parts, ignore_index=True).drop_duplicates(["dane", "vig", "component"])
    valued = table[table["dane"].isin(active)]
    tally["autoevaluacion.csv"] = (read, len(valued), 0, read - len(valued))
    return valued


# MARK: facts

def _facts(counting, came, valued, components):
    last = PERIOD - 1
    window = counting[counting["vig"].between(FIRST, PERIOD)]
    done = window["progress"] == 10_000
    past = window["ends"] <= window["cut"]
    marks = window[["dane", "vig", "opp", "component", "version", "progress", "incomplete", "text",
                    "place"]].assign(
        rows=1, done=done, late=(window["ends"] < window["cut"]) & ~done,
        started=window["starts"] <= window["cut"], followed=window["follow"].notna(), due=past,
        due_progress=window["progress"].where(past, 0), asks_integral=window["ask"] == 1,
        asks_puntual=window["ask"] == 2, asks_capacitacion=window["ask"] == 3)
    sums = ["rows", "done", "late", "progress", "due", "due_progress", "incomplete"]
    flags = ["started", "followed", "asks_integral", "asks_puntual", "asks_capacitacion"]
    firsts = ["component", "version", "text", "place"]
    how = {n: "first" for n in firsts} | {n: "sum" for n in sums} | {n: "any" for n in flags}
    opps = marks.groupby(["dane", "vig", "opp"], sort=False).agg(how).reset_index()
    opps[sums] = opps[sums].astype("int64")
    goals = window.groupby(["dane", "vig", "goal"], sort=False).agg(
        {"opp": "first", "component": "first", "has_indicator": "any", "base": "first",
         "target": "first", "reached": "first"}).reset_index()
    change = goals["target"] - goals["base"]
    goals["measurable"] = goals["has_indicator"] & change.notna() & (change != 0)
    logro = ((goals["reached"].fillna(goals["base"]) - goals["base"]) / change).clip(0, 1)
    goals["logro"] = logro.where(goals["measurable"], 0.0)
    goals["met"] = goals["measurable"] & (goals["logro"] == 1)
    now = opps[opps["vig"] == PERIOD]
    own = now.groupby(["dane", "component"], sort=False).agg(
        rows=("rows", "sum"), done=("done", "sum"), late=("late", "sum"), progress=("progress", "sum"),
        opportunities=("opp", "size")).reset_index()
    own_goals = goals[goals["vig"] == PERIOD].groupby(
        ["dane", "component"], sort=False).size().rename("goals").reset_index()
    pairs = opps[["dane", "vig", "component"]].drop_duplicates()
    levels = valued[valued["vig"].isin([PERIOD, last])]
    both = _valued(valued, PERIOD).merge(
        _valued(valued, last), on=["dane", "component"], suffixes=("", "_before"))
    return {
        "routes": opps.groupby(["dane", "vig"], sort=False).agg(
            {"version": "first"} | {n: "sum" for n in sums} | {n: "any" for n in flags}
            | {"opp": "size"}).reset_index().rename(columns={"opp": "opportunities"}),
        "goals": goals.groupby(["dane", "vig"], sort=False).agg(
            goals=("goal", "size"), measurable=("measurable", "sum"), met=("met", "sum"),
            logro=("logro", "sum")).reset_index(),
        "came": came, "components": own.merge(own_goals, on=["dane", "component"]),
        "changes": _changes(pairs, valued, components, last),
        "levels": levels.groupby(["vig", "component", "level"]).size().rename("count").reset_index(),
        "transitions": both.groupby(["component", "level_before", "level"]).size().rename(
            "count").reset_index().rename(columns={"level_before": "before", "level": "after"}),
        "evaluated": _neglected(valued, pairs),
        "opportunities": now.sort_values("place")[
            ["dane", "opp", "component", "text", "rows", "progress"]].rename(columns={"opp": "number"}),
    }


def _valued(valued, vig):
    return valued.loc[valued["vig"] == vig, ["dane", "component", "level"]]


def _neglected(valued, pairs):
    window = valued[valued["vig"].between(FIRST, PERIOD)]
    low = window[window["level"] == 1].merge(
        pairs.assign(there=True), on=["dane", "vig", "component"], how="left")
    low["there"] = low["there"].notna()
    low = low.groupby(["dane", "vig"], sort=False)["there"].any().reset_index()
    table = window[["dane", "vig"]].drop_duplicates().merge(low, on=["dane", "vig"], how="left")
    table["neglected"] = table["there"].notna() & ~table["there"].fillna(True).astype(bool)
    return table[["dane", "vig", "neglected"]]


def _changes(pairs, valued, components, last):
    edition = np.array([int(row["edition"]) for row in components.rows])
    pairs = pairs.assign(edition=edition[pairs["component"]])
    now, old = pairs[pairs["vig"] == PERIOD], pairs[pairs["vig"] == last]
    both = now[["dane", "edition"]].drop_duplicates().merge(
        old[["dane", "edition"]].drop_duplicates(), on=["dane", "edition"])
    key = ["dane", "component"]
    now = now.merge(both, on=["dane", "edition"])[key]
    old = old.merge(both, on=["dane", "edition"])[key]
    table = now.merge(old, on=key, how="outer", indicator="where")
    table = table.merge(_valued(valued, PERIOD), on=key, how="left").merge(
        _valued(valued, last), on=key, how="left", suffixes=("", "_before"))
    gone = table["where"] == "right_only"
    better = table["level"] > table["level_before"]
    counts = pd.DataFrame({
        "component": table["component"], "nuevas": table["where"] == "left_only",
        "persistentes": table["where"] == "both", "superadas": gone & better,
        "retiradas": gone & ~better}).groupby("component").sum().astype("int64").reset_index()
    return counts
