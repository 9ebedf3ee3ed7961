/// Files that are refused or remarked upon as a whole, one a code of contract 2.
///
/// Those that are read hold strategies of the PAM under codes of their own, so that no EE is touched.
enum DefectiveFiles {
  /// Writes the files into a folder; what they hold is not counted as rows.
  static func write(to folder: String) throws(SampleError) -> SampleSummary {
    try Folders.make(folder)
    var summary = SampleSummary()
    for file in all {
      let writer = try ByteWriter(path: "\(folder)/\(file.name)")
      writer.put(file.bytes)
      try writer.close()
      summary.bytes += writer.bytesWritten
      summary.files += 1
      summary.plant(file.code)
    }
    return summary
  }

  struct File {
    var code: String
    var name: String
    var bytes: [UInt8]

    init(_ code: String, _ name: String, _ text: String) {
      self.code = code
      self.name = name
      bytes = Array(text.utf8)
    }

    init(_ code: String, _ name: String, bytes: [UInt8]) {
      self.code = code
      self.name = name
      self.bytes = bytes
    }
  }

  static let all: [File] = tables + documents

  private static let header = "vigencia;codigo_pam;estrategia;meta;proceso\r\n"

  private static let tables = [
    File("F001", "F001-cuadro-de-otra-cosa.csv", "fecha;ciudad;valor\r\n2025-01-31;Vélez;4\r\n"),
    File("F002", "F002-byte-nulo.csv", header + "2025;PAM-F02;Con un\u{0} nulo;;\r\n"),
    File(
      "F002", "F002-marca-utf8-y-no-lo-es.csv",
      bytes: [0xEF, 0xBB, 0xBF] + Array(header.utf8)
        + Array("2025;PAM-F02;Formaci".utf8) + [0xF3, UInt8(ascii: "n")] + Array(";;\r\n".utf8)),
    File(
      "F003", "F003-windows-1252.csv",
      bytes: Array(header.utf8) + Array("2025;PAM-F03;Formaci".utf8) + [0xF3]
        + Array("n de equipos;;\r\n".utf8)),
    File(
      "F006", "F006-columna-repetida.csv",
      "vigencia;codigo_pam;estrategia;meta;Estrategia\r\n2025;PAM-F06;Una;;Otra\r\n"),
    File("F008", "F008-comilla-sin-cerrar.csv", header + "2025;PAM-F08;\"Sin cerrar;;\r\n"),
    File("F009", "F009-vacio.csv", ""),
    File("F009", "F009-solo-encabezado.csv", header),
    File(
      "F012", "F012-columna-desconocida.csv",
      "vigencia;codigo_pam;estrategia;Color favorito\r\n2025;PAM-F12;Lectura en casa;azul\r\n"),
  ]

  private static let documents = [
    File("F001", "F001-raiz-desconocida.xml", "<inventario><equipo no=\"1\"/></inventario>\n"),
    File(
      "F002", "F002-codificacion-ajena.xml",
      "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>\n<planApoyoMejoramiento/>\n"),
    File(
      "F004", "F004-sin-cerrar.xml",
      strategies("<estrategia vigencia=\"2025\" codigoPam=\"PAM-F04\">", closed: false)),
    File(
      "F005", "F005-atributo-desconocido.xml",
      strategies("<estrategia vigencia=\"2025\" codigoPam=\"PAM-F05\" lema=\"x\"/>")),
    File(
      "F007", "F007-con-doctype.xml",
      "<!DOCTYPE planApoyoMejoramiento [<!ENTITY lema \"Todos aprendemos\">]>\n"
        + strategies(
          "<estrategia vigencia=\"2025\" codigoPam=\"PAM-F07\" estrategia=\"&lema;\"/>")),
    File(
      "F008", "F008-demasiado-hondo.xml",
      strategies(
        String(repeating: "<estrategia>", count: 70)
          + String(repeating: "</estrategia>", count: 70))),
    File("F013", "F013-hoja-de-instrucciones.xml", workbook),
  ]

  private static func strategies(_ content: String, closed: Bool = true) -> String {
    "<planApoyoMejoramiento>\n  \(content)\n" + (closed ? "</planApoyoMejoramiento>\n" : "")
  }

  private static let workbook = """
    <?xml version="1.0" encoding="UTF-8"?>
    <?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
     <Worksheet ss:Name="Instrucciones"><Table>
      <Row>\(cell("Escriba una estrategia por fila"))</Row>
     </Table></Worksheet>
     <Worksheet ss:Name="PAM"><Table>
      <Row>\(["vigencia", "codigo_pam", "estrategia"].map(cell).joined())</Row>
      <Row>\(["2025", "PAM-F13", "Aulas abiertas"].map(cell).joined())</Row>
     </Table></Worksheet>
    </Workbook>

    """

  private static func cell(_ text: String) -> String {
    "<Cell><Data ss:Type=\"String\">\(text)</Data></Cell>"
  }
}
