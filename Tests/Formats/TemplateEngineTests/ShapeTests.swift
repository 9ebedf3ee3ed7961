import Testing

@testable import TemplateEngine

struct ShapeTests {
  private static let row = Shape([
    Field("codigo", .text, "Código DANE."), Field("avance", .decimal, "Avance promedio."),
  ])
  private static let shape = Shape([
    Field("periodo", .integer, "Vigencia."),
    Field("entidad", .record(Shape([Field("nombre", .text, "Nombre.")])), "La secretaría."),
    Field("filas", .stream(row), "Una fila por EE."),
  ])

  @Test func listsEveryNameWithItsDocumentation() {
    let entries = Self.shape.entries()
    #expect(
      entries.map(\.path)
        == ["periodo", "entidad", "entidad.nombre", "filas", "filas.codigo", "filas.avance"])
    #expect(entries.map(\.depth) == [0, 0, 1, 0, 1, 1])
    #expect(entries.map(\.field.documentation).contains("Avance promedio."))
  }

  @Test func findsFieldsByDottedPath() {
    #expect(Self.shape.field(at: "filas.codigo")?.kind == .text)
    #expect(Self.shape.field(at: "periodo")?.kind == .integer)
    for path in ["", "filas.", "filas.otro", "periodo.x", "otro", "filas..codigo"] {
      #expect(Self.shape.field(at: path) == nil, "\(path)")
    }
  }

  @Test func makesRecordsByName() throws {
    let record = try Self.row.record(["avance": .decimal(hundredths: 50), "codigo": .text("1")])
    let result = try rendered("{{codigo}} {{avance}}", Self.row, record)
    #expect(result == "1 0,50")
  }

  @Test func refusesRecordsThatDoNotFit() {
    #expect(throws: RecordError.missingNames(["avance"])) {
      try Self.row.record(["codigo": .absent])
    }
    #expect(throws: RecordError.unknownName("avanze", nearest: "avance")) {
      try Self.row.record(["avanze": .absent])
    }
    #expect(throws: RecordError.repeatedName("codigo")) {
      try Self.row.record(["codigo": .absent, "codigo": .absent])
    }
    #expect(throws: RecordError.otherKind(name: "codigo", expected: .text)) {
      try Self.row.record(["codigo": .integer(1), "avance": .absent])
    }
  }

  @Test(
    arguments: [
      ("nonbre", "nombre"), ("nomrbe", "nombre"), ("nombres", "nombre"), ("totl", "total"),
      ("zzzzzz", nil), ("x", nil),
    ] as [(String, String?)])
  func findsTheNearestName(_ name: String, _ nearest: String?) {
    #expect(nearestName(to: name, among: ["nombre", "total", "municipio"]) == nearest)
  }
}
