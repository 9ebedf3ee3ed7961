import Model

/// Joins the findings and rejects of all files in the order of contract 3, Validation.
struct FindingJoin {
  let outcome: IntakeOutcome

  /// What stands in the order of `archivo`: a file that was read, or something that was not.
  private enum Entry {
    case file(IntakeFile)
    case problem(name: String, Diagnostic)
  }

  private var entries: [Entry] {
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
    var rest = entries[...]
    var sheets: [String] = []
    var name = ""
    var late: ArraySlice<Diagnostic> = []
    var ahead: Diagnostic?
    var cursor: FindingCursor?
    let texts = FindingTexts(outcome.vocabulary)
    return {
      while true {
        if ahead == nil, let found = try cursor?.next() {
          ahead = found.diagnostic(saying: texts.text(of: found))
        }
        if let next = late.first, ahead.map({ Diagnostic.precedes(next, $0) }) ?? true {
          return (SheetPlaces.placed(late.removeFirst(), in: sheets), name)
        }
        if let found = ahead {
          ahead = nil
          return (SheetPlaces.placed(found, in: sheets), name)
        }
        guard let entry = rest.popFirst() else { return nil }
        switch entry {
        case .problem(let file, let finding):
          (name, late, cursor, sheets) = (file, [finding], nil, [])
        case .file(let file):
          sheets = file.outcome.sheets
          name = file.source.name
          late = file.fileFindings.sorted(by: Diagnostic.precedes)[...]
          cursor = file.log.findings { [outcome] in outcome.counts($0, of: file) }
        }
      }
    }
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
