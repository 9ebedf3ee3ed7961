#!/usr/bin/env python3
"""Writes a territory whose every text is an attack, and what each page has to show of it.

    python3 Tests/Browser/attack.py FOLDER [--seed N]

FOLDER/datos is the input, FOLDER/pmi.yaml the configuration (entity, signatories and catalogues are
attacks too), FOLDER/textos.json the texts by the page that must show them, as text. The same seed,
the same bytes. A payload that runs sets `window.__ataque`, wherever it got out.
"""

import argparse
import csv
import json
import pathlib
import random
import shutil
import unicodedata
from xml.sax.saxutils import quoteattr, escape

PAYLOADS = [
    "<script>window.__ataque=1</script>",
    "</script><script>window.__ataque=1</script>",
    "<img src=x onerror=\"window.__ataque=1\">",
    "\"><img src=x onerror=window.__ataque=1>",
    "' autofocus onfocus='window.__ataque=1' x='",
    "\" autofocus onfocus=\"window.__ataque=1\" tabindex=\"0",
    "` onmouseover=`window.__ataque=1`",
    "<svg onload=window.__ataque=1><set attributeName=href to=javascript:window.__ataque=1>",
    "</title></desc></svg><svg><script>window.__ataque=1</script>",
    "</style><style>*{display:none!important}</style>",
    "red;background:url(//ataque.invalid/x)",
    "expression(window.__ataque=1)</p><p style=position:fixed>",
    "javascript:window.__ataque=1//",
    "<a href=javascript:window.__ataque=1>x</a><base href=//ataque.invalid/>",
    "<meta http-equiv=refresh content=\"0;url=//ataque.invalid/\">",
    "<iframe srcdoc=\"<script>parent.__ataque=1</script>\"></iframe>",
    "<form action=//ataque.invalid><input autofocus onfocus=window.__ataque=1>",
    "<details open ontoggle=window.__ataque=1>",
    "--><script>window.__ataque=1</script><!--",
    "]]><script>window.__ataque=1</script>",
    "</textarea></table></details><script>window.__ataque=1</script>",
    "&lt;script&gt;window.__ataque=1&lt;/script&gt; &#60;b&#62; &amp;amp;",
    "{{pagina.entidad}} {{{pagina.titulo}}} {{>_guion.html}} {{/contenido}}",
    "=HYPERLINK(\"http://ataque.invalid\";\"clic\")",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-1+1;\"salto\",x",
    "\u202e<script>1=euqata__.wodniw</script>\u202c",
    "\u2066\"><b onclick=window.__ataque=1>\u2069",
    "\"\u0301 onmouseover=window.__ataque=1 x=\"\u0301",
    "<\u0338script>window.__ataque=1</script>",
    "<\u200dimg src=x onerror=window.__ataque=1>",
    "'\u0300 onfocus='\u0300window.__ataque=1",
    "\ufeff<script>window.__ataque=1</script>\u2028window.__ataque=1\u2029",
    "<b>\U000e003c\uff1cscript\uff1e\u02c2script\u02c3</b>",
]
PERIODS = (2023, 2024, 2025)
MUNICIPALITIES = ("68013", "68020", "68077")
CATALOGUES = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Catalogues"


def shown(text):
    """The text as a page has to show it: NFC, and bidirectional controls made visible."""
    bidi = {code: "\ufffd" for code in [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]}
    return unicodedata.normalize("NFC", text.strip()).translate(bidi)


class Attack:
    """Hands out payloads, each with a number of its own, and remembers where they must be seen."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.given = 0
        self.pages = {}

    def text(self, *pages):
        if self.given % len(PAYLOADS) == 0:
            self.order = self.random.sample(PAYLOADS, len(PAYLOADS))
        payload = self.order[self.given % len(PAYLOADS)]
        self.given += 1
        text = f"{payload} ·{self.given}"
        for page in pages:
            self.pages.setdefault(page, []).append(shown(text))
        return text


def table(folder, name, columns, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(columns)
        writer.writerows(rows)


def page_of(code):
    return f"establecimientos/{code}.html"


def directory(attack, data):
    """Six establishments; returns their codes."""
    codes = []
    rows = []
    for place in range(6):
        municipality = MUNICIPALITIES[place % 3]
        code = f"1{municipality}{place + 1:06d}"
        pages = [page_of(code), f"municipios/{municipality}.html", "rg-380.html"]
        if place == 1:
            pages += ["irregularidades.html", "rg-110-carta.html"]
        rows.append([code, attack.text(*pages), municipality, "OFICIAL", attack.text()])
        codes.append(code)
    header = ["codigo_dane", "nombre", "codigo_municipio", "sector", attack.text()]
    table(data, "directorio.csv", header, rows)
    return codes


def routes(attack, data, codes):
    """Routes of three establishments in all vigencias, as a table and as XML; one wholly rejected."""
    columns = [
        "vigencia", "codigo_dane", "componente", "oportunidad_no", "oportunidad", "objetivo",
        "meta_no", "meta", "indicador", "linea_base", "valor_meta", "valor_logrado", "accion_no",
        "accion", "responsable", "recursos", "fecha_inicio", "fecha_fin", "fecha_seguimiento",
        "avance", "evidencia", "requiere_asistencia", "observaciones",
    ]
    rows = []
    for period in PERIODS:
        for code in (codes[0], codes[2]):
            seen = [page_of(code)] if period == 2025 else []
            for number, component in enumerate(("DIR-1-1", "ACA-2-1", "ADM-2-1"), 1):
                rows.append([
                    period, code, component, number, attack.text(*seen), attack.text(), number,
                    attack.text(*seen), attack.text(*seen), 0, 10, 5, number, attack.text(*seen),
                    attack.text(), attack.text(), f"{period}-02-01", f"{period}-06-30",
                    f"{period}-07-01", 40 * number - 20, attack.text(*seen), "PUNTUAL",
                    attack.text(),
                ])
        bad = attack.text(*([page_of(codes[3]), "validacion.html"] if period == 2025 else []))
        rows.append([
            period, codes[3], "DIR-1-1", 1, attack.text(), "", 1, attack.text(), "", "", "", "", 1,
            attack.text(), "", "", bad, "", "", "", "", "", "",
        ])
    table(data, "rutas.csv", columns, rows)
    document = ["<rutasMejoramiento>"]
    for period in PERIODS:
        document.append(f'<ruta codigoDane="{codes[4]}" vigencia="{period}">')
        texts = [attack.text(*([page_of(codes[4])] if period == 2025 else [])) for _ in range(3)]
        document.append(
            f'<oportunidad no="1" componente="COM-1-1"><descripcion>{escape(texts[0])}</descripcion>'
            f'<meta no="1"><descripcion>{escape(texts[1])}</descripcion>'
            f'<accion no="1" fechaInicio={quoteattr(f"{period}-02-01")}>'
            f"<descripcion>{escape(texts[2])}</descripcion></accion></meta></oportunidad></ruta>")
    document.append("</rutasMejoramiento>")
    name = "a\"'<img src=x onerror=window.__ataque=1>&.xml"
    (data / name).write_text("\n".join(document), encoding="utf-8")
    attack.pages.setdefault("validacion.html", []).append(name)


def deliveries(attack, data, codes):
    rows = []
    for period in PERIODS:
        for place, code in enumerate(codes):
            delivered = "" if place in (1, 3, 5) else f"{period}-03-15"
            rows.append([
                period, code, f"{period}-03-31", delivered, attack.text(), attack.text(),
                attack.text()])
    columns = ["vigencia", "codigo_dane", "fecha_limite", "fecha_entrega", "medio", "radicado",
               "observaciones"]
    table(data, "entregas.csv", columns, rows)


def assistance(attack, data, codes):
    """A support for the candidate, and activities of the period in every state."""
    strategy = attack.text("asistencia.html", "rg-68-agenda.html")
    table(data, "pam.csv", ["vigencia", "codigo_pam", "estrategia", "meta"],
          [[2025, strategy, attack.text("asistencia.html"), attack.text()]])
    supported = attack.text()
    plan = [[2024, supported, codes[1], "INTEGRAL", "2024-05-02", attack.text(), "", attack.text()]]
    done = [[2024, supported, codes[1], "2024-05-02", "SI", attack.text(), attack.text()]]
    for place, code in enumerate(codes):
        pages = ["asistencia.html", page_of(code)]
        name = attack.text(*pages, "rg-68-agenda.html")
        topic = attack.text(page_of(code), "rg-68-agenda.html")
        plan.append([2025, name, code, "PUNTUAL", f"2025-12-{place + 10}", topic, strategy,
                     attack.text()])
        past = attack.text(*pages)
        plan.append([2025, past, code, "PUNTUAL", f"2025-0{place + 2}-10", attack.text(),
                     attack.text("asistencia.html"), attack.text()])
        if place % 3:
            done.append([2025, past, code, f"2025-0{place + 2}-11", "SI" if place % 2 else "NO",
                         attack.text(), attack.text()])
    table(data, "plan.csv", ["vigencia", "codigo_actividad", "codigo_dane", "modalidad",
                             "fecha_programada", "tema", "codigo_pam", "responsable"], plan)
    table(data, "ejecucion.csv", ["vigencia", "codigo_actividad", "codigo_dane", "fecha_ejecucion",
                                  "cumple_requisitos", "compromisos", "observaciones"], done)


def judgements(attack, data, codes):
    """Self-evaluations, an exclusion, decisions, and files of no kind."""
    rows = [[period, code, "DIR-1-1", period - 2022] for period in PERIODS for code in codes]
    rows.append([2025, codes[0], "ACA-2-1", attack.text(page_of(codes[0]), "validacion.html")])
    table(data, "autoevaluacion.csv", ["vigencia", "codigo_dane", "componente", "valoracion"], rows)
    table(data, "exclusiones.csv", ["vigencia", "codigo_dane", "condicion", "motivo", "autoriza"],
          [[2025, codes[5], "I01", attack.text("irregularidades.html", page_of(codes[5])),
            attack.text("irregularidades.html")]])
    table(data, "decisiones.csv", ["vigencia", "codigo_dane", "decision", "motivo", "fecha",
                                   "responsable"],
          [[2025, codes[1], "REPORTAR", attack.text(), "2025-11-01", attack.text()]])
    table(data, "otra.csv", [attack.text(), attack.text()], [[attack.text(), attack.text()]])


def catalogue(attack, folder, name, texts):
    """A built-in catalogue with an attack for every name; `texts` has the column of each code."""
    with open(CATALOGUES / name, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    given = {}
    for row in rows:
        for column, code in texts.items():
            key = (column, row[code])
            if key not in given:
                given[key] = attack.text()
            row[column] = given[key]
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return given


def catalogues(attack, folder):
    given = catalogue(attack, folder, "municipalities-santander.csv",
                      {"name": "divipola", "province_2019": "province_2019"})
    for code in MUNICIPALITIES:
        name = shown(given["name", code])
        for page in (f"municipios/{code}.html", "rg-380.html"):
            attack.pages.setdefault(page, []).append(name)
    given = catalogue(attack, folder, "gestion-catalog.csv",
                      {"area": "area_code", "process": "process_code",
                       "component": "component_code"})
    attack.pages.setdefault("rg-220.html", []).append(shown(given["component", "DIR-1-1"]))


def configuration(attack, folder):
    everywhere = ["index.html", "rg-220.html", "rg-110-carta.html", "validacion.html"]
    values = {
        "entidad": attack.text(*everywhere), "departamento": attack.text("rg-110-carta.html"),
        "ciudad": attack.text("rg-110-carta.html"), "lider": attack.text("rg-110-carta.html"),
        "cargo_lider": attack.text("rg-110-carta.html"),
        "profesional": attack.text("rg-110-carta.html"),
        "cargo_profesional": attack.text("rg-110-carta.html"),
        "destinatario": attack.text("rg-110-carta.html"),
        "logo": "logo.png", "color": "#3b1f79", "municipios": "municipalities-santander.csv", "catalogo": "gestion-catalog.csv",
    }
    shutil.copy(pathlib.Path(__file__).parent / "entidad" / "logo.png", folder)
    lines = [f"{key}: {json.dumps(text)}" for key, text in values.items()]
    (folder / "pmi.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    attack = Attack(arguments.seed)
    data = arguments.folder / "datos"
    data.mkdir(parents=True)
    codes = directory(attack, data)
    routes(attack, data, codes)
    deliveries(attack, data, codes)
    assistance(attack, data, codes)
    judgements(attack, data, codes)
    catalogues(attack, arguments.folder)
    configuration(attack, arguments.folder)
    (arguments.folder / "textos.json").write_text(
        json.dumps(attack.pages, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
