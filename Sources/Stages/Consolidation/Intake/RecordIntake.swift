import Model

/// The records of every kind but rg-382, taken in the reading order over all files (contract 1 §5.2
/// and §5.3).
///
/// Those of a file count once it was read to its end (`settle`); if it has to be refused they are
/// as if they had never come (`forget`).
package final class RecordIntake {
  private let componentCount: Int
  /// `nil` until the directory is complete, and where there is none to judge by.
  package private(set) var directory: DirectoryIndex?

  private var settled = RecordHoldings()
  /// Of the file that is being read.
  private var pending = RecordHoldings()
  private var lastEvaluation: OpenEvaluation?
  private var lastStatus: (code: DaneCode, status: DirectoryStatus)?

  /// The self-evaluation that the last valuation belongs to.
  private struct OpenEvaluation {
    let key: RouteKey
    /// What earlier files say of it.
    let earlier: SelfEvaluation?
    var evaluation: SelfEvaluation
    var isCounted = false
  }

  package init(components: Int) {
    componentCount = components
  }

  package var establishments: [Establishment] { settled.establishments }
  package var deliveries: [RouteKey: Delivery] { settled.deliveries }
  package var evaluations: [RouteKey: SelfEvaluation] { settled.evaluations }
  package var planned: [PlannedActivity] { settled.planned }
  package var executed: [ExecutedActivity] { settled.executed }
  package var strategies: [Strategy] { settled.strategies }
  package var exclusions: [Exclusion] { settled.exclusions }
  package var decisions: [RouteKey: Decision] { settled.decisions }
  package var vigencias: Set<Int> { settled.vigencias }

  /// Closes the directory: records that come from now on are judged by it.
  ///
  /// Where it has no row, they are not.
  package func closeDirectory() {
    let index = DirectoryIndex(establishments)
    directory = index.isEmpty ? nil : index
  }

  /// Closes the rest: no more records come, so that what tells repeated ones is given up.
  package func close() {
    settled.forgetKeys()
  }

  /// Takes the records of the next block of `file`.
  package func take(
    _ block: DecodedBlock, file: FileNumber, linesBefore: Int, ranksBefore: Int
  ) -> IntakeResult {
    var result = IntakeResult()
    func moved(_ place: Place) -> Place {
      Place(
        file: file, line: place.line + UInt32(linesBefore), rank: place.rank + UInt32(ranksBefore))
    }
    for (index, (record, _)) in block.records.enumerated() {
      let record = record.moved(to: moved(record.place))
      if let fault = fault(of: record, block.ordinals) {
        reject(fault, at: record.place, block.source(record: index), &result)
      } else {
        pending.add(record)
        result.accepted += 1
      }
    }
    for (index, (row, _)) in block.valuations.enumerated() {
      let place = moved(row.place)
      if let fault = fault(of: row, at: place, block.ordinals) {
        reject(fault, at: place, block.source(valuation: index), &result)
      } else {
        count(row, at: place)
        result.accepted += 1
      }
    }
    return result
  }

  /// The file whose records came last was read to its end: they count.
  package func settle() {
    storeLastEvaluation()
    settled.add(pending)
    pending = RecordHoldings()
  }

  /// The file whose records came last starts anew or is refused.
  package func forget() {
    lastEvaluation = nil
    pending = RecordHoldings()
  }

  // MARK: - Judging

  private func fault(of record: InputRecord, _ ordinals: [Int16]) -> Finding? {
    guard pending.takeKey(of: record, unlessIn: settled) else {
      return RecordFindings.repeated(record, line: Int(record.place.line))
    }
    guard let code = record.judgedEstablishment else { return nil }
    return directoryFault(of: code, kind: record.kind, at: record.place, ordinals)
  }

  private func fault(of row: Valuation, at place: Place, _ ordinals: [Int16]) -> Finding? {
    guard takeKey(of: row) else {
      return RecordFindings.repeated(row, line: Int(place.line))
    }
    return directoryFault(of: row.key.establishment, kind: .valuations, at: place, ordinals)
  }

  private func directoryFault(
    of code: DaneCode, kind: RecordKind, at place: Place, _ ordinals: [Int16]
  ) -> Finding? {
    guard let directory else { return nil }
    let status: DirectoryStatus
    if let lastStatus, lastStatus.code == code {
      status = lastStatus.status
    } else {
      status = directory.status(code.number)
      lastStatus = (code, status)
    }
    if case .active = status { return nil }
    let column = kind.columns.firstIndex { $0.name == "codigo_dane" } ?? 0
    return DirectoryFindings.finding(
      status, code, line: Int(place.line), column: Int(ordinals[column]))
  }

  private func reject(
    _ fault: Finding, at place: Place, _ source: RecordSource, _ result: inout IntakeResult
  ) {
    result.findings.append(RowFinding(rank: place.rank, finding: fault))
    var codes: DiagnosticCodes = []
    codes.insert(fault.code)
    let reject = IntakeReject(line: Int(place.line), codes: codes, source: source)
    result.rejects.append((place.rank, reject))
  }

  // MARK: - Valuations

  /// Takes a valuation's key, which is its place in the table of levels; `false` if it is taken.
  private func takeKey(of row: Valuation) -> Bool {
    if lastEvaluation?.key != row.key { open(row.key) }
    let place = Int(row.component)
    guard lastEvaluation?.evaluation.levels[place] == 0,
      lastEvaluation?.earlier?.levels[place] ?? 0 == 0
    else { return false }
    lastEvaluation?.evaluation.levels[place] = row.level
    return true
  }

  private func open(_ key: RouteKey) {
    storeLastEvaluation()
    let known = pending.evaluations.removeValue(forKey: key)
    lastEvaluation = OpenEvaluation(
      key: key, earlier: settled.evaluations[key],
      evaluation: known ?? SelfEvaluation(components: componentCount))
  }

  private func count(_ row: Valuation, at place: Place) {
    if row.level == 1, lastEvaluation?.evaluation.firstAtOne == nil {
      lastEvaluation?.evaluation.firstAtOne = place
    }
    guard lastEvaluation?.isCounted == false else { return }
    lastEvaluation?.isCounted = true
    pending.vigencias.insert(row.key.vigencia)
  }

  private func storeLastEvaluation() {
    if let lastEvaluation { pending.evaluations[lastEvaluation.key] = lastEvaluation.evaluation }
    lastEvaluation = nil
  }
}
