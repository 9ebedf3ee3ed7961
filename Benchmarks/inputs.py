"""The inputs of the jobs, written with `pmi sample` and kept under .build/bench/data by their arguments."""
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCH = ROOT / ".build/bench"
PMI = ROOT / ".build/release/pmi"
SEED = 7
# Of a route, in the large tables.
ACTIONS = 93


def cached(name, make):
    """The folder of that name, made in one step if it is not there."""
    folder = BENCH / "data" / name
    if not folder.is_dir():
        draft = folder.with_name(name + ".part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.parent.mkdir(parents=True, exist_ok=True)
        make(draft)
        draft.rename(folder)
    return folder


def sample(establishments, periods, actions, form, layout, errors="0"):
    name = f"sample-n{establishments}-{periods}-s{SEED}-a{actions}-{form}-{layout}-e{errors}"

    def make(draft):
        subprocess.run(
            [PMI, "sample", "--output", draft, "--establishments", str(establishments), "--periods",
             periods, "--seed", str(SEED), "--actions", str(actions), "--form", form, "--layout", layout,
             "--errors", errors], check=True, stdout=subprocess.DEVNULL)

    return cached(name, make)


def tables(establishments, periods="2023-2025", actions=ACTIONS, errors="0"):
    """All kinds as CSV, rg-382 in one file."""
    return sample(establishments, periods, actions, "csv", "combined", errors)


def split(establishments, periods="2023-2025", actions=ACTIONS):
    """The same rows as `tables`, those of rg-382 in one file an EE."""
    whole = tables(establishments, periods, actions)

    def make(draft):
        draft.mkdir()
        for path in whole.glob("*.csv"):
            if path.name != "rg-382.csv":
                os.link(path, draft / path.name)
        _split(whole / "rg-382.csv", draft / "rg-382")

    return cached(f"split-n{establishments}-{periods}-s{SEED}-a{actions}", make)


def _split(path, folder):
    """A file for each EE; the rows of an EE stand together, and a row begins with its keys."""
    folder.mkdir()
    with open(path, "rb") as lines:
        header = next(lines)
        code, held = None, []
        for line in lines:
            if line[4:5] == b";" and line[17:18] == b";" and line[5:17].isdigit() and line[5:17] != code:
                _append(folder, code, header, held)
                code, held = line[5:17], []
            held.append(line)
        _append(folder, code, header, held)


def _append(folder, code, header, lines):
    if code is not None:
        (folder / (code.decode() + ".csv")).write_bytes(header + b"".join(lines))


def documents(establishments, layout, actions=56, period="2025", errors="0"):
    """rg-382 of one vigencia as nested XML; of the other kinds, as CSV, all but autoevaluacion."""
    flat = tables(establishments, period, actions, errors)
    nested = sample(establishments, period, actions, "xml", layout, errors)

    def make(draft):
        draft.mkdir()
        for path in flat.glob("*.csv"):
            if path.name not in ("rg-382.csv", "autoevaluacion.csv", "rutas-repetidas.csv"):
                os.link(path, draft / path.name)
        if layout == "combined":
            os.link(nested / "rg-382.xml", draft / "rg-382.xml")
        else:
            shutil.copytree(nested / "rg-382", draft / "rg-382", copy_function=os.link)

    return cached(f"xml-n{establishments}-{period}-s{SEED}-a{actions}-{layout}-e{errors}", make)


def size(folder, suffix=None):
    """Bytes of the files below a folder, or of those with a suffix."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in paths if suffix in (None, path.suffix))


def warm(folder):
    """Brings a folder into the page cache."""
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass
