"""Where a Swift source can be changed, and the change.

Every change is one token or one statement, so that all of them can stand in one build: the operator at
a site becomes an operator of its own, which does what it did until the environment names the site.
"""

import re
from dataclasses import dataclass

# What stands in a file, and what a mutant puts there.
COMPARISONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
LOGIC = {"&&": "||", "||": "&&"}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "/": "*", "%": "/"}
ASSIGNMENT = {"+=": "-=", "-=": "+="}
PRECEDENCE = {
    "&&": "LogicalConjunctionPrecedence",
    "||": "LogicalDisjunctionPrecedence",
    "+": "AdditionPrecedence",
    "-": "AdditionPrecedence",
    "*": "MultiplicationPrecedence",
    "/": "MultiplicationPrecedence",
    "%": "MultiplicationPrecedence",
    "+=": "AssignmentPrecedence",
    "-=": "AssignmentPrecedence",
}
OPERATORS = COMPARISONS | LOGIC | ARITHMETIC | ASSIGNMENT

BINARY = re.compile(r"(?<= )(<=|>=|==|!=|&&|\|\||\+=|-=|[<>+\-*/%])(?= )")
NEGATION = re.compile(r"(?<![\w)\]!?.])!(?=[\w(.$])")
NUMBER = re.compile(r"(?<![\w.$\"])\d[\d_]*(?![\w.\"]|\.\d)(?!\.\.)")
TRUTH = re.compile(r"(?<![\w.])(true|false)(?!\w)")
CONDITION = re.compile(r"^(\s*(?:\} else )?(?:if|guard|while) )([^{]*?)( else \{| \{)")
STATEMENT = re.compile(r"^(\s+)([a-z_][\w.\[\]?$()]*(?:\[[^=]*\])?(?: [+-]?= \S.*|\(.*\)))$")


@dataclass
class Site:
    """One change: columns `start` to `end` of a line become `text`."""

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str
    kind: str
    source: str = ""
    number: int = 0

    def text(self):
        number, before = self.number, self.before
        if self.kind == "operator":
            return operator_name(number)
        if self.kind == "negation":
            return prefix_name(number)
        if self.kind in ("number", "truth"):
            return f"mutated({number}, {before})"
        if self.kind == "condition":
            return f"flipped({number}, {before})"
        return f"if isKept({number}) {{ {before} }}"

    def key(self):
        """What stays the same while other lines come and go."""
        return self.file, self.source, f"{self.before} → {self.after}"

    def name(self):
        return f"{self.number} {self.file}:{self.line} {self.before} → {self.after}"


def digits(number):
    found = ""
    while True:
        found = "^|%~"[number % 4] + found
        number //= 4
        if number == 0:
            return found


def operator_name(number):
    return "<~" + digits(number)


def prefix_name(number):
    return "^~" + digits(number)


def masked(text):
    """The text with comments and string literals blanked, in the same places."""
    out = list(text)
    place, depth, end = 0, 0, len(text)
    while place < end:
        if text.startswith("//", place):
            stop = text.find("\n", place)
            stop = end if stop < 0 else stop
        elif text.startswith('"""', place):
            stop = text.find('"""', place + 3) + 3
        elif text[place] == '"':
            stop, depth = place + 1, 0
            while text[stop] != '"' or depth > 0:
                if text.startswith("\\(", stop):
                    depth += 1
                    stop += 2
                    continue
                if text[stop] == "\\":
                    stop += 2
                    continue
                if depth > 0 and text[stop] in "()":
                    depth += 1 if text[stop] == "(" else -1
                stop += 1
            stop += 1
        else:
            place += 1
            continue
        for index in range(place, stop):
            if out[index] != "\n":
                out[index] = '"'
        place = stop
    return "".join(out)


def sites_of(file, text):
    """The sites of a file, at most one at a place."""
    lines = masked(text).split("\n")
    raw = text.split("\n")
    found = []
    for index, line in enumerate(lines):
        stripped = line.strip()
        if not stripped or stripped.startswith(('"', "@", "import", "#")):
            continue
        before = previous(lines, index)
        after = following(lines, index)
        for kind, start, stop, new in changes(line, before, after):
            found.append(Site(file, index + 1, start, stop, raw[index][start:stop], new, kind, raw[index].strip()))
    return found


def previous(lines, index):
    return next((l.strip() for l in reversed(lines[:index]) if l.strip()), "")


def following(lines, index):
    return next((l for l in lines[index + 1 :] if l.strip()), "")


def changes(line, before, after):
    stripped = line.strip()
    if re.search(r"\bfunc \S|^(case|default)\b|\bextension |\bstruct |\benum |\bclass |\bprotocol |typealias", stripped):
        return
    whole = STATEMENT.match(line)
    indent = len(line) - len(line.lstrip())
    if (
        whole
        and "{" not in line
        and balanced(line)
        and not re.match(r"return|guard|if|for|while|switch|let|var|self\.|self =|throw|precondition|super|defer|try\b", stripped)
        and not before.endswith((",", "(", "[", ":", "=", "?", "&&", "||", "->", "in", "return"))
        and not re.match(r"[\])+\-*/?:.&|<>=]", after.strip())
        and len(after) - len(after.lstrip()) <= indent
    ):
        yield ("statement", whole.start(2), whole.end(2), "(dropped)")
        return
    condition = CONDITION.match(line)
    if condition and re.search(r"\b(let|var|case)\b|,", condition.group(2)) is None and balanced(condition.group(2)):
        if BINARY.search(condition.group(2)) is None:
            yield ("condition", condition.start(2), condition.end(2), "negated")
            return
    for match in BINARY.finditer(line):
        if touches_text(line, match):
            continue
        yield ("operator", match.start(), match.end(), OPERATORS[match.group()])
    for match in NEGATION.finditer(line):
        yield ("negation", match.start(), match.end(), "(nothing)")
    for match in NUMBER.finditer(line):
        yield ("number", match.start(), match.end(), match.group() + " + 1")
    for match in TRUTH.finditer(line):
        yield ("truth", match.start(), match.end(), "false" if match.group() == "true" else "true")


def balanced(text):
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}"))


def touches_text(line, match):
    """A `+` beside a string literal joins texts."""
    return '"' in line[max(0, match.start() - 2) : match.end() + 2] or match.start() == 0


def replaced(text, sites):
    """The text with all sites in place, and the module's import where it needs none."""
    lines = text.split("\n")
    for site in sorted(sites, key=lambda site: (site.line, site.start), reverse=True):
        line = lines[site.line - 1]
        lines[site.line - 1] = line[: site.start] + site.text() + line[site.end :]
    return "\n".join(lines)


def support(sites):
    """The Swift source of the operators and functions that the sites use."""
    out = [
        "import Glibc",
        "",
        'private func chosen() -> Int { getenv("PMI_MUTANT").flatMap { Int(String(cString: $0)) } ?? -1 }',
        "package let mutant: Int = chosen()",
        "package func isKept(_ site: Int) -> Bool { mutant != site }",
        "package func flipped(_ site: Int, _ value: Bool) -> Bool { mutant == site ? !value : value }",
        "package func mutated(_ site: Int, _ value: Bool) -> Bool { mutant == site ? !value : value }",
        "package func mutated<T: Numeric>(_ site: Int, _ value: T) -> T { mutant == site ? value + 1 : value }",
    ]
    for site in sites:
        number = site.number
        if site.kind == "negation":
            name = prefix_name(number)
            out.append(f"prefix operator {name}")
            out.append(
                f"package prefix func {name}(_ x: Bool) -> Bool {{ mutant == {number} ? x : !x }}"
            )
        elif site.kind == "operator":
            out += operator(operator_name(number), number, site.before, site.after)
    return "\n".join(out) + "\n"


def operator(name, number, before, after):
    precedence = PRECEDENCE.get(before, "ComparisonPrecedence")
    lines = [f"infix operator {name}: {precedence}"]

    def function(generics, left, right, result, body):
        lines.append(f"package func {name}{generics}(_ l: {left}, _ r: {right}) -> {result} {{ {body} }}")

    choice = f"mutant == {number} ? l {after} r : l {before} r"
    if before in LOGIC:
        thrown = f"mutant == {number} ? try l {after} r() : try l {before} r()"
        lines.append(
            f"package func {name}(_ l: Bool, _ r: @autoclosure () throws -> Bool) rethrows -> Bool {{ {thrown} }}"
        )
    elif before in ASSIGNMENT:
        lines.append(
            f"package func {name}<T: AdditiveArithmetic>(_ l: inout T, _ r: T) "
            f"{{ if mutant == {number} {{ l {after} r }} else {{ l {before} r }} }}"
        )
    elif before in ("+", "-"):
        function("<T: AdditiveArithmetic>", "T", "T", "T", choice)
    elif before in ARITHMETIC:
        function("<T: BinaryInteger>", "T", "T", "T", choice)
    else:
        needs = "Equatable" if before in ("==", "!=") else "Comparable"
        function(f"<T: {needs}>", "T", "T", "Bool", choice)
        function(f"<A: {needs}, B: {needs}>", "(A, B)", "(A, B)", "Bool", choice)
        function(f"<A: {needs}, B: {needs}, C: {needs}>", "(A, B, C)", "(A, B, C)", "Bool", choice)
        if needs == "Equatable":
            function("<T>", "T?", "_OptionalNilComparisonType", "Bool", choice)
    return lines
