"""Writes the input of Tests/Golden/Cases/packaged-workbooks.

python3 -m venv .build/interop && .build/interop/bin/pip install openpyxl==3.1.5 XlsxWriter==3.2.9
.build/interop/bin/python Tests/Golden/Workbooks/make.py   (needs soffice, LibreOffice 7.4)

The files bear the time at which they were made, so they are kept rather than made by the tests.
"""
import datetime, os, pathlib, shutil, subprocess, tempfile, zipfile
import openpyxl, xlsxwriter

out = pathlib.Path(__file__).parent.parent / "Cases" / "packaged-workbooks" / "input"
shutil.rmtree(out, ignore_errors=True)
out.mkdir(parents=True)
A, B, C = "168013000016", "268020000026", "368051000037"
day = datetime.date


def directory():
    """openpyxl: a merged title, codes as texts and as numbers, a hidden list, a formula without value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Directorio único"
    sheet["A1"] = "SECRETARÍA DE EDUCACIÓN"
    sheet.merge_cells("A1:F2")
    sheet.append([])
    sheet.append(["Código DANE", "Nombre", "Código municipio", "Sector", "Zona", "Matrícula"])
    sheet.append([A, "IE Uno", "68013", "OFICIAL", "URBANA", 120])
    sheet.append([int(B), "IE Dos", 68020, "OFICIAL", "RURAL", 80.0])
    sheet.append([C, "IE Tres", "68051", "NO OFICIAL", None, "=1+1"])
    sheet.append([1.68e11, "IE dañada", "68013", "OFICIAL", None, None])
    lists = book.create_sheet("Listas")
    lists.append(["OFICIAL", "NO OFICIAL"])
    lists.sheet_state = "hidden"
    book.save(out / "00-directorio.xlsx")


def routes(path):
    """XlsxWriter: rich text, formulas with values, percentages, errors, merged cells, dates."""
    book = xlsxwriter.Workbook(str(path))
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    long = book.add_format({"num_format": '[$-240A]d" de "mmmm" de "yyyy'})
    share = book.add_format({"num_format": "0%"})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("RG-382 'uno' bis")
    sheet.merge_range("A1:H1", "RUTA DE MEJORAMIENTO INSTITUCIONAL", bold)
    header = ("vigencia codigo_dane componente oportunidad_no oportunidad meta_no meta accion_no accion "
              "responsable recursos fecha_inicio fecha_fin avance fecha_seguimiento").split()
    sheet.write_row(2, 0, header)
    for row in range(3, 9):
        number = row - 2
        sheet.write_number(row, 0, 2025)
        sheet.write_string(row, 1, A if row < 6 else B)
        sheet.write_string(row, 2, "DIR-1-1")
        sheet.write_number(row, 5, 1)
        sheet.write_string(row, 6, "meta")
        sheet.write_number(row, 7, number)
        sheet.write_rich_string(row, 8, "acción ", bold, "fuerte", " con tilde")
        sheet.write_string(row, 9, "Rectoría")
        sheet.write_string(row, 10, "Propios")
        sheet.write_datetime(row, 11, day(2025, 2, number), date)
        sheet.write_datetime(row, 12, day(2025, 6, 30), long)
        sheet.write_formula(row, 13, "=45/100", share, 0.45)
        sheet.write_datetime(row, 14, datetime.datetime(2025, 6, 30, 8, 30), date)
    sheet.merge_range("D4:D6", 1)
    sheet.merge_range("E4:E6", "oportunidad de tres filas\nen dos renglones")
    sheet.merge_range("D7:D9", 1)
    sheet.merge_range("E7:E9", "otra oportunidad")
    sheet.write_number(6, 13, 33.333333)
    sheet.write_formula(7, 13, "=1/0", share, "#DIV/0!")
    sheet.write_boolean(8, 9, True)
    book.close()


def control(path):
    """openpyxl, for LibreOffice to make other files of: two kinds in two sheets, empty rows between."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Control"
    sheet.append(["vigencia", "codigo_dane", "fecha_limite", "fecha_entrega", "observaciones"])
    sheet.append([2025, A, day(2025, 3, 31), datetime.datetime(2025, 3, 30, 8, 30), "en  dos   blancos"])
    sheet.append([2025, B, day(2025, 3, 31), "31/02/2025", "fecha que no existe"])
    sheet["A40"], sheet["B40"], sheet["C40"] = 2025, C, day(2025, 3, 31)
    other = book.create_sheet("Autoevaluación")
    other.append(["Vigencia", "Código DANE", "Componente", "Valoración"])
    other.append([2025, A, "DIR-1-1", 3])
    other.append([2025, A, "DIR-1-2", "=2+2"])
    other.append([2025, B, "DIR-1-1", "=1/0"])
    book.save(path)


def convert(path, form):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", form, "--outdir", folder, str(path)],
            check=True, capture_output=True)
        return (pathlib.Path(folder) / (path.stem + "." + form)).read_bytes()


directory()
routes(out / "rutas.xlsx")
with tempfile.TemporaryDirectory() as folder:
    book = pathlib.Path(folder) / "control.xlsx"
    control(book)
    (out / "control.ods").write_bytes(convert(book, "ods"))
    (out / "control-otra-vez.XLSX").write_bytes(convert(book, "xlsx"))
whole = (out / "rutas.xlsx").read_bytes()
(out / "cortado.xlsx").write_bytes(whole[: len(whole) // 2])
(out / "libro-con-otro-nombre.csv").write_bytes(whole)
(out / "texto.xlsx").write_text("vigencia;codigo_pam;estrategia\n2025;P1;Acompañar\n", encoding="utf-8")
(out / "con-clave.xlsx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504))
with zipfile.ZipFile(out / "bomba.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
    with zipfile.ZipFile(out / "rutas.xlsx") as source:
        for name in source.namelist():
            bomb.writestr(name, b" " * (40 << 20) if name.endswith("sheet1.xml") else source.read(name))
with zipfile.ZipFile(out / "otro-paquete.xlsx", "w") as package:
    package.writestr("word/document.xml", "<document/>")
os.chmod(out, 0o755)
