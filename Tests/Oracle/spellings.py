"""Other spellings of a value: some that its type accepts, some that it refuses."""

import re
import unicodedata

import values
from kinds import CATALOGUE, KINDS

MARKERS = ["N/A", "n/a", "NA", "No aplica", "SIN INFORMACIÓN", "sin_informacion", "S/D", "-", "---", " _ ", "N/a "]
TIMES = [
    " 10:15", "T08:30:00", " 3:15 p. m.", " 3:15 P.M.", " 03:15:00 a.m.", "T08:30:00-05:00", " 8:30 pm",
    "T00:00:00.000", "T08:30:00.123Z", "  8:05:09,5  +0500", " 10:15 ", "T24:00", " 10:60", " 10:15:61",
    " 10", "T10:15 x", " 8:30 p. m. -05", "T8:30Z", "\t10:15", "t10:15", " 10:15:1", " 10:1",
    " 10:15p.m", " 10:15 a . m .", "T10:15:00+5", "T10:15:00+05:0", " 23:59:59",
]
BAD_DATES = [
    "31/3/25", "2025/03/31", "2025-02-29", "31.03.2025", "1999-12-31", "2101-01-01", "31/03-2025",
    "2025-13-01", "13/13/2025", "45747", "2025-03", "٣١/03/2025", "031/03/2025", "2025-003-01", "2100-12-31",
]
BAD_NUMBERS = [
    "1.0", "+1", "1234567890", "-1", "1e2", "٤٥", "1 000", "45,123", "1.234,5", "100,01", "-0,01", "5.",
    ",5", "123456789012", "1234567890123", "999999999999,99", "0000000000001", "45 % %", "%", "--5", "4,5,6",
    "１２", "0", "00", "000000001", "101", "1000", "10000", "1,234", "1.234", "12.34.567", "$", "$ 5",
]
MONEY = ["$ 1.500.000", "1.500.000,50", "$1500", "$ -5", "-$5", "1,500,000", "1.500", "1.50", "$ 12.345.678.901.234", "5 %", "0", "-0"]
BAD_CODES = [
    "1,68E+11", "168001000123,0", "68001000123", "1680010001234", "'168001000123", "168 001 000 123",
    "16800100012a", "１６８００１０００１２３",
]
TEXTS = [
    "Ñandú e\u0301xito", "  con\u00a0blancos \u2003", "dos\nlíneas", "dos\r\nlíneas", "con \"comillas\"",
    "=1+1", "+57", "-x", "@casa", "\tta\tb", "a;b,c\td", "campana\x07", "fin\x7f", "c1\x9f", "\u0085borde\u0085",
    "😀", "e\u0301" * 90, "x" * 100, "'", "ﬁ", "a\u200bb", "\u2060", "nulo", "Å", "A\u030a", "\u0085", "- -",
]


def decorated(random, text):
    """Outer blanks, which count for nothing."""
    return random.choice([" ", "\u00a0", "\u2003", "  "]) + text + random.choice(["", " ", "\u00a0"])


def word(random, text):
    """Another spelling of a word: case, accents, blanks."""
    choice = random.choice
    text = choice([text.lower, text.upper, text.title, text.swapcase])()
    text = text.replace(" ", choice([" ", "_", "-", "  ", "\u00a0", " - "]))
    if choice([True, False]):
        text = unicodedata.normalize(choice(["NFD", "NFC"]), text)
    if choice([True, False, False]):
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return text


def day(random, text):
    year, month, number = text.split("-")
    forms = [
        f"{number}/{month}/{year}", f"{number}-{month}-{year}", f"{int(number)}/{int(month)}/{year}",
        f"{year}-{int(month)}-{int(number)}", text,
    ]
    return random.choice(forms) + random.choice(["", "", random.choice(TIMES)])


def decimal(random, text):
    plain = text.replace(",", ".")
    digits = plain if "." in plain else plain + random.choice(["", ",0", ".00"])
    return random.choice(["", "", "0"]) * (not digits.startswith("-")) + digits + random.choice(["", "", "%", " %", "\u00a0%"])


def component(random, text):
    if text not in CATALOGUE.components:
        return text
    names = [name for (_, name), codes in CATALOGUE.aliases.items() if text in codes]
    return word(random, random.choice([text, text, CATALOGUE.components[text][3], *names]))


def respelled(random, column, text):
    """The same value in other letters, mostly."""
    read = KIND_TYPES[column]
    if not text:
        return random.choice(["", " ", *MARKERS])
    if column == "componente":
        return component(random, text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return day(random, text)
    if read is values.dane:
        return decorated(random, text)
    if column in ("linea_base", "valor_meta", "valor_logrado", "avance"):
        return decimal(random, text)
    if text.isdigit():
        return random.choice([text, "0" + text, decorated(random, text)])
    if read in (values.text, values.code_text):
        return decorated(random, text)
    return word(random, text)


def spoiled(random, column):
    """What the column's type mostly refuses."""
    code = KIND_TYPES[column].code
    pools = {"R102": BAD_NUMBERS, "R104": BAD_DATES, "R106": BAD_CODES, "R108": TEXTS}
    pool = MONEY if column == "presupuesto" else pools.get(code, ["X Y", "Sí", "no_oficial", "Metas", "?", "I1", "2027", "ACA", "si", "verdadero", "Inclusión", "A +"])
    return random.choice(random.choice([pool, pool, pool, MARKERS, TEXTS]))


KIND_TYPES = {
    column.lstrip("!*"): read for columns in KINDS.values() for column, read in columns.items()
}
KIND_TYPES["meta"] = KIND_TYPES["estrategia"] = values.text
