"""Files that are refused whole, that hold nothing, or that stand at a limit."""

HEADER = "vigencia;codigo_pam;estrategia"
ROW = "2025;P1;e"
WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet"


def table(*lines):
    return "\n".join([*lines, ""]).encode()


def exclusions(inner):
    return f"<exclusiones>\n{inner}</exclusiones>".encode()


def routes(inner):
    return f"<rutasMejoramiento>\n{inner}</rutasMejoramiento>".encode()


def depth(levels):
    return exclusions("<a>" * levels + "</a>" * levels)


FILES = [
    # Nothing in them, or no kind.
    ("vacio.csv", b""),
    ("blanco.txt", " \r\n\n\t ".encode("utf-8-sig")),
    ("solo.csv", table(HEADER, "", ";;")),
    ("otro.csv", table("a;b;c", "1;2;3")),
    ("tarde.csv", table(*["x"] * 20, HEADER, ROW)),
    ("separador.csv", table("sep=,", HEADER, ROW)),
    ("blanco-separa.csv", table("sep= ", HEADER, ROW)),
    ("raiz.xml", b"<cosas>\n<cosa/></cosas>"),
    ("raiz-ajena.xml", b"<exclusiones xmlns='urn:x'><exclusion/></exclusiones>"),
    ("sin-filas.xml", exclusions("")),
    ("sin-rutas.xml", routes("<ruta codigoDane='1' vigencia='2'/>")),
    ("libro.xml", f"<Workbook xmlns='{WORKBOOK}'/>".encode()),
    ("libro-ajeno.xml", b"<Workbook/>"),
    # Bytes.
    ("nulo.csv", table(HEADER, "2025;P\0;x")),
    ("nulo-utf16.csv", b"\xff\xfe" + table(HEADER, "2025;P\0;x").decode().encode("utf-16-le")),
    ("marca.csv", b"\xef\xbb\xbf" + HEADER.encode() + b"\n2025;P1;\xf3\n"),
    ("indefinido.csv", HEADER.encode() + b"\n2025;P1;\x81\n"),
    ("indefinido-otro.csv", b"a;b\n\x81;\x90\n"),
    ("media.csv", b"\xff\xfe" + HEADER.encode("utf-16-le") + b"\n"),
    ("sustituto.csv", b"\xff\xfe\x00\xd8" + HEADER.encode("utf-16-le")),
    ("latin.csv", (HEADER + "\n2025;PÑ;acción\n").encode("cp1252")),
    ("latin-otro.csv", "año;b\n1;2\n".encode("cp1252")),
    ("codificacion.xml", b"<?xml version='1.0' encoding='Shift_JIS'?><exclusiones/>"),
    ("no-utf8.xml", b"<exclusiones>\n<exclusion motivo='\xf3'/></exclusiones>"),
    ("nulo.xml", b"<exclusiones>\0</exclusiones>"),
    # Headers and limits of tables.
    ("repetida.csv", table(HEADER + ";Código PAM", "2025;P1;e;P2")),
    ("repetida-sola.csv", table(HEADER + ";codigo_pam")),
    ("dos-alias.csv", table("año;a_o;codigo_pam;estrategia", "2025;2025;P1;e")),
    ("abierta.csv", table(HEADER, '2025;P1;"e', "")),
    ("abierta-dentro.csv", table(HEADER, '2025;"P', '1";"e', "")),
    ("abierta-arriba.csv", table('"x', HEADER, ROW)),
    ("ancha.csv", table(HEADER, ROW + ";" * 998)),
    ("ancha-arriba.csv", table("x", ";" * 1000, HEADER, ROW)),
    ("ancho-encabezado.csv", table("sep=;", HEADER + ";" * 998 + '"a;""', 'b"', ROW)),
    ("largo-arriba.csv", table("a" * 1_048_577, HEADER, ROW)),
    ("mil.csv", table(HEADER, ROW + ";" * 997)),
    ("largo.csv", table(HEADER, '2025;"P', '1";' + "á" * 524_288 + "a")),
    ("menos-largo.csv", table(HEADER, "2025;P1;" + "á" * 524_288)),
    # What XML may not be.
    ("doctype.xml", b"<?xml version='1.0'?>\n<!-- <!DOCTYPE x> -->\n<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a>&b;</a>"),
    ("roto.xml", b"<exclusiones>\n<exclusion></exclusiones>"),
    ("cortado.xml", b"<exclusiones>\n<exclusion/>"),
    ("entidad.xml", exclusions("<exclusion motivo='&nbsp;'/>")),
    ("prefijo.xml", exclusions("<exclusion a:motivo='1'/>")),
    ("tras-la-raiz.xml", exclusions("<exclusion/>") + b"\nbasura"),
    ("hondo.xml", depth(64)),
    ("menos-hondo.xml", depth(63)),
    ("atributos.xml", exclusions("<exclusion " + " ".join(f"a{n}='1'" for n in range(257)) + "/>")),
    ("etiqueta.xml", exclusions("<exclusion\n motivo='" + "a" * 65_536 + "'/>")),
    ("texto.xml", exclusions("<exclusion><motivo>\n" + "a" * 1_048_576 + "</motivo></exclusion>")),
    ("menos-texto.xml", exclusions("<exclusion><motivo>" + "a" * 1_048_576 + "</motivo></exclusion>")),
    # What our own forms may not be.
    ("atributo.xml", exclusions("<exclusion lema='x'/>")),
    ("raiz-atributo.xml", b"\n<exclusiones lema='x'><exclusion/></exclusiones>"),
    ("dos-veces.xml", exclusions("<exclusion motivo='x'>\n<motivo>y</motivo></exclusion>")),
    ("dos-campos.xml", exclusions("<exclusion><motivo/>\n<motivo>y</motivo></exclusion>")),
    ("campo.xml", exclusions("<exclusion>\n<motivo a='1'>y</motivo></exclusion>")),
    ("campo-hondo.xml", exclusions("<exclusion><motivo>\n<b>y</b></motivo></exclusion>")),
    ("elemento.xml", exclusions("<exclusion>\n<lema/></exclusion>")),
    ("otra-fila.xml", exclusions("<exclusion/>\n<entrega/>")),
    ("sin-no.xml", routes("<ruta codigoDane='1' vigencia='2'><oportunidad no='1' componente=''>\n<meta/></oportunidad></ruta>")),
    ("sin-codigo.xml", routes("\n<ruta vigencia='2'/>")),
    ("sin-componente.xml", routes("<ruta codigoDane='1' vigencia='2'>\n<oportunidad no='1'/></ruta>")),
    ("vacios.xml", routes(
        "<ruta codigoDane='' vigencia=''><oportunidad no='' componente=''>\n<meta no=''>"
        "<indicador lineaBase='x'/>\n<accion no=''/></meta></oportunidad></ruta>"
    )),
    # Names that are passed over.
    (".oculto.csv", b"x"),
    ("~$temporal.csv", b"x"),
    ("otra.doc", b"x"),
]
