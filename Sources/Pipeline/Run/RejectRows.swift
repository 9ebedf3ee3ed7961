import Model
import TemplateEngine

/// Rows of `rechazos.csv` from rejects as they are stored: what the built-in template makes of
/// `ValidationTables.row`.
struct RejectRows {
  private let dialect: CSVDialect
  /// By code, the field of a record that has no other.
  private let codes: MadeFields

  init(dialect: CSVDialect) throws {
    self.dialect = dialect
    codes = MadeFields(
      try DiagnosticCode.allCases.map { try CSVRows.field($0.text, dialect) })
  }

  /// The rows of some pieces.
  func rows(_ pieces: [RejectPiece]) throws -> CSVBytes {
    let stored = pieces.reduce(0) { $0 + $1.content.count }
    return try CSVRows.bytes(dialect, expecting: stored + stored / 8) { rows in
      for piece in pieces { try add(piece, to: &rows) }
    }
  }

  private func add(_ piece: RejectPiece, to rows: inout CSVRows) throws {
    let name = MadeFields([try CSVRows.field(piece.file.name, dialect)])
    let (names, codes) = (name.list, codes.list)
    let isOfSheets = !piece.file.sheets.isEmpty
    defer { withExtendedLifetime(name) {} }
    try piece.content.load().withUnsafeBytes { bytes in
      try piece.forEach(in: bytes) { reject in
        try rows.made(names[0])
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
