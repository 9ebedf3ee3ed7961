import Model
import TemplateEngine

/// Rows of `rechazos.csv` from rejects as they are stored: what the built-in template makes of
/// `ValidationTables.row`.
struct RejectRows {
  private let dialect: CSVDialect
  /// By code, the field of a record that has no other.
  private let codes: [[UInt8]]

  init(dialect: CSVDialect) throws {
    self.dialect = dialect
    codes = try DiagnosticCode.allCases.map { try CSVRows.field($0.text, dialect) }
  }

  /// The rows of some pieces.
  func rows(_ pieces: [RejectPiece]) throws -> [UInt8] {
    let stored = pieces.reduce(0) { $0 + $1.content.count }
    return try CSVRows.bytes(dialect, expecting: stored + stored / 8) { rows in
      for piece in pieces { try add(piece, to: &rows) }
    }
  }

  private func add(_ piece: RejectPiece, to rows: inout CSVRows) throws {
    let name = try CSVRows.field(piece.file.name, dialect)
    let isOfSheets = !piece.file.sheets.isEmpty
    try piece.content.load().withUnsafeBytes { bytes in
      try piece.forEach(in: bytes) { reject in
        try rows.made(name)
        try rows.integer(isOfSheets ? SheetLine.row(of: reject.line) : reject.line)
        if let code = reject.codes.only {
          try rows.made(codes[Int(code.rawValue)])
        } else {
          try rows.text(reject.codes.text)
        }
        try rows.text(reject.record)
        try rows.endRow()
      }
    }
  }
}
