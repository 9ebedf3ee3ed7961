import Reporting
import TemplateEngine
import Testing

@testable import Pipeline

/// A table in pieces is the table as a whole.
@Suite struct TableBatchesTests {
  private struct Unwritable: Error {}

  private static func template() throws -> Template {
    let documents = try Documents(folder: nil, dialect: .excelES)
    return try #require(documents.template(of: ValidationTables.rejects))
  }

  @Test(arguments: [0, 1, 5000], [1, 2, 7]) func piecesComeInOrder(count: Int, threads: Int) throws
  {
    var pulled = 0
    var written: [UInt8] = []
    try TableBatches(template: try Self.template(), workers: Workers(threads)).write(
      { () -> Int? in
        guard pulled < count else { return nil }
        pulled += 1
        return pulled
      }, rows: { Array("\($0)\n".utf8) }, to: { written += $0 })
    let head = try Self.template().bytes(Record([.stream(RecordStream { nil })]))
    let rows = count == 0 ? "" : (1...count).map { "\($0)\n" }.joined()
    #expect(written == head + Array(rows.utf8))
  }

  @Test(arguments: [1, 2]) func whatCannotBePulledOrWrittenEndsIt(threads: Int) throws {
    let batches = TableBatches(template: try Self.template(), workers: Workers(threads))
    var pulled = 0
    #expect(throws: Unwritable.self) {
      try batches.write(
        { () -> Int? in
          pulled += 1
          if pulled > 30 { throw Unwritable() }
          return pulled
        }, rows: { _ in [1] }, to: { _ in })
    }
    #expect(throws: Unwritable.self) {
      try batches.write(
        { () -> Int? in 1 }, rows: { _ -> [UInt8] in throw Unwritable() }, to: { _ in })
    }
    var written = 0
    #expect(throws: Unwritable.self) {
      try batches.write(
        { () -> Int? in 1 }, rows: { _ in [1] },
        to: { _ in
          written += 1
          if written > 3 { throw Unwritable() }
        })
    }
  }
}
