import Foundation
import Model
import Reading
import Reporting
import TemplateEngine

/// Rows of `diagnosticos.csv` from findings as they are stored: what the built-in template makes of
/// `ValidationTables.row`.
///
/// Not shared between threads.
final class DiagnosticRows {
  private let dialect: CSVDialect
  private let texts: FindingTexts
  /// By code, the code and how much it weighs.
  private let codes: MadeFields
  private var sentences = SentenceMemory<[UInt8]>()
  /// Bytes of the most rows so far.
  private var most = 0

  init(_ vocabulary: Vocabulary, _ dialect: CSVDialect) throws {
    self.dialect = dialect
    texts = FindingTexts(vocabulary)
    codes = MadeFields(
      try DiagnosticCode.allCases.map { code in
        try CSVRows.bytes(dialect) {
          try $0.text(code.text)
          try $0.text(code.severity.rawValue)
        }
      })
  }

  /// The rows of some pieces.
  func rows(_ pieces: [FindingPiece]) throws -> [UInt8] {
    let bytes = try CSVRows.bytes(dialect, expecting: most) { rows in
      for piece in pieces { try add(piece, to: &rows) }
    }
    most = max(most, bytes.count)
    return bytes
  }

  private func add(_ piece: FindingPiece, to rows: inout CSVRows) throws {
    let name = MadeFields([try CSVRows.field(piece.file.name, dialect)])
    let (names, codes) = (name.list, codes.list)
    let isOfSheets = !piece.file.sheets.isEmpty
    defer { withExtendedLifetime(name) {} }
    try piece.content.load().withUnsafeBytes { bytes in
      try piece.forEach(in: bytes) { finding in
        try rows.made(codes[Int(finding.code.rawValue)])
        try rows.made(names[0])
        if !isOfSheets {
          try add(finding, to: &rows)
        } else if let placed = finding.finding {
          let joined = JoinedFinding(finding: placed, file: piece.file)
          try add(joined.diagnostic(texts), to: &rows)
        }
        try rows.endRow()
      }
    }
  }

  private func add(_ finding: StoredFinding, to rows: inout CSVRows) throws {
    try add(line: finding.line, column: finding.column, to: &rows)
    try rows.text(finding.field)
    try rows.text(finding.value)
    try addSentence(of: finding, to: &rows)
  }

  private func add(_ diagnostic: Diagnostic, to rows: inout CSVRows) throws {
    try add(line: diagnostic.line, column: diagnostic.column, to: &rows)
    try rows.text(diagnostic.field)
    try rows.text(diagnostic.value)
    try rows.text(diagnostic.message)
  }

  private func add(line: Int, column: Int, to rows: inout CSVRows) throws {
    try add(number: line, to: &rows)
    try add(number: column, to: &rows)
  }

  private func add(number: Int, to rows: inout CSVRows) throws {
    if number > 0 { try rows.integer(number) } else { try rows.absent() }
  }

  // MARK: - Sentences

  private func addSentence(of finding: StoredFinding, to rows: inout CSVRows) throws {
    if finding.says.form == .text { return try rows.text(finding.text) }
    guard finding.says.isRepeated else {
      return try made(finding).withUnsafeBytes { try rows.text($0) }
    }
    let sentence = try sentences.made(finding.says, value: finding.value) {
      try CSVRows.bytes(dialect) { field in
        try made(finding).withUnsafeBytes { try field.text($0) }
      }
    }
    try sentence.withUnsafeBytes { try rows.made($0) }
  }

  private func made(_ finding: StoredFinding) -> [UInt8] {
    finding.finding.map(texts.bytes) ?? []
  }
}

/// Makers of rows that threads lend each other, so that each sentence is made a few times only.
final class DiagnosticRowsPool: @unchecked Sendable {
  // Unchecked: the list is only touched under the lock, and a maker is one thread's while it is lent.
  private let lock = NSLock()
  private let vocabulary: Vocabulary
  private let dialect: CSVDialect
  private var free: [DiagnosticRows] = []

  init(_ vocabulary: Vocabulary, _ dialect: CSVDialect) {
    self.vocabulary = vocabulary
    self.dialect = dialect
  }

  func rows(_ pieces: [FindingPiece]) throws -> [UInt8] {
    let maker = try taken() ?? DiagnosticRows(vocabulary, dialect)
    defer { giveBack(maker) }
    return try maker.rows(pieces)
  }

  private func taken() -> DiagnosticRows? {
    lock.lock()
    defer { lock.unlock() }
    return free.popLast()
  }

  private func giveBack(_ maker: DiagnosticRows) {
    lock.lock()
    defer { lock.unlock() }
    free.append(maker)
  }
}
