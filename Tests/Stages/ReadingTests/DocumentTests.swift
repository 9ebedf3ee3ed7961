import Foundation
import Model
import Testing

@testable import Reading

/// The XML forms (contract 1 §2 and §4).
@Suite struct DocumentTests {
  private static let delivery =
    "vigencia;codigo_dane;fecha_limite;fecha_entrega;medio\n2025;168013000016;2025-03-31;2025-04-01;Correo & <físico>\n"

  /// What a record says, without its place and source.
  private func content(_ readout: FileReadout) -> [String] {
    readout.records.map { record in
      String(record.prefix { $0 != "#" }).components(separatedBy: "place:")[0]
    }
  }

  @Test func attributesAndChildElementsAreTheSameFields() throws {
    let forms = [
      "<controlEntregas><entrega vigencia=\"2025\" codigoDane=\"168013000016\" fechaLimite=\"2025-03-31\" fechaEntrega=\"2025-04-01\"/></controlEntregas>",
      "<controlEntregas><entrega><vigencia>2025</vigencia> <codigoDane>168013000016</codigoDane>\n<fechaLimite> 31/03/2025 </fechaLimite><fechaEntrega>2025-04-01</fechaEntrega></entrega></controlEntregas>",
      "<controlEntregas vigencia=\"2025\" formato=\"x\"><entrega codigoDane=\"168013000016\" fechaEntrega=\"1/4/2025\"><fechaLimite>2025-03-31</fechaLimite></entrega></controlEntregas>",
      "<controlEntregas vigencia=\"1999\"><entrega vigencia=\"2025\" codigoDane=\"168013000016\" fechaEntrega=\"1/4/2025\" fechaLimite=\"2025-03-31\"/></controlEntregas>",
    ]
    let table = content(try Readings.read(DocumentTests.delivery))
    #expect(table.count == 1)
    for form in forms {
      let found = try Readings.read(form)
      #expect(found.kinds == [.deliveries] && found.format == .xml)
      #expect(content(found) == table, "\(form)")
      #expect(found.findings.isEmpty && found.fileFindings.isEmpty)
    }
  }

  @Test func everyRowElementIsARowAndARejectKeepsItsSource() throws {
    let readout = try Readings.read(
      "<controlEntregas>\n\n<entrega/>\n  <entrega codigoDane='1'>\n<medio>ñ</medio></entrega></controlEntregas>"
    )
    #expect(
      readout.rejects == [
        "3 #0 R101|<entrega/>",
        "4 #1 R101 R106|<entrega codigoDane='1'>\n<medio>ñ</medio></entrega>",
      ])
    #expect(readout.findings.contains("4:0 R106 codigo_dane «1»"))
  }

  @Test(arguments: [
    ("<controlEntregas><otra/></controlEntregas>", "F005:1"),
    ("<controlEntregas>\n<entrega otra='1'/></controlEntregas>", "F005:2"),
    (
      "<controlEntregas>\n<entrega medio='1'>\n<medio>1</medio></entrega></controlEntregas>",
      "F005:3"
    ),
    ("<controlEntregas><entrega><medio><b/></medio></entrega></controlEntregas>", "F005:1"),
    ("<controlEntregas otra='1'/>", "F005:1"), ("<desconocida/>", "F001"),
    ("<controlEntregas/>", "F009"), ("<controlEntregas><entrega></controlEntregas>", "F004:1"),
    ("<controlEntregas xmlns='u'><entrega/></controlEntregas>", "F001"),
    ("<!DOCTYPE controlEntregas>\n<controlEntregas/>", "F007:1"),
    ("<?xml version='1.0' encoding='KOI8-R'?><controlEntregas/>", "F002"),
    ("<controlEntregas><entrega/></controlEntregas>basura", "F004:1"),
  ]) func refusals(text: String, expected: String) throws {
    let readout = try Readings.read(text)
    #expect(readout.fileFindings == [expected])
    if expected != "F009" { #expect(readout.kinds.isEmpty) }
    #expect(readout.records.isEmpty && readout.rejects.isEmpty)
  }

  /// F005 at every depth of the nested form, with the line of the element at fault.
  @Test(arguments: [
    "<otra/>", "<ruta codigoDane='1' vigencia='2025'>@<meta no='1'/></ruta>",
    "<ruta codigoDane='1' vigencia='2025'>@<x:oportunidad xmlns:x='u' no='1' componente='A'/></ruta>",
    "<ruta codigoDane='1' vigencia='2025'><oportunidad no='1' componente='A'>@<descripcion/><descripcion/></oportunidad></ruta>",
    "<ruta codigoDane='1' vigencia='2025'><oportunidad no='1' componente='A'><meta no='1'>@<indicador/><indicador/></meta></oportunidad></ruta>",
    "<ruta codigoDane='1' vigencia='2025'><oportunidad no='1' componente='A'><objetivo>@<b/></objetivo></oportunidad></ruta>",
    "<ruta codigoDane='1' vigencia='2025'><oportunidad no='1' componente='A'><meta no='1'><accion no='1'>@<meta no='1'/></accion></meta></oportunidad></ruta>",
  ]) func aNestedRouteOfAnotherStructure(text: String) throws {
    // The first `ruta` stands for those after which the other elements may come.
    let first = "<ruta codigoDane='1' vigencia='2025'/>"
    let readout = try Readings.read(
      "<rutasMejoramiento>\(first)" + (text.contains("@") ? "" : "\n")
        + text.replacing("@", with: "\n") + "</rutasMejoramiento>")
    #expect(readout.fileFindings == ["F005:2"])
    #expect(readout.kinds.isEmpty && readout.rejects.isEmpty)
  }

  @Test func foreignAttributesAndStrayTextAreIgnored() throws {
    let readout = try Readings.read(
      "<controlEntregas xmlns:x='u' x:nota='1'>hola<entrega x:y='2' vigencia='2025' codigoDane='168013000016' fechaLimite='2025-03-31'>texto</entrega></controlEntregas>"
    )
    #expect(readout.records.count == 1 && readout.fileFindings.isEmpty)
  }

  private static let nested = """
    <rutasMejoramiento formato="MI-GE-RG-382">
      <ruta codigoDane="168013000016" vigencia="2025" version="2" edicion="2008">
        <oportunidad no="1" componente="DIR-1-1">
          <descripcion>Débil</descripcion> <objetivo>Mejorar</objetivo>
          <meta no="3">
            <accion no="1" presupuesto="1500000" fechaInicio="2025-02-01" fechaFin="2025-06-30"
                    avance="45.5" fechaSeguimiento="2025-06-30" requiereAsistencia="PUNTUAL">
              <descripcion>Hacer</descripcion> <responsable>R</responsable> <recursos>P</recursos>
            </accion>
            <accion no="2"><descripcion>Otra</descripcion></accion>
            <descripcion>Lograr</descripcion>
            <indicador lineaBase="10" valorMeta="80" valorLogrado="45,5">I</indicador>
          </meta>
        </oportunidad>
      </ruta>
    </rutasMejoramiento>
    """
  private static let sameTable = """
    codigo_dane;vigencia;version;edicion;componente;oportunidad_no;oportunidad;objetivo;meta_no;meta;indicador;linea_base;valor_meta;valor_logrado;accion_no;accion;responsable;recursos;presupuesto;fecha_inicio;fecha_fin;avance;fecha_seguimiento;requiere_asistencia
    168013000016;2025;2;2008;DIR-1-1;1;Débil;Mejorar;3;Lograr;I;10;80;45,5;1;Hacer;R;P;1500000;2025-02-01;2025-06-30;45,5;2025-06-30;PUNTUAL
    168013000016;2025;2;2008;DIR-1-1;1;Débil;Mejorar;3;Lograr;I;10;80;45,5;2;Otra;;;;;;;;

    """

  @Test func aNestedRouteIsTheSameAsItsTable() throws {
    let judgement = Judgement(period: 2025, cutoff: Day.endOfYear(2025))
    let nested = try Readings.read(Array(DocumentTests.nested.utf8), judgement: judgement)
    let table = try Readings.read(Array(DocumentTests.sameTable.utf8), judgement: judgement)
    func facts(_ readout: FileReadout) -> [String] {
      readout.records.map {
        $0.components(separatedBy: "source:")[0]
          .replacing(/line: \d+, rank: \d+/, with: "")
      }
    }
    #expect(nested.kinds == [.routes])
    #expect(nested.records.count == 2)
    #expect(facts(nested) == facts(table))
    #expect(nested.records[0].contains("line: 6,") && nested.records[1].contains("line: 10,"))
    #expect(
      nested.records[1].hasSuffix("<accion no=\"2\"><descripcion>Otra</descripcion></accion>"))
  }

  @Test(arguments: ["codigoDane", "vigencia", "no", "componente"])
  func aMissingKeyOfARouteIsF005AndAnEmptyOneIsR101(attribute: String) throws {
    let pattern = try Regex(" \(attribute)=\"[^\"]*\"")
    let missing = DocumentTests.nested.replacing(pattern, with: "", maxReplacements: 1)
    #expect(try Readings.read(missing).fileFindings.first?.hasPrefix("F005:") == true)
    let empty = DocumentTests.nested.replacing(
      pattern, with: " \(attribute)=\"\"", maxReplacements: 1)
    let readout = try Readings.read(empty)
    #expect(readout.fileFindings.isEmpty)
    #expect(readout.rejects.count == 2)
    #expect(readout.findings.allSatisfy { $0.contains("R101") })
  }
}

/// Worksheets of XML Spreadsheet 2003 as tables.
@Suite struct WorksheetTests {
  private func workbook(_ sheets: [(name: String, rows: [[String]])]) -> String {
    let body = sheets.map { sheet in
      "<Worksheet ss:Name=\"\(sheet.name)\"><Table>\n"
        + sheet.rows.map { row in
          "<Row>"
            + row.map { "<Cell><Data ss:Type=\"String\">\($0)</Data></Cell>" }.joined() + "</Row>\n"
        }.joined() + "</Table></Worksheet>\n"
    }.joined()
    let space = "urn:schemas-microsoft-com:office:spreadsheet"
    return
      "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"\(space)\" xmlns:ss=\"\(space)\">\n\(body)</Workbook>"
  }

  private let deliveries = ["vigencia", "codigo_dane", "fecha_limite", "fecha_entrega"]

  @Test func everyWorksheetIsATable() throws {
    let readout = try Readings.read(
      workbook([
        ("Notas", [["hola"]]), ("Vacía", []),
        (
          "Entregas", [["Control"], deliveries, ["2025", "168013000016", "2025-03-31", ""], ["x"]]
        ),
        ("PAM", [["vigencia", "codigo_pam", "estrategia"], ["2025", "P1", "Leer"]]),
      ]))
    #expect(readout.kinds == [.deliveries, .strategies])
    #expect(readout.format == .spreadsheet)
    #expect(readout.fileFindings == ["F013:3"])
    #expect(readout.records.count == 2)
    #expect(readout.rejects.count == 1)
  }

  @Test func aWorkbookOfNoKindIsF001() throws {
    #expect(try Readings.read(workbook([("Notas", [["hola"]])])).fileFindings == ["F001"])
    #expect(try Readings.read(workbook([("Vacía", [])])).fileFindings == ["F009"])
    #expect(try Readings.read(workbook([("E", [deliveries])])).fileFindings == ["F009"])
    #expect(
      try Readings.read(workbook([("E", [deliveries + ["vigencia"], ["1"]])])).fileFindings == [
        "F006:4"
      ])
  }
}
