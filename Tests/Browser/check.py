#!/usr/bin/env python3
"""Opens the pages of a run in a real Chromium and fails on anything a reader should not meet.

    python3 Tests/Browser/check.py FOLDER_OF_HTML [--screenshots DIR] [--each N]

Checked: HTML parse errors, links and anchors that lead nowhere, accessibility violations (axe-core,
light and dark), messages on the console, requests that leave the folder, sideways scrolling at 360
pixels, that tables sort and filter, and that the pages say the same without JavaScript.
Needs chromium, chromedriver and requirements.txt.
"""

import argparse
import base64
import json
import pathlib
import shutil
import sys
import urllib.parse

import axe_playwright_python
import html5lib
from selenium import webdriver
from selenium.webdriver.common.by import By

AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: 'tag', values:
  ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})
  .then(result => done(result.violations.map(v => ({id: v.id, help: v.help,
    nodes: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160))}))));
"""


def pages_of(folder, each):
    """The pages beside index.html, and the first `each` of every folder below it."""
    chosen = sorted(folder.glob("*.html"))
    for below in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = sorted(below.glob("*.html"), key=lambda path: (-path.stat().st_size, path.name))
        chosen += found[: each - each // 2] + found[len(found) - each // 2 :]
    return list(dict.fromkeys(chosen))


class Documents:
    """Parsed pages, each read once."""

    def __init__(self):
        self.known = {}

    def parsed(self, path):
        if path not in self.known:
            parser = html5lib.HTMLParser(namespaceHTMLElements=False)
            root = parser.parse(path.read_text("utf-8"))
            ids = [node.get("id") for node in root.iter() if node.get("id")]
            links = [node.get("href") for node in root.iter("a") if node.get("href")]
            self.known[path] = (parser.errors, ids, links)
        return self.known[path]

    def problems(self, path, folder):
        errors, ids, links = self.parsed(path)
        for (line, column), code, _ in errors:
            yield f"HTML {line}:{column} {code}"
        for repeated in sorted({name for name in ids if ids.count(name) > 1}):
            yield f"id repetido: {repeated}"
        for link in sorted(set(links)):
            yield from self.broken(path, folder, link)

    def broken(self, path, folder, link):
        parts = urllib.parse.urlsplit(link)
        if parts.scheme or parts.netloc:
            yield f"enlace hacia afuera: {link}"
            return
        target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
        if folder.parent not in target.parents:
            yield f"enlace fuera de la carpeta: {link}"
        elif not target.exists():
            yield f"enlace a nada: {link}"
        elif parts.fragment and target.suffix == ".html":
            if urllib.parse.unquote(parts.fragment) not in self.parsed(target)[1]:
                yield f"ancla que no existe: {link}"


def browser(dark):
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_script_timeout(300)
    scheme = "dark" if dark else "light"
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    return driver


def width(driver, pixels):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )


def opened(driver, path, query=""):
    """Opens a page; yields what it said and asked for."""
    for kind in ("browser", "performance"):
        driver.get_log(kind)
    address = path.as_uri() + query
    driver.get(address)
    for entry in driver.get_log("browser"):
        yield f"consola: {entry['message']}"
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked = message["params"]["request"]["url"]
            if not asked.startswith("data:") and asked.split("#")[0] != address:
                yield f"petición: {asked}"


def seen_by_axe(driver):
    # The policy of the pages lets no other script in; the debugger is not bound by it.
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    for violation in driver.execute_async_script(RUN_AXE):
        yield f"axe {violation['id']}: {violation['help']} | " + " | ".join(violation["nodes"])


def sorted_and_filtered(driver):
    """Tries the first heading of the first sortable table, and the first filter."""
    buttons = driver.find_elements(By.CSS_SELECTOR, "table.ordenable thead button")
    tables = driver.find_elements(By.CSS_SELECTOR, "table.ordenable")
    if tables and not buttons:
        yield "las tablas no se pueden ordenar"
    if buttons:
        driver.execute_script("arguments[0].click()", buttons[0])
        heading = buttons[0].find_element(By.XPATH, "..")
        if heading.get_attribute("aria-sort") != "ascending":
            yield "ordenar no marca el encabezado"
    fields = driver.find_elements(By.CSS_SELECTOR, ".filtro input")
    if fields:
        driver.execute_script(
            "arguments[0].value='zzzz';arguments[0].dispatchEvent(new Event('input'))", fields[0]
        )
        if not driver.execute_script(
            "return [...document.querySelectorAll('table[data-filtro]')][0]"
            ".querySelectorAll('tbody tr[hidden]').length"
        ):
            yield "el filtro no filtra"


def without_script(driver, path):
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver.get(path.as_uri())
    if not driver.find_elements(By.CSS_SELECTOR, "main h1, main article h1"):
        yield "sin JavaScript no hay contenido"
    if driver.find_elements(By.CSS_SELECTOR, "thead button, .filtro"):
        yield "sin JavaScript hay controles que no hacen nada"
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def picture(driver, folder, path, name):
    height = driver.execute_script("return document.documentElement.scrollHeight")
    wide = driver.execute_script("return window.innerWidth")
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": wide, "height": min(height, 6000), "deviceScaleFactor": 1, "mobile": False},
    )
    driver.save_screenshot(str(folder / f"{path.stem}-{name}.png"))


def visited(driver, path, scheme, screenshots):
    for pixels in (1280, 360):
        width(driver, pixels)
        yield from opened(driver, path)
        scroll = driver.execute_script("return document.documentElement.scrollWidth")
        if scroll > pixels:
            yield f"a {pixels} píxeles la página se desplaza de lado ({scroll})"
        if screenshots:
            picture(driver, screenshots, path, f"{scheme}-{pixels}")
            width(driver, pixels)
        yield from seen_by_axe(driver)
    if scheme == "claro":
        yield from sorted_and_filtered(driver)
        yield from without_script(driver, path)


def printed(driver, path, screenshots):
    driver.get(path.as_uri())
    pdf = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    (screenshots / f"{path.stem}.pdf").write_bytes(base64.b64decode(pdf["data"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--each", type=int, default=6, help="pages of each folder below")
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    chosen = pages_of(folder, arguments.each)
    if not chosen:
        sys.exit(f"{folder}: no hay páginas")
    documents = Documents()
    found = [(path, problem) for path in chosen for problem in documents.problems(path, folder)]
    for scheme in ("claro", "oscuro"):
        driver = browser(dark=scheme == "oscuro")
        try:
            for path in chosen:
                found += [
                    (path, problem)
                    for problem in visited(driver, path, scheme, arguments.screenshots)
                ]
                if arguments.screenshots and scheme == "claro":
                    printed(driver, path, arguments.screenshots)
        finally:
            driver.quit()
    for path, problem in found:
        print(f"{path.relative_to(folder)}: {problem}")
    print(f"{len(chosen)} páginas, {len(found)} problemas")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
