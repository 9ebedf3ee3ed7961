#!/usr/bin/env python3
"""Opens the pages of a run in a real Chromium and fails on anything a reader should not meet.

    python3 Tests/Browser/check.py RUN [--attack RUN --attack-texts FILE] [--screenshots DIR]

RUN is a published run (the folder that holds `html` and `csv`). Of every page: valid HTML (the Nu
validator), links and anchors inside the run that lead somewhere, a way to it from the dashboard, and of
an establishment's page the file and line that it comes from. Of some pages of each kind, opened:
accessibility (axe-core: WCAG 2.2 AA and best practices, light and dark, 1280 and 360 pixels),
messages on the console, requests, sideways scrolling, sorting and filtering, and the page without
JavaScript. Of a run over attack.py's territory besides: nothing runs even without the page's policy,
nothing is in the page that clean pages lack, and each text is shown as text. Needs chromium,
chromedriver, java, pdftoppm and requirements.txt.
"""

import argparse
import csv
import json
import pathlib
import queue
import sys
import threading

from browser import Browser
from documents import Documents

# The dark scheme changes colours and nothing else.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# Seen without colours too: they hold a picture of each kind.
PICTURED = (
    "index", "rg-220", "asistencia", "irregularidades", "establecimientos", "municipios", "entidades",
)
EACH = 3
MOST_TOLD = 100


def kind_of(path):
    return path.parent.name if path.parent.name != "html" else path.stem


def chosen_of(folder):
    """Every page that there is once; of the others the largest, the smallest and one between, and
    the first establishment of the letter."""
    html = folder / "html"
    chosen = sorted(html.glob("*.html"))
    for below in sorted(path for path in html.iterdir() if path.is_dir()):
        found = sorted(below.glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
        chosen += [found[place * (len(found) - 1) // (EACH - 1)] for place in range(EACH)]
    with open(folder / "csv" / "poaiv.csv", encoding="utf-8-sig", newline="") as file:
        reported = next(csv.DictReader(file, delimiter=";"))["codigo_dane"]
    chosen.append(html / "establecimientos" / f"{reported}.html")
    return [path.resolve() for path in dict.fromkeys(chosen)]


def visited(browser, path, pictures):
    """What is wrong with a page; leaves it open at 1280 pixels, light."""
    browser.scheme("light")
    browser.width(1280)
    yield from browser.opened(path)
    for pixels in (360, 1280):
        browser.width(pixels)
        yield from browser.sideways(pixels)
        if pictures:
            browser.picture(pictures / f"{path.stem}-{pixels}.png", pixels)
    if pictures:
        browser.scheme("dark")
        browser.picture(pictures / f"{path.stem}-oscuro.png", 1280)
        browser.scheme("light")
        if kind_of(path) in PICTURED:
            browser.command("Emulation.setEmulatedVisionDeficiency", type="achromatopsia")
            browser.picture(pictures / f"{path.stem}-gris.png", 1280)
            browser.command("Emulation.setEmulatedVisionDeficiency", type="none")
        browser.printed(pictures / f"{path.stem}.pdf")
    browser.load_axe()
    yield from browser.axe()
    browser.width(360)
    yield from browser.axe()
    browser.width(1280)
    browser.scheme("dark")
    yield from browser.axe(COLOUR_RULES)
    browser.scheme("light")


def clean_page(browser, path, pictures, skeleton):
    yield from visited(browser, path, pictures)
    skeleton |= browser.skeleton()
    yield from browser.untraced()
    yield from browser.interacts()
    yield from browser.without_script(path)


def attacked_page(browser, path, texts, skeleton):
    yield from browser.opened(path)
    # Once more with nothing but the escaping between the texts and the reader.
    browser.command("Page.setBypassCSP", enabled=True)
    yield from browser.opened(path)
    for stranger in sorted(browser.skeleton() - skeleton):
        yield f"un texto de la entrada agregó: {stranger}"
    browser.script("document.querySelectorAll('details').forEach(d => d.open = true);"
                   "document.querySelectorAll('*').forEach(e => {e.focus && e.focus();"
                   "e.dispatchEvent(new Event('mouseover')); e.dispatchEvent(new Event('click'))})")
    if browser.script("return window.__ataque"):
        yield "un texto de la entrada se ejecutó"
    browser.command("Page.setBypassCSP", enabled=False)
    content = browser.script("return document.documentElement.textContent")
    for text in texts:
        if text not in content:
            yield f"no se ve como texto: {text}"


def side_by_side(paths, work):
    """Calls `work` with a browser and each path, two at a time; the problems by path."""
    waiting, found, failures = queue.Queue(), {}, []
    for path in paths:
        waiting.put(path)

    def visit():
        browser = Browser()
        try:
            while not failures:
                path = waiting.get_nowait()
                found[path] = list(work(browser, path))
        except queue.Empty:
            pass
        except Exception as failure:
            failures.append(failure)
        finally:
            browser.close()

    threads = [threading.Thread(target=visit) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return [(path, problem) for path in paths for problem in found[path]]


def told(documents):
    return [*documents.invalid(), *documents.broken(), *documents.unreached(),
            *documents.unsourced()]


def formulas(folder):
    """Fields of tables that Excel would compute."""
    for path in sorted((folder / "csv").glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            for line, row in enumerate(csv.reader(file, delimiter=";"), 1):
                for field in row:
                    is_number = field.replace(",", "").replace("-", "", 1).isdigit()
                    if field[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number:
                        yield path, f"fila {line}: una fórmula sin guardar: {field}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("--attack", type=pathlib.Path)
    parser.add_argument("--attack-texts", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    arguments = parser.parse_args()
    run = arguments.run.resolve()
    documents = Documents(run)
    found = told(documents)
    chosen = chosen_of(run)
    skeleton = set()
    found += side_by_side(
        chosen, lambda browser, path: clean_page(browser, path, arguments.screenshots, skeleton))
    count = len(chosen)
    if arguments.attack:
        attack = arguments.attack.resolve()
        texts = json.loads(arguments.attack_texts.read_text("utf-8"))
        documents = Documents(attack)
        found += [*told(documents), *formulas(attack)]
        chosen = [path.resolve() for path in documents.pages]
        names = {path.relative_to(attack / "html").as_posix(): path for path in chosen}
        found += [(attack / name, "no está") for name in texts if name not in names]
        found += side_by_side(chosen, lambda browser, path: attacked_page(
            browser, path, texts.get(path.relative_to(attack / "html").as_posix(), []), skeleton))
        count += len(chosen)
    for path, problem in found[:MOST_TOLD]:
        print(f"{path.parent.name}/{path.name}: {problem}")
    print(f"{count} páginas abiertas, {len(found)} problemas")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
