import Consolidation
import Model
import Reading
import Reporting
import TestSupport
import Testing

@testable import Pipeline
@testable import TemplateEngine

/// The tables that a run would write, through the same reading, consolidation and rules.
struct Results {
  struct Table: Equatable {
    let columns: [String]
    var rows: [[String]]

    /// The cells of a column.
    subscript(_ column: String) -> [String] {
      guard let place = columns.firstIndex(of: column) else { return [] }
      return rows.map { $0[place] }
    }

    func sum(_ column: String) -> Int {
      self[column].reduce(0) { $0 + (Int($1) ?? 0) }
    }

    /// Rows by the name of the column.
    var records: [[String: String]] {
      rows.map { Dictionary(zip(columns, $0), uniquingKeysWith: { first, _ in first }) }
    }

    func without(_ left: Set<String>) -> Table {
      let places = columns.indices.filter { !left.contains(columns[$0]) }
      return Table(
        columns: places.map { columns[$0] }, rows: rows.map { row in places.map { row[$0] } })
    }
  }

  private(set) var tables: [String: Table] = [:]

  static let settings: Settings? = try? Settings(Configuration(), folder: ".")

  subscript(_ name: String) -> Table {
    tables[name] ?? Table(columns: [], rows: [])
  }

  /// Indicators by code.
  var indicators: [String: [String: String]] {
    Dictionary(
      self["rg-380-indicadores"].records.map { ($0["codigo"] ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func count(_ indicator: String) -> Int {
    indicators[indicator]?["valor"].flatMap { Int($0) } ?? -1
  }

  /// The conditions that hold in the period, as `código DANE condición`.
  var conditions: Set<String> {
    Set(
      self["irregularidades"].records.map { "\($0["codigo_dane"] ?? "") \($0["condicion"] ?? "")" })
  }

  /// How the files are read, which must not matter.
  struct Way {
    var form = Exports.Form.csv
    var threads = 1
    var blockSize = 1 << 16
    var largeFile = InputIntake.largeFile
    /// Whether the input is read in parts; a number that decides which, and how they are joined.
    var parts: UInt64?
  }

  /// By default those of a run of one entity.
  init(
    _ exports: Exports, _ judgement: Judgement, _ way: Way = Way(),
    settings own: Settings? = Results.settings
  ) throws {
    let folder = try TemporaryFolder()
    try exports.write(to: folder, as: way.form)
    let settings = try #require(own)
    let thresholds = settings.configuration.thresholds
    let reading = ReadingContext(
      vocabulary: settings.vocabulary, judgement: judgement, keepsTexts: true)
    let parts = try way.parts.map { try PartedInput(folder.path, judgement, seed: $0) }
    let source: any InputSource =
      try parts.map { try PartialSource($0.names, reading: reading) }
      ?? FolderSource(folder.path, reading: reading, blockSize: way.blockSize)
    let outcome = try InputIntake(
      source, reading: reading,
      window: (judgement.period - thresholds.window)...judgement.period,
      workers: Workers(way.threads), store: try FindingStore(in: folder.path),
      details: try ActionDetails(in: folder.path, actions: false), largeFile: way.largeFile
    ).run()
    let territory = outcome.territory(judgement: judgement, settings: settings)
    try outcome.crossCheck(judgement: judgement, settings: settings)
    var report = ReportBuilding.input(
      territory, settings: settings, outcome: outcome, files: outcome.fileReports)
    try outcome.add(CrossChecks.decisions(territory, report.irregularities))
    report.listedFiles = outcome.listed(report.files)
    let tables = ReportTables.groups.flatMap { $0(report) } + ReportTables.opportunities(report)
    for table in tables { try add(table.table, table.rows()) }
    let join = FindingJoin(outcome: outcome)
    try WrittenValidation.check(join, threads: way.threads)
    let (findings, rejects) = (join.findings(), join.rejects())
    try add(
      ValidationTables.diagnostics,
      RecordStream { try findings().map { ValidationTables.row($0, file: $1) } })
    try add(
      ValidationTables.rejects,
      RecordStream { try rejects().map { ValidationTables.row($0, file: $1) } })
  }

  private mutating func add(_ table: OutputTable, _ stream: RecordStream) throws {
    var rows: [[String]] = []
    while let record = try stream.next() { rows.append(try record.values().map(Results.text)) }
    tables[table.name] = Table(columns: table.columns.map(\.name), rows: rows)
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .integer(let number): "\(number)"
    case .decimal(let hundredths): decimal(hundredths)
    case .date(let day):
      Day(year: Int(day.year), month: Int(day.month), day: Int(day.day))?.iso ?? ""
    case .yesNo(let isYes): isYes ? "SI" : "NO"
    default: ""
    }
  }

  static func decimal(_ hundredths: Int) -> String {
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(hundredths < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
