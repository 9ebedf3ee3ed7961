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
  /// What many findings repeat, and what hardly two have in common but those of one establishment.
  private let repeated = FindingFields(isOfRepeated: true, groups: 1024)
  private let single = FindingFields(isOfRepeated: false, groups: 32)
  /// Bytes of the most rows so far.
  private var most = CSVRows.usualLength

  init(_ vocabulary: Vocabulary, _ dialect: CSVDialect) throws {
    self.dialect = dialect
    texts = FindingTexts(vocabulary)
    codes = MadeFields(
      try DiagnosticCode.allCases.map { code in
        try CSVRows.fields(dialect) {
          try $0.text(code.text)
          try $0.text(code.severity.rawValue)
        }
      })
  }

  /// The rows of some pieces.
  func rows(_ pieces: [FindingPiece]) throws -> CSVBytes {
    let bytes = try CSVRows.bytes(dialect, expecting: most) { rows in
      for piece in pieces { try add(piece, to: &rows) }
    }
    most = max(most, bytes.count)
    return bytes
  }

  private func add(_ piece: FindingPiece, to rows: inout CSVRows) throws {
    let name = MadeFields([try CSVRows.field(piece.file.name, dialect)])
    let (names, codes) = (name.list, codes.list)
    // Taken here, so that they are not counted for each finding.
    let (repeated, single) = (repeated, single)
    let isOfSheets = !piece.file.sheets.isEmpty
    defer { withExtendedLifetime(name) {} }
    try piece.content.load().withUnsafeBytes { bytes in
      try piece.forEach(in: bytes) { finding in
        try rows.made(codes[Int(finding.code.rawValue)])
        try rows.made(names[0])
        if !isOfSheets {
          try add(finding, to: &rows, repeated: repeated, single: single)
        } else if let placed = finding.finding {
          let joined = JoinedFinding(finding: placed, file: piece.file)
          try add(joined.diagnostic(texts), to: &rows)
        }
        try rows.endRow()
      }
    }
  }

  @inline(__always)
  private func add(
    _ finding: StoredFinding, to rows: inout CSVRows, repeated: FindingFields,
    single: FindingFields
  ) throws {
    try add(number: finding.line, to: &rows)
    let says = finding.says
    guard says.form != .text else { return try addText(finding, to: &rows) }
    let known =
      says.isRepeated ? repeated.known(finding, says) : single.known(finding, says)
    let fields: FindingFields.Made
    // Neither memory is taken before it has to make them: a reference would be counted for it.
    if let known {
      fields = known
    } else {
      fields = try made(finding, says, for: says.isRepeated ? repeated : single)
    }
    try rows.made(fields.before)
    try rows.text(finding.value)
    try rows.made(fields.behind)
  }

  /// The fields behind the line where the sentence was made already.
  private func addText(_ finding: StoredFinding, to rows: inout CSVRows) throws {
    try add(number: finding.column, to: &rows)
    try rows.text(finding.field)
    try rows.text(finding.value)
    try rows.text(finding.text)
  }

  private func add(_ diagnostic: Diagnostic, to rows: inout CSVRows) throws {
    try add(number: diagnostic.line, to: &rows)
    try add(number: diagnostic.column, to: &rows)
    try rows.text(diagnostic.field)
    try rows.text(diagnostic.value)
    try rows.text(diagnostic.message)
  }

  private func add(number: Int, to rows: inout CSVRows) throws {
    if number > 0 { try rows.integer(number) } else { try rows.absent() }
  }

  /// The fields around the value of a finding, made anew for a memory.
  private func made(
    _ finding: StoredFinding, _ says: PackedStatement, for memory: FindingFields
  ) throws -> FindingFields.Made {
    var before = 0
    let sentence = finding.finding.map(texts.bytes) ?? []
    let fields = try CSVRows.bytes(dialect, expecting: sentence.count + 64) { row in
      try add(number: finding.column, to: &row)
      try row.text(finding.field)
      before = row.count
      try sentence.withUnsafeBytes { try row.text($0) }
    }
    return memory.keep(fields, before: before, of: finding, says)
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

  func rows(_ pieces: [FindingPiece]) throws -> CSVBytes {
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
