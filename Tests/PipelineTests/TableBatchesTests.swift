import Reporting
import TemplateEngine
import Testing

@testable import Pipeline

/// A table in batches is the table as a whole.
@Suite struct TableBatchesTests {
  private struct Unwritable: Error {}

  private static func template() throws -> Template {
    let documents = try Documents(folder: nil, dialect: .excelES)
    return try #require(documents.template(of: ValidationTables.rejects))
  }

  private static func record(_ row: Int) -> Record {
    Record([
      .text("a;\(row).csv"), .integer(row), .text("R101"), .bytes(Array("fila «\(row)»\n".utf8)),
    ])
  }

  private static func batched(_ rows: Int, size: Int, threads: Int) throws -> [UInt8] {
    var pulled = 0
    var written: [UInt8] = []
    try TableBatches(template: try template(), workers: Workers(threads)).write(
      { () -> Int? in
        guard pulled < rows else { return nil }
        pulled += 1
        return pulled
      }, size: { _ in size }, records: { $0.map(record) }, to: { written += $0 })
    return written
  }

  @Test(arguments: [0, 1, TableBatches.rows, TableBatches.rows + 1, 5000], [1, 2, 7])
  func batchesAreTheWhole(rows: Int, threads: Int) throws {
    var next = 0
    let stream = RecordStream {
      guard next < rows else { return nil }
      next += 1
      return Self.record(next)
    }
    let whole = try Self.template().bytes(Record([.stream(stream)]))
    #expect(try Self.batched(rows, size: 0, threads: threads) == whole)
    #expect(try Self.batched(rows, size: TableBatches.bytes / 3, threads: threads) == whole)
  }

  @Test(arguments: [1, 2]) func whatCannotBePulledOrWrittenEndsIt(threads: Int) throws {
    let batches = TableBatches(template: try Self.template(), workers: Workers(threads))
    var pulled = 0
    #expect(throws: Unwritable.self) {
      try batches.write(
        { () -> Int? in
          pulled += 1
          if pulled > 3000 { throw Unwritable() }
          return pulled
        }, size: { _ in 0 }, records: { $0.map(Self.record) }, to: { _ in })
    }
    var written = 0
    #expect(throws: Unwritable.self) {
      try batches.write(
        { () -> Int? in 1 }, size: { _ in 0 }, records: { $0.map(Self.record) },
        to: { _ in
          written += 1
          if written > 3 { throw Unwritable() }
        })
    }
  }
}
