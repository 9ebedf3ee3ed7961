"""Contract 1 §3: the types of values, each a function from a text to a value.

A function raises `Refused` for a text that the type refuses; `None` is an absent value.
"""

import datetime
import re
import unicodedata
from fractions import Fraction

MARKERS = {"n/a", "na", "no aplica", "sin informacion", "s/d"}


class Refused(Exception):
    """A value that its type refuses."""


def folded(text):
    """Without case, accents and marks; runs of blanks, `_` and `-` as one blank."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\s_-]+", " ", plain.casefold()).strip()


def header_name(text):
    text = re.sub(r"\.([ºª])", r"\1", text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_")


def text(cell, marks_absence=False):
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r" for c in cell):
        raise Refused
    cell = unicodedata.normalize("NFC", cell.strip())
    if not cell.strip(" \t\n\r_-") or (marks_absence and folded(cell) in MARKERS):
        return None
    return cell


def code_text(cell):
    return text(cell, marks_absence=True)


def typed(read):
    """A type whose absent values include the markers."""

    def value(cell):
        cell = cell.strip()
        if not cell.strip(" \t\n\r_-") or folded(cell) in MARKERS:
            return None
        return read(cell)

    return value


def integer(low, high):
    def read(cell):
        if not re.fullmatch(r"[0-9]{1,9}", cell) or not low <= int(cell) <= high:
            raise Refused
        return int(cell)

    return typed(read)


def _decimal(cell, low=None, high=None):
    match = re.fullmatch(r"(-?)([0-9]{1,12})(?:[.,]([0-9]{1,2}))?", cell)
    if not match:
        raise Refused
    hundredths = int(match[2]) * 100 + int((match[3] or "").ljust(2, "0"))
    value = Fraction(-hundredths if match[1] else hundredths, 100)
    if (low is not None and value < low) or (high is not None and value > high):
        raise Refused
    return value


def decimal(low=None, high=None):
    return typed(lambda cell: _decimal(re.sub(r"\s*%$", "", cell), low, high))


def _money(cell):
    cell = re.sub(r"^\$\s*", "", cell)
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?", cell):
        cell = cell.replace(".", "")
    return _decimal(cell, low=0)


money = typed(_money)

TIME = re.compile(
    r"(?:T|\s+)\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[ap]\.?\s*m\.?)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)?$",
    re.IGNORECASE,
)


def _date(cell):
    cell = TIME.sub("", cell)
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", cell)
    parts = match.groups() if match else None
    if not match:
        match = re.fullmatch(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})", cell)
        parts = (match[4], match[3], match[1]) if match else None
    if not parts or not 2000 <= int(parts[0]) <= 2100:
        raise Refused
    try:
        return datetime.date(*map(int, parts))
    except ValueError:
        raise Refused from None


date = typed(_date)


def words(mapping):
    """An enumeration; a list of words, or a mapping from each word to its value."""
    pairs = mapping.items() if isinstance(mapping, dict) else [(w, w) for w in mapping]
    known = {folded(word): value for word, value in pairs}

    def read(cell):
        if folded(cell) not in known:
            raise Refused
        return known[folded(cell)]

    return typed(read)


yes_no = words(
    {"SI": True, "S": True, "1": True, "TRUE": True, "VERDADERO": True, "X": True}
    | {"NO": False, "N": False, "0": False, "FALSE": False, "FALSO": False}
)


def _dane(cell):
    if not re.fullmatch(r"[0-9]{12}", cell):
        raise Refused
    return cell


dane = typed(_dane)
vigencia = integer(2000, 2100)
