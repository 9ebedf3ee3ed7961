/// Writes the routes of all EE, in one file or one an EE.
struct RouteFiles {
  let options: SampleOptions
  let directory: String
  let territory: Territory
  let pool: TextPool
  let output: KindOutput

  func write() throws(SampleError) {
    let copies = RouteCopies(path: directory + "/rutas-repetidas.csv", pool: pool)
    output.copies = { row throws(SampleError) in try copies.write(row) }
    if options.layout == .combined {
      let shape = FileShape.shape(of: .route, turn: 1, options: options)
      let path = "\(directory)/\(RecordKind.route.rawValue).\(shape.fileExtension)"
      try output.open(path, shape: shape)
    }
    for establishment in territory.establishments {
      for period in options.periods {
        let versions = RoutePlan.versions(of: establishment, in: period, territory: territory)
        for version in 1..<versions + 1 {
          try write(establishment, period, version, of: versions)
        }
      }
      if options.layout == .perEstablishment { try output.close() }
    }
    output.copies = nil
    try copies.close(into: output)
  }

  private func write(
    _ establishment: Establishment, _ period: Int, _ version: Int, of versions: Int
  ) throws(SampleError) {
    if !output.isOpen { try openFile(of: establishment) }
    if version < versions { output.note("X206") }
    let plan = RoutePlan(
      of: establishment, in: period, version: version, versions: versions, territory: territory)
    let rejected = territory.rejectsWholeRoute(of: establishment, in: period)
    var rows = RouteRows(plan, territory: territory)
    var row = Row()
    var lacksSomething = false
    while rows.next(&row) {
      if rejected {
        try output.emitRejected(row)
        continue
      }
      lacksSomething = lacksSomething || Self.isIncomplete(row)
      try output.emit(row)
    }
    if lacksSomething, version == versions { output.note("R113") }
  }

  @inline(__always)
  private static func isIncomplete(_ row: Row) -> Bool {
    row[.responsable] == .absent || row[.fechaInicio] == .absent || row[.fechaFin] == .absent
      || row[.recursos] == .absent
  }

  private func openFile(of establishment: Establishment) throws(SampleError) {
    var random = SplitMix64(options.seed, .form, establishment.index)
    let shape = FileShape.shape(
      of: .route, turn: establishment.index + random.below(2), options: options)
    let place = territory.municipalities[establishment.municipality].folder
    let folder = "\(directory)/\(RecordKind.route.rawValue)/\(place)"
    try Folders.make(folder)
    try output.open("\(folder)/\(establishment.code).\(shape.fileExtension)", shape: shape)
  }
}

/// A second file of routes, opened with its first row.
private final class RouteCopies {
  private let path: String
  private let pool: TextPool
  private var file: RecordFile?
  private var rows = 0

  init(path: String, pool: TextPool) {
    self.path = path
    self.pool = pool
  }

  func write(_ row: Row) throws(SampleError) {
    let file =
      if let file { file } else {
        try RecordFile(path: path, kind: .route, shape: .plain, pool: pool)
      }
    self.file = file
    try file.write(row)
    rows += 1
  }

  func close(into output: KindOutput) throws(SampleError) {
    guard let file else { return }
    output.addFile(rows: rows, bytes: try file.close())
  }
}
