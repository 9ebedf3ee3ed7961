/// Writes a synthetic territory of all nine kinds into a folder (contract 4, `pmi sample`).
///
/// The same options and catalogue give the same bytes on any machine. Memory grows with the EE, not
/// with the rows. The folder is made where it is missing; files in it are overwritten, never
/// removed. Some diagnostics belong to ordinary life (R113, X203, X204, X206, X208, X209) and come
/// without errors asked for.
///
/// - Throws: `SampleError` for an option out of range, a catalogue with no municipality of the
///   department or no component of 2008, and for a file that cannot be written.
package func writeSample(
  _ options: SampleOptions, catalogue: SampleCatalogue, to directory: String
) throws(SampleError) -> SampleSummary {
  try options.validate()
  let writer = try SampleWriter(options, catalogue: catalogue, directory: directory)
  return try writer.write()
}

/// The run over all kinds.
struct SampleWriter {
  private let options: SampleOptions
  private let directory: String
  private let territory: Territory
  private let assistance: AssistanceRows
  private let outputs: [RecordKind: KindOutput]
  private let pool: TextPool

  init(
    _ options: SampleOptions, catalogue: SampleCatalogue, directory: String
  ) throws(SampleError) {
    self.options = options
    self.directory = directory
    var pool = TextPool()
    var schedules: [RecordKind: DefectSchedule] = [:]
    for kind in RecordKind.allCases {
      schedules[kind] = DefectSchedule(
        Defect.list(for: kind, pool: &pool), perMillion: options.errorsPerMillion)
    }
    let none = DefectSchedule([], perMillion: 0)
    territory = try Territory(
      options: options, catalogue: catalogue, pool: &pool,
      defects: schedules[.establishments] ?? none)
    assistance = AssistanceRows(territory: territory, pool: &pool)
    var injectors: [RecordKind: DefectInjector] = [:]
    for kind in RecordKind.allCases {
      injectors[kind] = DefectInjector(kind: kind, territory: territory, pool: &pool)
    }
    self.pool = pool
    outputs = injectors.reduce(into: [:]) { outputs, entry in
      outputs[entry.key] = KindOutput(
        entry.key, pool: pool, injector: entry.value, schedule: schedules[entry.key] ?? none)
    }
  }

  func write() throws(SampleError) -> SampleSummary {
    try Folders.make(directory)
    var summary = SampleSummary()
    for kind in RecordKind.allCases {
      guard let output = outputs[kind] else { continue }
      try write(kind, to: output)
      try output.close()
      summary.add(output.summary)
    }
    if options.errorsPerMillion > 0 {
      summary.add(try DefectiveFiles.write(to: directory + "/defectuosos"))
    }
    return summary
  }

  private func write(_ kind: RecordKind, to output: KindOutput) throws(SampleError) {
    let registers = RegisterRows(territory: territory)
    switch kind {
    case .establishments:
      try output.open(path(of: kind), shape: shape(of: kind))
      for establishment in territory.establishments {
        try output.emit(registers.directory(establishment))
      }
    case .route:
      let routes = RouteFiles(
        options: options, directory: directory, territory: territory, pool: pool, output: output)
      try routes.write()
    case .delivery: try eachYear(output, writeDelivery)
    case .selfEvaluation: try eachYear(output, writeSelfEvaluation)
    case .assistancePlan: try eachYear(output, writePlan)
    case .assistance: try eachYear(output, writeAssistance)
    case .pam:
      try output.open(path(of: kind), shape: shape(of: kind))
      for period in options.periods {
        for row in registers.strategies(in: period, codes: assistance) { try output.emit(row) }
      }
    case .exclusions: try once(output) { registers.exclusion(of: $0, in: $1) }
    case .decisions: try once(output) { registers.decision(on: $0, in: $1) }
    }
  }

  private func writeSelfEvaluation(
    _ establishment: Establishment, _ period: Int, to output: KindOutput
  ) throws(SampleError) {
    let rows = SelfEvaluationRows(territory: territory)
    try rows.forEach(of: establishment, in: period) { row throws(SampleError) in
      try output.emit(row)
    }
  }

  private func writePlan(
    _ establishment: Establishment, _ period: Int, to output: KindOutput
  ) throws(SampleError) {
    let strategy = output.kind.index(of: "codigo_pam")
    for row in assistance.planned(for: establishment, in: period) {
      if row[strategy] == .absent { output.note("X209") }
      try output.emit(row)
    }
  }

  private func writeAssistance(
    _ establishment: Establishment, _ period: Int, to output: KindOutput
  ) throws(SampleError) {
    if assistance.isUnplanned(establishment, in: period) { output.note("X208") }
    for row in assistance.executed(for: establishment, in: period) { try output.emit(row) }
  }

  private func writeDelivery(
    _ establishment: Establishment, _ period: Int, to output: KindOutput
  ) throws(SampleError) {
    let row = DeliveryRows(territory: territory).row(of: establishment, in: period)
    if establishment.active {
      switch territory.state(of: establishment, in: period) {
      case .announced: output.note("X203")
      case .undated: output.note("X204")
      default: break
      }
    }
    if let row { try output.emit(row) }
  }

  /// Every EE of every vigencia; a file a vigencia, or one file where the layout combines.
  private func eachYear(
    _ output: KindOutput,
    _ body: (Establishment, Int, KindOutput) throws(SampleError) -> Void
  ) throws(SampleError) {
    let combined = options.layout == .combined
    for (turn, period) in options.periods.enumerated() {
      if !combined || turn == 0 {
        let name = combined ? nil : period
        try output.open(
          path(of: output.kind, turn: turn, period: name), shape: shape(of: output.kind, turn))
      }
      for establishment in territory.establishments { try body(establishment, period, output) }
    }
  }

  /// The rows of a kind that few EE have, in one file.
  private func once(
    _ output: KindOutput, _ row: (Establishment, Int) -> Row?
  ) throws(SampleError) {
    try output.open(path(of: output.kind), shape: shape(of: output.kind))
    for period in options.periods {
      for establishment in territory.establishments {
        if let row = row(establishment, period) { try output.emit(row) }
      }
    }
  }

  private func shape(of kind: RecordKind, _ turn: Int = 0) -> FileShape {
    let ordinal = RecordKind.allCases.firstIndex(of: kind) ?? 0
    return FileShape.shape(of: kind, turn: ordinal + turn, options: options)
  }

  private func path(of kind: RecordKind, turn: Int = 0, period: Int? = nil) -> String {
    let year = period.map { "-\($0)" } ?? ""
    return "\(directory)/\(kind.rawValue)\(year).\(shape(of: kind, turn).fileExtension)"
  }
}

extension SampleSummary {
  mutating func add(_ other: SampleSummary) {
    rows.merge(other.rows, uniquingKeysWith: +)
    planted.merge(other.planted, uniquingKeysWith: +)
    files += other.files
    bytes += other.bytes
  }
}
