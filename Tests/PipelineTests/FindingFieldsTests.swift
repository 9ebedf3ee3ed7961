import Model
import TemplateEngine
import Testing

@testable import Pipeline

/// What is remembered of a finding is what would be made anew, however few are remembered.
@Suite struct FindingFieldsTests {
  /// Findings that differ from each other in one thing each.
  private static let findings: [Finding] = [
    finding(.r105, field: "zona", value: "URBNA", .value(.notAllowed, .establishments, column: 3)),
    finding(.r105, field: "zona", value: "URBANO", .value(.notAllowed, .establishments, column: 3)),
    finding(.r105, field: "zon", value: "aURBNA", .value(.notAllowed, .establishments, column: 3)),
    finding(.r102, field: "zona", value: "uno", .value(.notNumber, .establishments, column: 3)),
    finding(.r102, field: "zona", value: "dos", .value(.notNumber, .establishments, column: 3)),
    finding(
      .r102, column: 5, field: "zona", value: "dos", .value(.notNumber, .establishments, column: 3)),
    finding(.r102, field: "zona", value: "uno", .value(.notNumber, .deliveries, column: 3)),
    finding(.r111, field: "meta_no", value: "7", .goalElsewhere),
    finding(.r111, field: "meta_no", value: "7", .opportunityElsewhere),
    finding(.r111, field: "meta_no", value: "8", .goalElsewhere),
    finding(.r110, .repeatedValuation(vigencia: 2025), establishment: 168_013_000_016),
    finding(.r110, .repeatedValuation(vigencia: 2025), establishment: 168_013_000_024),
    finding(.r110, .repeatedValuation(vigencia: 2024), establishment: 168_013_000_016),
    finding(.r110, .repeatedAction(1, version: 2, vigencia: 2025), establishment: 168_013_000_016),
    finding(.r110, .repeatedAction(1, version: 3, vigencia: 2025), establishment: 168_013_000_016),
    finding(.x211, field: "linea_base", value: "1,5", .otherValue(goal: 1, first: 200)),
    finding(.x211, field: "linea_base", value: "2,5", .otherValue(goal: 1, first: 200)),
    finding(.x211, field: "valor_meta", value: "2,5", .otherValue(goal: 1, first: 200)),
    finding(.r109, .endBeforeStart),
  ]

  private static func finding(
    _ code: DiagnosticCode, column: Int = 4, field: String = "", value: String = "",
    _ statement: Statement, establishment: UInt64? = nil
  ) -> Finding {
    Finding(
      code, line: 7, column: column, field: field, value: value, statement,
      establishment: establishment.map { DaneCode(number: $0) })
  }

  /// Fields that tell all that may decide them.
  private static func told(_ finding: StoredFinding) throws -> (fields: CSVBytes, before: Int) {
    let says = finding.says
    var before = 0
    let fields = try CSVRows.bytes(.rfc4180) { row in
      try row.text("\(finding.code) \(finding.column)")
      try row.text(finding.field)
      before = row.count
      let value = says.isRepeated && !says.quotesValue ? "" : text(finding.value)
      try row.text("\(says) \(value) \(says.isRepeated ? 0 : finding.dane)")
    }
    return (fields, before)
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [1, 2, 64]) func whatIsRememberedIsWhatIsMade(groups: Int) throws {
    let buffer = ChunkBuffer(capacity: 16)
    for finding in Self.findings { buffer.append(finding) }
    let repeated = FindingFields(isOfRepeated: true, groups: groups)
    let single = FindingFields(isOfRepeated: false, groups: groups)
    var (count, made) = (0, 0)
    for round in 0..<20 {
      var place = 0
      while let finding = StoredFinding(buffer.bytes, at: &place) {
        // Some come more often than others.
        guard (count &* 7 &+ round) % 5 < 3 || round == 0 else {
          count += 1
          continue
        }
        count += 1
        let says = finding.says
        let memory = says.isRepeated ? repeated : single
        let (fields, before) = try Self.told(finding)
        var found = memory.known(finding, says)
        if found == nil {
          made += 1
          found = memory.keep(fields, before: before, of: finding, says)
        }
        let there = try #require(found)
        let expected = fields.withUnsafeBytes { Self.text($0) }
        #expect(there.before.count == before)
        #expect("\(Self.text(there.before)),\(Self.text(there.behind))" == expected)
      }
      #expect(place == buffer.bytes.count)
    }
    #expect(count == Self.findings.count * 20)
    // The two whose numbers alone are no other statement.
    if groups == 64 { #expect(made == Self.findings.count - 1) }
  }
}
