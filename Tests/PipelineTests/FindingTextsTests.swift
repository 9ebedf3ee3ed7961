import Model
import TestSupport
import Testing

@testable import Pipeline

/// The sentences of findings, which are remembered where they repeat.
@Suite struct FindingTextsTests {
  private static let establishment = DaneCode(number: 168_013_000_016)

  private static func finding(_ statement: Statement, value: String = "") -> Finding {
    Finding(.r105, line: 2, value: value, statement, establishment: establishment)
  }

  private static func texts() throws -> FindingTexts {
    FindingTexts(try Settings(Configuration(), folder: ".").vocabulary)
  }

  @Test(
    arguments: [
      (.text("Tal cual."), "Tal cual."), (.surplusFields(width: 26), "Se esperan 26 campos"),
      (.endBeforeStart, "fecha_fin sea igual o posterior"),
      (.lateFollowUp(cutoff: Day.endOfYear(2025)), "(2025-12-31)"),
      (
        .repeatedAction(7, version: 3, vigencia: 2024),
        "La acción 7 ya está en la versión 3 de la ruta de 168013000016 de 2024"
      ),
      (
        .repeatedValuation(vigencia: 2023),
        "(vigencia 2023, codigo_dane 168013000016, el mismo componente)"
      ), (.goalElsewhere, "La meta 9 ya pertenece"),
      (.opportunityElsewhere, "La oportunidad 9 ya pertenece"),
      (.versionElsewhere(2, vigencia: 2025), "La versión 2 de la ruta de 168013000016 de 2025"),
      (
        .superseded(2, by: 3, vigencia: 2025),
        "La versión 2 de la ruta de 168013000016 de 2025 fue reemplazada por la versión 3"
      ),
      (
        .lostVersion(3, counting: 2, vigencia: 2024),
        "de la versión 3 de la ruta de 168013000016 de 2024; cuenta la versión 2"
      ),
      (
        .incompleteActions(4, of: 9, vigencia: 2025),
        "4 de las 9 acciones de la ruta de 168013000016 de 2025"
      ), (.mixedEditions(vigencia: 2025), "La ruta de 168013000016 de 2025 mezcla"),
      (.otherValue(goal: 7, first: -250), "La meta 7 trae  9 y antes -2,5"),
      (
        .deliveredWithoutRoute(vigencia: 2024),
        "El control dice que 168013000016 entregó la ruta de 2024, y ninguna fila"
      ),
      (.routeWithoutDelivery(vigencia: 2025), "Hay ruta de 168013000016 de 2025, y el control"),
      (.unknownEstablishment, "El directorio no tiene"),
      (.inactiveEstablishment, "está inactivo en el directorio"),
      (.value(.missing, .routes, column: 0), "Falta el valor obligatorio de vigencia"),
      (.value(.malformedCode, .routes, column: 1), "Tiene 1 dígitos"),
    ] as [(Statement, String)])
  func aStatementIsASentence(_ statement: Statement, _ part: String) throws {
    let texts = try Self.texts()
    for _ in 1...2 {
      let text = texts.text(of: Self.finding(statement, value: "9"))
      #expect(text.contains(part), "\(text)")
    }
  }

  /// What is remembered is of the statement, and of the value where the sentence speaks of it.
  @Test func aSentenceIsThatOfItsOwnFinding() throws {
    let statements: [Statement] = RecordKind.allCases.flatMap { kind in
      kind.columns.indices.flatMap { column in
        [ValueFault.missing, .notNumber, .outOfRange, .notAllowed, .malformedCode].map {
          .value($0, kind, column: column)
        }
      }
    }
    let remembering = try Self.texts()
    let vocabulary = try Settings(Configuration(), folder: ".").vocabulary
    for value in ["DIR-9-9", "SEGUIMENTO", "1,68E+11", "12", "DIR-9-9"] {
      for statement in statements {
        let finding = Self.finding(statement, value: value)
        #expect(remembering.text(of: finding) == FindingTexts(vocabulary).text(of: finding))
      }
    }
  }

  @Test func codesOfARecordAreToldInTheirOrder() {
    var codes: DiagnosticCodes = [.x217, .r104]
    codes.insert(.f001)
    codes.insert(.r104)
    #expect(codes.text == "F001 R104 X217" && codes.count == 3)
    #expect(DiagnosticCodes(bits: codes.packed) == codes)
    #expect(
      DiagnosticCode.allCases.allSatisfy { DiagnosticCodes(arrayLiteral: $0).text == $0.text })
  }
}
