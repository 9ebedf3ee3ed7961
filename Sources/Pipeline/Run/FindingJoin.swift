import Model

/// Joins the findings and rejects of all files in the order of contract 3, Validation.
struct FindingJoin {
  let outcome: IntakeOutcome

  /// What stands in the order of `archivo`: a file that was read, or something that was not.
  enum Entry {
    case file(IntakeFile)
    case problem(name: String, Diagnostic)

    var file: JoinedFinding.File {
      switch self {
      case .file(let read): JoinedFinding.File(read)
      case .problem(let name, _): JoinedFinding.File(name, sheets: [])
      }
    }

    /// Findings that are not in the file's log, in their order.
    var late: [Finding] {
      switch self {
      case .file(let read): read.fileFindings.sorted(by: Finding.precedes)
      case .problem(_, let finding): [Finding(finding)]
      }
    }
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
    var rest = outcome.files[...]
    var name = ""
    var sheets: [String] = []
    var cursor: RejectCursor?
    return {
      while true {
        if let reject = try cursor?.next() {
          return (sheets.isEmpty ? reject : reject.moved(to: SheetLine.row(of: reject.line)), name)
        }
        guard let file = rest.popFirst() else { return nil }
        name = file.source.name
        sheets = file.outcome.sheets
        cursor = file.log.rejects()
      }
    }
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

/// Goes over the findings of all files in their order.
final class JoinedFindings {
  private let outcome: IntakeOutcome
  private var rest: ArraySlice<FindingJoin.Entry>
  private var file = JoinedFinding.File("", sheets: [])
  private var late: ArraySlice<Finding> = []
  private var ahead: Finding?
  private var cursor: FindingCursor?

  init(_ join: FindingJoin) {
    outcome = join.outcome
    rest = join.entries[...]
  }

  /// The next finding; `nil` at the end and ever after.
  func next() throws -> JoinedFinding? {
    while true {
      if let finding = try nextOfFile() { return JoinedFinding(finding: finding, file: file) }
      guard let entry = rest.popFirst() else { return nil }
      (file, late, cursor) = (entry.file, entry.late[...], nil)
      if case .file(let read) = entry {
        cursor = read.log.findings { [outcome] in outcome.counts($0, of: read) }
      }
    }
  }

  private func nextOfFile() throws -> Finding? {
    guard let next = late.first else {
      guard let held = ahead else { return try cursor?.next() }
      ahead = nil
      return held
    }
    if ahead == nil { ahead = try cursor?.next() }
    guard let held = ahead, !Finding.precedes(next, held) else { return late.removeFirst() }
    ahead = nil
    return held
  }
}
