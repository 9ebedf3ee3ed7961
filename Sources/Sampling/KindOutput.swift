/// Where the records of a kind go: one file at a time, bad rows among them as scheduled.
final class KindOutput {
  let kind: RecordKind
  private let pool: TextPool
  private let injector: DefectInjector
  private var schedule: DefectSchedule
  private let keepsPrevious: Bool
  private var previous: Row?
  private var file: RecordFile?
  private var tabular = true
  /// Records of this kind, and files, bytes and defects so far.
  private(set) var summary = SampleSummary()
  private var rows = 0
  /// Where rows go that repeat a route in another file.
  var copies: ((Row) throws(SampleError) -> Void)?

  init(_ kind: RecordKind, pool: TextPool, injector: DefectInjector, schedule: DefectSchedule) {
    self.kind = kind
    self.pool = pool
    self.injector = injector
    self.schedule = schedule
    keepsPrevious = !schedule.isEmpty
  }

  /// Ends the file at hand and begins another.
  func open(_ path: String, shape: FileShape) throws(SampleError) {
    try close()
    file = try RecordFile(path: path, kind: kind, shape: shape, pool: pool)
    switch shape.syntax {
    case .table, .spreadsheet: tabular = true
    case .flatXML, .routeXML: tabular = false
    }
    previous = nil
  }

  func close() throws(SampleError) {
    guard let file else { return }
    summary.bytes += try file.close()
    summary.files += 1
    summary.rows[kind.rawValue] = rows
    self.file = nil
  }

  var isOpen: Bool { file != nil }

  /// Writes a record, or what the schedule makes of it.
  @inline(__always)
  func emit(_ row: Row) throws(SampleError) {
    if keepsPrevious {
      try emitMaybeBad(row)
    } else {
      try write(row)
    }
  }

  /// Writes a record of a route of which every row is to be rejected.
  func emitRejected(_ row: Row) throws(SampleError) {
    summary.plant("R104")
    try write(injector.rejected(row))
  }

  func note(_ code: String) {
    summary.plant(code)
  }

  /// Counts a file of this kind that was written elsewhere.
  func addFile(rows: Int, bytes: Int) {
    self.rows += rows
    summary.rows[kind.rawValue] = self.rows
    summary.files += 1
    summary.bytes += bytes
  }

  private func emitMaybeBad(_ row: Row) throws(SampleError) {
    defer { previous = row }
    guard var defect = schedule.next() else { return try write(row) }
    for _ in 0..<schedule.count {
      let bad = injector.apply(
        defect.mutation, to: row, previous: previous, tabular: tabular)
      if let bad {
        summary.plant(defect.code)
        for row in bad.rows { try write(row, overflowing: bad.overflowing) }
        if let copy = bad.copy { try copies?(copy) }
        return
      }
      defect = schedule.another()
    }
    try write(row)
  }

  @inline(__always)
  private func write(_ row: Row, overflowing: Bool = false) throws(SampleError) {
    try file?.write(row, overflowing: overflowing)
    rows += 1
  }
}
