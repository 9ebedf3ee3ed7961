"""Nested rg-382 in XML with lxml's iterparse, feeding Polars; many files by one process a core."""
import concurrent.futures
import multiprocessing

import polars as pl
from lxml import etree

import polars_peer
from common import ROUTE_COLUMNS

CHUNK = 200_000
ACTION = ["no", "presupuesto", "fechaInicio", "fechaFin", "avance", "fechaSeguimiento",
          "requiereAsistencia"]
ACTION_TEXTS = ["descripcion", "responsable", "recursos", "evidencia", "observaciones"]
ORDER = [
    "vigencia", "codigo_dane", "version", "edicion", "oportunidad_no", "componente", "oportunidad",
    "objetivo", "meta_no", "meta", "indicador", "linea_base", "valor_meta", "valor_logrado", "accion_no",
    "presupuesto", "fecha_inicio", "fecha_fin", "avance", "fecha_seguimiento", "requiere_asistencia",
    "accion", "responsable", "recursos", "evidencia", "observaciones"]
SCHEMA = {name: pl.String for name in ORDER}


def facts(folder, registers, threads, rejects=None):
    files = sorted(str(path) for path in folder.rglob("*.xml") if "defectuosos" not in path.parts)
    names = [path[len(str(folder)) + 1:] for path in files]
    keeps_record = rejects is not None
    jobs = list(enumerate(files))
    if len(jobs) < 4 * threads:
        parts = [_read(jobs, keeps_record)]
    else:
        size = -(-len(jobs) // (8 * threads))
        pieces = [jobs[start:start + size] for start in range(0, len(jobs), size)]
        context = multiprocessing.get_context("forkserver")
        with concurrent.futures.ProcessPoolExecutor(threads, context) as pool:
            parts = list(pool.map(_read, pieces, [keeps_record] * len(pieces)))
    lines = pl.concat(parts).drop("place").with_row_index("place")
    return polars_peer.from_typed(lines, names, folder, registers, rejects)


def _read(jobs, keeps_record):
    """The typed rows of numbered files."""
    parts, rows, ends = [], [], []
    for number, path in jobs:
        for route in _routes(path):
            rows.extend(_rows(route))
            if len(rows) >= CHUNK:
                ends.append((number, len(rows)))
                parts.append(_typed(rows, ends, keeps_record))
                rows, ends = [], []
        ends.append((number, len(rows)))
    parts.append(_typed(rows, ends, keeps_record))
    return pl.concat(parts)


def _typed(rows, ends, keeps_record):
    numbers, start = [], 0
    for number, end in ends:
        numbers += [number] * (end - start)
        start = end
    table = pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(
        pl.Series("file", numbers, dtype=pl.Int32), beyond=pl.lit(None, pl.String))
    empty = [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in ORDER]
    lines = table.lazy().with_columns(empty).with_row_index("place")
    return polars_peer.typed(lines, pl.col("file"), keeps_record).collect(engine="streaming")


def _routes(path):
    for _, route in etree.iterparse(path, events=("end",), tag="ruta", resolve_entities=False):
        yield route
        route.clear()
        while route.getprevious() is not None:
            del route.getparent()[0]


def _rows(route):
    get = route.get
    head = (get("vigencia"), get("codigoDane"), get("version"), get("edicion"))
    for opportunity in route.iterchildren("oportunidad"):
        above = head + (
            opportunity.get("no"), opportunity.get("componente"), opportunity.findtext("descripcion"),
            opportunity.findtext("objetivo"))
        for goal in opportunity.iterchildren("meta"):
            indicator = goal.find("indicador")
            measure = (None,) * 4 if indicator is None else (
                indicator.text, indicator.get("lineaBase"), indicator.get("valorMeta"),
                indicator.get("valorLogrado"))
            own = above + (goal.get("no"), goal.findtext("descripcion")) + measure
            for action in goal.iterchildren("accion"):
                texts = {child.tag: child.text for child in action}
                yield own + tuple(map(action.get, ACTION)) + tuple(map(texts.get, ACTION_TEXTS))


assert sorted(ORDER) == sorted(ROUTE_COLUMNS)
