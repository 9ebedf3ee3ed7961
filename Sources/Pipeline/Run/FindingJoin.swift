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
      (path: problem.path, entry: Entry.problem(name: problem.name, SourceMessages.finding(problem)))
    }
    return (files + problems).sorted { $0.path.lexicographicallyPrecedes($1.path) }.map(\.entry)
  }

  /// Calls `body` with every finding and the name of its file.
  func forEachFinding(_ body: (Diagnostic, String) throws -> Void) throws {
    for entry in entries {
      switch entry {
      case .problem(let name, let finding): try body(finding, name)
      case .file(let file):
        try forEachFinding(of: file) { try body($0, file.source.name) }
      }
    }
  }

  private func forEachFinding(of file: IntakeFile, _ body: (Diagnostic) throws -> Void) throws {
    var late = file.fileFindings.sorted(by: Diagnostic.precedes)[...]
    try file.log.forEachFinding(counts: { outcome.counts($0, of: file) }) { finding in
      while let next = late.first, Diagnostic.precedes(next, finding) {
        try body(late.removeFirst())
      }
      try body(finding)
    }
    for finding in late { try body(finding) }
  }

  /// Calls `body` with every reject and the name of its file.
  func forEachReject(_ body: (Reject, String) throws -> Void) throws {
    for file in outcome.files {
      try file.log.forEachReject { try body($0, file.source.name) }
    }
  }
}
