import Model

/// Joins the findings and rejects of all files in the order of contract 3, Validation.
struct FindingJoin {
  let outcome: IntakeOutcome

  /// What stands in the order of `archivo`: a file that was read, or something that was not.
  enum Entry {
    case file(IntakeFile)
    case problem(name: String, Diagnostic)
  }

  var entries: [Entry] {
    let files = outcome.files.map { (path: $0.source.path, entry: Entry.file($0)) }
    let problems = outcome.listing.problems.map { problem in
      (
        path: problem.path,
        entry: Entry.problem(name: problem.name, SourceMessages.finding(problem))
      )
    }
    return (files + problems).sorted { $0.path.lexicographicallyPrecedes($1.path) }.map(\.entry)
  }

  /// Every finding with the name of its file; `nil` at the end.
  ///
  /// Lines are as they are printed: of a packaged workbook the row, and the message names the cell.
  func findings() -> () throws -> (Diagnostic, String)? {
    let joined = JoinedFindings(self)
    let texts = FindingTexts(outcome.vocabulary)
    return { try joined.next().map { ($0.diagnostic(texts), $0.file.name) } }
  }

  /// Every reject with the name of its file; `nil` at the end.
  func rejects() -> () throws -> (Reject, String)? {
    let pieces = RejectPieces(self)
    var rest: ArraySlice<(Reject, String)> = []
    return {
      while true {
        if let next = rest.popFirst() { return next }
        guard let gathered = try pieces.next() else { return nil }
        rest = try gathered.flatMap(FindingJoin.rejects)[...]
      }
    }
  }

  /// The rejects of a piece as they are printed.
  private static func rejects(_ piece: RejectPiece) throws -> [(Reject, String)] {
    let isOfSheets = !piece.file.sheets.isEmpty
    var rejects: [(Reject, String)] = []
    try piece.content.load().withUnsafeBytes { bytes in
      piece.forEach(in: bytes) { stored in
        let line = isOfSheets ? SheetLine.row(of: stored.line) : stored.line
        rejects.append((stored.reject.moved(to: line), piece.file.name))
      }
    }
    return rejects
  }
}

/// A finding with the file in which it was made, before its sentence is.
struct JoinedFinding {
  /// What findings of one file share.
  final class File: Sendable {
    let name: String
    /// The worksheets of a packaged workbook.
    let sheets: [String]

    init(_ name: String, sheets: [String]) {
      self.name = name
      self.sheets = sheets
    }

    convenience init(_ read: IntakeFile) {
      self.init(read.source.name, sheets: read.outcome.sheets)
    }
  }

  let finding: Finding
  let file: File

  /// The finding as it is printed.
  func diagnostic(_ texts: FindingTexts) -> Diagnostic {
    let diagnostic = finding.diagnostic(saying: texts.text(of: finding))
    return file.sheets.isEmpty ? diagnostic : SheetPlaces.placed(diagnostic, in: file.sheets)
  }
}

/// Goes over the findings of all files in their order, one by one.
final class JoinedFindings {
  private let pieces: FindingPieces
  private var rest: ArraySlice<JoinedFinding> = []

  init(_ join: FindingJoin) {
    pieces = FindingPieces(join)
  }

  /// The next finding; `nil` at the end and ever after.
  func next() throws -> JoinedFinding? {
    while true {
      if let next = rest.popFirst() { return next }
      guard let gathered = try pieces.next() else { return nil }
      rest = try gathered.flatMap(JoinedFindings.findings)[...]
    }
  }

  private static func findings(_ piece: FindingPiece) throws -> [JoinedFinding] {
    var findings: [JoinedFinding] = []
    try piece.content.load().withUnsafeBytes { bytes in
      piece.forEach(in: bytes) { stored in
        guard let finding = stored.finding else { return }
        findings.append(JoinedFinding(finding: finding, file: piece.file))
      }
    }
    return findings
  }
}
