"""A headless Chromium that tells what a page says, asks for and holds."""

import base64
import json
import pathlib
import shutil
import subprocess

import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.common.by import By

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN_AXE = """
const done = arguments[arguments.length - 1], rules = arguments[0];
const only = rules ? {type: 'rule', values: rules} : {type: 'tag', values:
  ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']};
axe.run(document, {runOnly: only, resultTypes: ['violations'], iframes: false})
  .then(result => done(result.violations.map(v => ({id: v.id, help: v.help,
    nodes: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160))}))));
"""
# Every pair of element and attribute of the page, however deep.
SKELETON = """
const found = new Set();
for (const e of document.querySelectorAll('*')) {
  found.add(e.localName);
  for (const a of e.attributes) found.add(e.localName + ' ' + a.name);
}
return [...found];
"""

# Figures without a way to where they come from, pictures without words or a table behind them, and
# pages without a way up. The way ends at `archivo:línea`.
UNTRACED = """
const found = [], source = 'a[href], code:not(.dane)';
const say = (what, node) => found.push(what + ': ' + node.textContent.trim().slice(0, 80));
for (const row of document.querySelectorAll('tbody tr'))
  if ([...row.querySelectorAll('td.n')].some(cell => cell.textContent.trim())
      && !row.querySelector(source)) say('una fila no dice de dónde sale', row);
for (const card of document.querySelectorAll('.ficha'))
  if (!card.querySelector('a[href]')) say('una cifra no lleva a ninguna parte', card);
for (const drawing of document.querySelectorAll('svg[role=img]')) {
  if (!drawing.querySelector('title') || !drawing.querySelector('desc').textContent.trim())
    say('un dibujo sin palabras', drawing);
  let next = drawing.closest('figure')?.nextElementSibling;
  if (!next || !(next.matches('.tabla, .filtro') || next.querySelector('table')))
    say('un dibujo sin tabla', drawing);
}
const up = document.querySelector('nav.migas a[href]');
if (!location.pathname.endsWith('/html/index.html') && !up?.href.endsWith('/html/index.html'))
  found.push('la página no lleva al tablero');
return found;
"""


class Browser:
    def __init__(self):
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        # Where a log line of a page is lost to a dialog, the driver says so.
        options.set_capability("unhandledPromptBehavior", "accept and notify")
        service = webdriver.ChromeService(shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_script_timeout(300)

    def close(self):
        self.driver.quit()

    def command(self, name, **arguments):
        return self.driver.execute_cdp_cmd(name, arguments)

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def scheme(self, name):
        self.command("Emulation.setEmulatedMedia",
                     features=[{"name": "prefers-color-scheme", "value": name}])

    def width(self, pixels, height=900):
        self.command("Emulation.setDeviceMetricsOverride", width=pixels, height=height,
                     deviceScaleFactor=1, mobile=False)

    def opened(self, path):
        """Opens a page; yields what it said and asked for."""
        for kind in ("browser", "performance"):
            self.driver.get_log(kind)
        address = path.as_uri()
        self.driver.get(address)
        for entry in self.driver.get_log("browser"):
            yield f"consola: {entry['message']}"
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked = message["params"]["request"]["url"]
                if not asked.startswith("data:") and asked.split("#")[0] != address:
                    yield f"petición: {asked}"

    def load_axe(self):
        # The policy of the pages lets no other script in; the debugger is not bound by it.
        self.command("Runtime.evaluate", expression=AXE)
        self.script("document.querySelectorAll('details').forEach(d => d.open = true)")

    def axe(self, rules=None):
        for violation in self.driver.execute_async_script(RUN_AXE, rules):
            nodes = " | ".join(violation["nodes"])
            yield f"axe {violation['id']}: {violation['help']} | {nodes}"

    def sideways(self, pixels):
        scroll = self.script("return document.documentElement.scrollWidth")
        if scroll > pixels:
            yield f"a {pixels} píxeles la página se desplaza de lado ({scroll})"

    def picture(self, file, pixels):
        height = min(self.script("return document.documentElement.scrollHeight"), 6000)
        self.width(pixels, height)
        self.driver.save_screenshot(str(file))
        self.width(pixels)

    def printed(self, file):
        """The page on paper: a PDF, and its first sheets as pictures beside it."""
        pdf = self.command("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        file.write_bytes(base64.b64decode(pdf["data"]))
        subprocess.run(["pdftoppm", "-png", "-r", "70", "-l", "4", str(file),
                        str(file.with_suffix(""))], check=True)

    def skeleton(self):
        return set(self.script(SKELETON))

    def untraced(self):
        return self.script(UNTRACED)

    def interacts(self):
        """Tries the first heading of the first sortable table, and the first filter."""
        find = self.driver.find_elements
        buttons = find(By.CSS_SELECTOR, "table.ordenable thead button")
        if find(By.CSS_SELECTOR, "table.ordenable") and not buttons:
            yield "las tablas no se pueden ordenar"
        if buttons:
            self.script("arguments[0].click()", buttons[0])
            heading = buttons[0].find_element(By.XPATH, "..")
            if heading.get_attribute("aria-sort") != "ascending":
                yield "ordenar no marca el encabezado"
        fields = find(By.CSS_SELECTOR, ".filtro input")
        if fields:
            self.script("arguments[0].value='zzzz';"
                        "arguments[0].dispatchEvent(new Event('input'))", fields[0])
            if not self.script("return document.querySelectorAll('table[data-filtro]')[0]"
                               ".querySelectorAll('tbody tr[hidden]').length"):
                yield "el filtro no filtra"

    def without_script(self, path):
        self.command("Emulation.setScriptExecutionDisabled", value=True)
        self.driver.get(path.as_uri())
        if not self.driver.find_elements(By.CSS_SELECTOR, "main h1, main article h1"):
            yield "sin JavaScript no hay contenido"
        if self.driver.find_elements(By.CSS_SELECTOR, "thead button, .filtro"):
            yield "sin JavaScript hay controles que no hacen nada"
        self.command("Emulation.setScriptExecutionDisabled", value=False)
