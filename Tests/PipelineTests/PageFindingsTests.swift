import Foundation
import Model
import Reporting
import Testing

@testable import Pipeline

@Suite struct PageFindingsTests {
  private static let one = DaneCode(number: 168_001_000_017)
  private static let other = DaneCode(number: 268_020_000_019)

  private static func findings(_ all: [(Diagnostic, String)]) throws -> PageFindings {
    var rest = all[...]
    return try PageFindings({ rest.popFirst() }, in: NSTemporaryDirectory())
  }

  private static func finding(_ line: Int, of code: DaneCode?, message: String = "m") -> Diagnostic
  {
    Diagnostic(.r104, line: line, message: message, establishment: code)
  }

  @Test func eachEstablishmentHasItsOwnInOrder() throws {
    let long = String(repeating: "larga ", count: 500)
    let found = try Self.findings([
      (Self.finding(1, of: Self.one), "a.csv"), (Self.finding(2, of: nil), "a.csv"),
      (Self.finding(3, of: Self.other), "a.csv"),
      (Self.finding(4, of: Self.one, message: long), "b.csv"),
      (Self.finding(5, of: Self.one), "a.csv"),
    ])
    let items = try found.diagnostics(Self.one).items
    #expect(items.map(\.diagnostic.line) == [1, 4, 5])
    #expect(items.map(\.file) == ["a.csv", "b.csv", "a.csv"])
    #expect(items[1].diagnostic.message == long)
    #expect(try found.diagnostics(Self.other).items.map(\.diagnostic.line) == [3])
    #expect(try found.diagnostics(DaneCode(number: 1)).total == 0)
    #expect(found.summary.codes[.r104]?.total == 5)
  }

  @Test func theFirstAreKeptAndAllAreCounted() throws {
    let count = EstablishmentDiagnostics.longest + 7
    let found = try Self.findings((1...count).map { (Self.finding($0, of: Self.one), "a.csv") })
    let diagnostics = try found.diagnostics(Self.one)
    #expect(diagnostics.total == count)
    #expect(
      diagnostics.items.map(\.diagnostic.line) == Array(1...EstablishmentDiagnostics.longest))
  }
}
