import Model
import Reporting
import TemplateEngine
import Testing

@testable import Pipeline

/// `diagnosticos.csv` and `rechazos.csv` as a run writes them, which must be what their templates make of
/// the findings and rejects one by one.
enum WrittenValidation {
  /// Bytes of a piece: each line by itself, some, and those of a run.
  private static let weights = [1, 700, 1 << 16]

  private static let documents = try? Documents(
    folder: nil, dialect: .excelES,
    use: DocumentUse(tables: [ValidationTables.diagnostics, ValidationTables.rejects]))

  static func check(_ join: FindingJoin, threads: Int) throws {
    let documents = try #require(documents)
    let (findings, rejects) = (join.findings(), join.rejects())
    let diagnostics = try #require(documents.template(of: ValidationTables.diagnostics))
    let pool = DiagnosticRowsPool(join.outcome.vocabulary, documents.dialect)
    let told = try plain(diagnostics) {
      try findings().map { ValidationTables.row($0, file: $1) }
    }
    for weight in weights {
      let pieces = FindingPieces(join, weight: weight)
      let isAlike = try written(diagnostics, pieces.next, pool.rows, threads) == told
      #expect(isAlike, "diagnosticos.csv in pieces of \(weight)")
    }
    let rejected = try #require(documents.template(of: ValidationTables.rejects))
    let rows = try RejectRows(dialect: documents.dialect).rows
    let kept = try plain(rejected) { try rejects().map { ValidationTables.row($0, file: $1) } }
    for weight in weights {
      let pieces = RejectPieces(join, weight: weight)
      let isAlike = try written(rejected, pieces.next, rows, threads) == kept
      #expect(isAlike, "rechazos.csv in pieces of \(weight)")
    }
  }

  private static func plain(
    _ template: Template, _ pull: @escaping () throws -> Record?
  ) throws -> [UInt8] {
    try template.bytes(Record([.stream(RecordStream(pull))]))
  }

  private static func written<Piece>(
    _ template: Template, _ pull: () throws -> Piece?, _ rows: (Piece) throws -> CSVBytes,
    _ threads: Int
  ) throws -> [UInt8] {
    var written: [UInt8] = []
    try TableBatches(template: template, workers: Workers(threads)).write(pull, rows: rows) {
      written += $0
    }
    return written
  }
}
