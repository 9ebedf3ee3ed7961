"""What every peer needs: the catalogues, the words and forms of values, and the period.

A peer turns the large kinds (rg-382, autoevaluacion) into *facts* with its own engine; facts are small
tables (figures.py says which). From facts to the tables of a run the way is the same for all peers and
goes through Polars. Only what the generated data exercise is validated, which spares the peers some
work that pmi does: blanks around values, times behind dates, money with thousands, NFC.
"""
import csv
import datetime
import pathlib
import re
import unicodedata

CATALOGUES = pathlib.Path(__file__).resolve().parents[2] / "Sources/Catalogues"

PERIOD = 2025
CUTOFF = datetime.date(2025, 11, 30)
WINDOW = 3

ABSENT = ["", "N/A", "NA", "NO APLICA", "SIN INFORMACION", "SIN INFORMACIÓN", "S/D", "-", "_"]
DECIMAL = r"^-?[0-9]{1,12}([.,][0-9]{1,2})?( ?%)?$"
MONEY = r"^(\$ ?)?-?([0-9]{1,12}|[0-9]{1,3}(\.[0-9]{3})+)([.,][0-9]{1,2})?$"
CONTROLS = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]"
ASSISTANCE = ["INTEGRAL", "PUNTUAL", "CAPACITACION"]

ROUTE_COLUMNS = [
    "vigencia", "codigo_dane", "version", "componente", "oportunidad_no", "oportunidad", "objetivo",
    "meta_no", "meta", "indicador", "linea_base", "valor_meta", "valor_logrado", "accion_no", "accion",
    "responsable", "fecha_inicio", "fecha_fin", "recursos", "presupuesto", "avance", "edicion",
    "fecha_seguimiento", "evidencia", "requiere_asistencia", "observaciones"]
ROUTE_TEXTS = [
    "oportunidad", "objetivo", "meta", "indicador", "accion", "responsable", "recursos", "evidencia",
    "observaciones"]
EVALUATION_COLUMNS = ["vigencia", "codigo_dane", "componente", "valoracion", "edicion"]


def cut(vigencia):
    """The cut-off of a vigencia."""
    return CUTOFF if vigencia == PERIOD else datetime.date(vigencia, 12, 31)


def folded(text):
    """As words are compared: no case, no accents, runs of blanks, `_` and `-` as one blank."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[\s_-]+", " ", plain.upper()).strip()


def _read(name):
    with open(CATALOGUES / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Components:
    """The catalogue of components; an index into `rows` stands for a component in all facts."""

    def __init__(self):
        self.rows = _read("gestion-catalog.csv")
        self.code = [row["component_code"] for row in self.rows]
        codes = {folded(code): index for index, code in enumerate(self.code)}
        by_code = {code: index for index, code in enumerate(self.code)}
        names = {}
        for index, row in enumerate(self.rows):
            names.setdefault((row["edition"], folded(row["component"])), set()).add(index)
        aliases = {}
        for row in _read("gestion-catalog-aliases.csv"):
            index = by_code.get(row["code"])
            if row["level"] == "component" and index is not None:
                key = (self.rows[index]["edition"], folded(row["alias_seen_in_use"]))
                aliases.setdefault(key, set()).add(index)
        self.codes, self.names, self.aliases = codes, names, aliases

    def find(self, text, edition):
        """The index of what `componente` and `edicion` name; None where they name nothing or two."""
        if text is None:
            return None
        word = folded(text)
        if word in self.codes:
            return self.codes[word]
        key = (edition or "2008", word)
        found = self.names.get(key) or self.aliases.get(key) or set()
        return next(iter(found)) if len(found) == 1 else None


class Municipalities:
    def __init__(self):
        self.rows = {row["divipola"]: row for row in _read("municipalities-santander.csv")}


def route_files(folder):
    """The tables that hold rg-382, in the reading order."""
    single = [folder / "rg-382.csv", folder / "rutas-repetidas.csv"]
    many = sorted((folder / "rg-382").rglob("*.csv")) if (folder / "rg-382").is_dir() else []
    return [str(path) for path in many + [path for path in single if path.exists()]]
