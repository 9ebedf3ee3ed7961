import Model

/// Everything that the pages of a run are made of; safe to use from several threads.
package struct PageInput: Sendable {
  package let report: ReportInput
  package let validation: ValidationSummary
  package let facts: RunFacts
  /// The actions of a route, in reading order.
  package let actions: @Sendable (CountingRoute) throws -> [ActionDetail]
  /// What is to be corrected in the records of an establishment.
  package let diagnostics: @Sendable (DaneCode) throws -> EstablishmentDiagnostics

  package init(
    report: ReportInput, validation: ValidationSummary, facts: RunFacts,
    actions: @escaping @Sendable (CountingRoute) throws -> [ActionDetail],
    diagnostics: @escaping @Sendable (DaneCode) throws -> EstablishmentDiagnostics
  ) {
    self.report = report
    self.validation = validation
    self.facts = facts
    self.actions = actions
    self.diagnostics = diagnostics
  }
}

/// What pages say of the run itself.
package struct RunFacts: Sendable {
  package let version: String
  /// Name of the CSV dialect, such as `excel-es`.
  package let dialect: String
  /// The CSV tables written beside the pages.
  package let tables: [OutputTable]
  /// Pages beside `index.html` that are made elsewhere, for the dashboard to lead to.
  package let otherPages: [OtherPage]

  package struct OtherPage: Sendable {
    package let path: String
    package let title: String

    package init(path: String, title: String) {
      self.path = path
      self.title = title
    }
  }

  package init(
    version: String, dialect: String, tables: [OutputTable], otherPages: [OtherPage] = []
  ) {
    self.version = version
    self.dialect = dialect
    self.tables = tables
    self.otherPages = otherPages
  }
}

/// A diagnostic and the file it speaks of.
package struct FiledDiagnostic: Sendable {
  package let file: String
  package let diagnostic: Diagnostic

  package init(file: String, diagnostic: Diagnostic) {
    self.file = file
    self.diagnostic = diagnostic
  }
}

/// The first diagnostics of an establishment, and how many there are.
package struct EstablishmentDiagnostics: Sendable {
  package static let longest = 200
  package let items: [FiledDiagnostic]
  package let total: Int

  /// The first `longest` of so many.
  package init(items: [FiledDiagnostic] = [], total: Int = 0) {
    self.items = items
    self.total = total
  }
}

/// The diagnostics of a run by code and by file.
package struct ValidationSummary: Sendable {
  package static let exampleCount = 50

  package struct CodeSummary: Sendable {
    package fileprivate(set) var total = 0
    package fileprivate(set) var examples: [FiledDiagnostic] = []
  }

  package struct FileSummary: Sendable {
    package fileprivate(set) var errors = 0
    package fileprivate(set) var warnings = 0
    package fileprivate(set) var notes = 0
  }

  package private(set) var codes: [DiagnosticCode: CodeSummary] = [:]
  package private(set) var files: [String: FileSummary] = [:]

  package init() {}

  package mutating func add(_ diagnostic: Diagnostic, file: String) {
    codes[diagnostic.code, default: CodeSummary()].total += 1
    if codes[diagnostic.code, default: CodeSummary()].examples.count
      < ValidationSummary.exampleCount
    {
      let example = FiledDiagnostic(file: file, diagnostic: diagnostic)
      codes[diagnostic.code]?.examples.append(example)
    }
    switch diagnostic.code.severity {
    case .error: files[file, default: FileSummary()].errors += 1
    case .warning: files[file, default: FileSummary()].warnings += 1
    case .info: files[file, default: FileSummary()].notes += 1
    }
  }
}
