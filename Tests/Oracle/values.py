"""Contract 1 §3: the types of values, each a function from a text to a value.

A function raises `Refused` with the diagnostic code for a text that its type refuses; `None` is an
absent value.
"""

import datetime
import re
import unicodedata
from fractions import Fraction

MARKERS = {"n/a", "na", "no aplica", "sin informacion", "s/d"}

# Characters with the Unicode property White_Space.
BLANKS = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
BLANKS += "\u2028\u2029\u202f\u205f\u3000"
BLANK = f"[{BLANKS}]"


class Refused(Exception):
    """A value that its type refuses, with the code of the diagnostic."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def trimmed(text):
    return text.strip(BLANKS)


def unmarked(text, form):
    """Decomposed, without accents and other marks."""
    return "".join(c for c in unicodedata.normalize(form, text) if unicodedata.category(c)[0] != "M")


def folded(text):
    """How words are compared: without case and accents; runs of blanks, `_` and `-` as one blank."""
    return re.sub(f"[{BLANKS}_-]+", " ", unmarked(text, "NFD").lower()).strip(" ")


def header_name(text):
    """How headings are compared; of `N.º` the full stop vanishes, as the contract's example asks."""
    plain = unmarked(re.sub(r"\.([ºª])", r"\1", text), "NFKD").lower()
    return "_".join("".join(c if unicodedata.category(c)[0] in "LN" else " " for c in plain).split())


def is_dash(cell):
    return not folded(cell)


def text(cell, marks_absence=False):
    cell = trimmed(cell)
    if is_dash(cell) or (marks_absence and folded(cell) in MARKERS):
        return None
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r" for c in cell):
        raise Refused("R108")
    return unicodedata.normalize("NFC", cell)


def code_text(cell):
    return text(cell, marks_absence=True)


def typed(read, code):
    """A type whose absent values include the markers; `code` is that of a value that is none of it."""

    def value(cell):
        cell = trimmed(cell)
        return None if is_dash(cell) or folded(cell) in MARKERS else read(cell)

    value.code = code
    return value


text.code = code_text.code = "R108"


def within(value, low, high):
    if (low is not None and value < low) or (high is not None and value > high):
        raise Refused("R103")
    return value


def integer(low, high):
    def read(cell):
        if not re.fullmatch(r"[0-9]+", cell):
            raise Refused("R102")
        return within(int(cell) if len(cell) <= 9 else 10**18, low, high)

    return typed(read, "R102")


def _decimal(cell, low=None, high=None):
    match = re.fullmatch(r"(-?)([0-9]+)(?:[.,]([0-9]{1,2}))?", cell)
    if not match:
        raise Refused("R102")
    if len(match[2]) > 12:
        raise Refused("R103")
    hundredths = int(match[2]) * 100 + int((match[3] or "").ljust(2, "0"))
    return within(Fraction(-hundredths if match[1] else hundredths, 100), low, high)


def decimal(low=None, high=None):
    return typed(lambda cell: _decimal(re.sub(f"{BLANK}*%$", "", cell), low, high), "R102")


def _money(cell):
    cell = re.sub(rf"^\${BLANK}*", "", cell)
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?", cell):
        cell = cell.replace(".", "")
    return _decimal(cell, low=0)


money = typed(_money, "R102")

TIME = re.compile(
    rf"(?:T|{BLANK}+)(\d{{1,2}}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?"
    rf"{BLANK}*(?:[aApP]\.?{BLANK}*[mM]\.?)?{BLANK}*(?:[zZ]|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?$",
    re.ASCII,
)


def _date(cell):
    time = TIME.search(cell)
    if time:
        if int(time[1]) > 23 or int(time[2]) > 59 or int(time[3] or 0) > 59:
            raise Refused("R104")
        cell = cell[: time.start()]
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", cell)
    parts = match.groups() if match else None
    if not match:
        match = re.fullmatch(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})", cell)
        parts = (match[4], match[3], match[1]) if match else None
    if not parts or not 2000 <= int(parts[0]) <= 2100:
        raise Refused("R104")
    try:
        return datetime.date(*map(int, parts))
    except ValueError:
        raise Refused("R104") from None


date = typed(_date, "R104")


def words(mapping):
    """An enumeration; a list of words, or a mapping from each word to its value."""
    pairs = mapping.items() if isinstance(mapping, dict) else [(w, w) for w in mapping]
    known = {folded(word): value for word, value in pairs}

    def read(cell):
        if folded(cell) not in known:
            raise Refused("R105")
        return known[folded(cell)]

    return typed(read, "R105")


yes_no = words(
    {"SI": True, "S": True, "1": True, "TRUE": True, "VERDADERO": True, "X": True}
    | {"NO": False, "N": False, "0": False, "FALSE": False, "FALSO": False}
)


def _dane(cell):
    if not re.fullmatch(r"[0-9]{12}", cell):
        raise Refused("R106")
    return cell


dane = typed(_dane, "R106")
vigencia = integer(2000, 2100)
