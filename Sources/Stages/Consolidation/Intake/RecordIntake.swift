import Model

/// The records of every kind but rg-382, taken in the reading order over all files (contract 1 §5.2
/// and §5.3).
package final class RecordIntake {
  private struct ActivityKey: Hashable {
    let key: RouteKey
    let code: String
    var day: Int32 = 0
  }

  private struct StrategyKey: Hashable {
    let vigencia: Int
    let code: String
  }

  private struct ExclusionKey: Hashable {
    let key: RouteKey
    let condition: Condition?
  }

  private let componentCount: Int
  /// `nil` until the directory is complete, and where there is none to judge by.
  package private(set) var directory: DirectoryIndex?

  package private(set) var establishments: [Establishment] = []
  package private(set) var deliveries: [RouteKey: Delivery] = [:]
  package private(set) var evaluations: [RouteKey: SelfEvaluation] = [:]
  package private(set) var planned: [PlannedActivity] = []
  package private(set) var executed: [ExecutedActivity] = []
  package private(set) var strategies: [Strategy] = []
  package private(set) var exclusions: [Exclusion] = []
  package private(set) var decisions: [RouteKey: Decision] = [:]
  package private(set) var vigencias: Set<Int> = []

  private var establishmentKeys: Set<DaneCode> = []
  private var deliveryKeys: Set<RouteKey> = []
  private var plannedKeys: Set<ActivityKey> = []
  private var executedKeys: Set<ActivityKey> = []
  private var strategyKeys: Set<StrategyKey> = []
  private var exclusionKeys: Set<ExclusionKey> = []
  private var decisionKeys: Set<RouteKey> = []
  private var lastEvaluation: (key: RouteKey, evaluation: SelfEvaluation)?

  package init(components: Int) {
    componentCount = components
  }

  /// Closes the directory: records that come from now on are judged by it.
  ///
  /// Where it has no row, they are not.
  package func closeDirectory() {
    let index = DirectoryIndex(establishments)
    directory = index.isEmpty ? nil : index
  }

  /// Takes the records of the next block of `file`.
  package func take(
    _ block: DecodedBlock, file: FileNumber, linesBefore: Int, ranksBefore: Int
  ) -> IntakeResult {
    var result = IntakeResult()
    for (record, source) in block.records {
      let place = record.place
      let moved = Place(
        file: file, line: place.line + UInt32(linesBefore), rank: place.rank + UInt32(ranksBefore))
      if let fault = fault(of: record, at: moved, block.ordinals) {
        result.findings.append(RowFinding(rank: moved.rank, diagnostic: fault))
        let reject = Reject(
          line: Int(moved.line), codes: [fault.code], record: Reject.cut(source))
        result.rejects.append((moved.rank, reject))
      } else {
        accept(record.moved(to: moved))
        result.accepted += 1
      }
    }
    return result
  }

  // MARK: - Judging

  private func fault(of record: InputRecord, at place: Place, _ ordinals: [Int16]) -> Diagnostic? {
    let isNew = takeKey(of: record)
    guard isNew else {
      return RecordFindings.repeated(record, line: Int(place.line))
    }
    guard let code = record.judgedEstablishment, let directory else { return nil }
    let status = directory.status(code.number)
    if case .active = status { return nil }
    let column = record.kind.columns.firstIndex { $0.name == "codigo_dane" } ?? 0
    return DirectoryFindings.finding(
      status, code, line: Int(place.line), column: Int(ordinals[column]))
  }

  /// Takes the record's key; `false` if an earlier record has it.
  private func takeKey(of record: InputRecord) -> Bool {
    switch record {
    case .establishment(let row): return establishmentKeys.insert(row.code).inserted
    case .delivery(let row): return deliveryKeys.insert(row.key).inserted
    case .valuation(let row): return takeValuation(row)
    case .planned(let row):
      return plannedKeys.insert(ActivityKey(key: row.key, code: row.code)).inserted
    case .executed(let row):
      let key = ActivityKey(key: row.key, code: row.code, day: row.executed.number)
      return executedKeys.insert(key).inserted
    case .strategy(let row):
      return strategyKeys.insert(StrategyKey(vigencia: row.vigencia, code: row.code)).inserted
    case .exclusion(let row):
      return exclusionKeys.insert(ExclusionKey(key: row.key, condition: row.condition)).inserted
    case .decision(let row): return decisionKeys.insert(row.key).inserted
    }
  }

  /// A valuation's key is its place in the table of levels.
  private func takeValuation(_ row: Valuation) -> Bool {
    if lastEvaluation?.key != row.key {
      storeLastEvaluation()
      let known = evaluations.removeValue(forKey: row.key)
      lastEvaluation = (row.key, known ?? SelfEvaluation(components: componentCount))
    }
    guard lastEvaluation?.evaluation.levels[Int(row.component)] == 0 else { return false }
    lastEvaluation?.evaluation.levels[Int(row.component)] = row.level
    return true
  }

  private func storeLastEvaluation() {
    if let lastEvaluation { evaluations[lastEvaluation.key] = lastEvaluation.evaluation }
    lastEvaluation = nil
  }

  // MARK: - Accepting

  private func accept(_ record: InputRecord) {
    switch record {
    case .establishment(let row): establishments.append(row)
    case .delivery(let row): deliveries[row.key] = row
    case .valuation(let row):
      if row.level == 1, lastEvaluation?.evaluation.firstAtOne == nil {
        lastEvaluation?.evaluation.firstAtOne = row.place
      }
    case .planned(let row): planned.append(row)
    case .executed(let row): executed.append(row)
    case .strategy(let row): strategies.append(row)
    case .exclusion(let row): exclusions.append(row)
    case .decision(let row): decisions[row.key] = row
    }
    if let vigencia = record.countedVigencia { vigencias.insert(vigencia) }
  }

  /// Ends the intake; nothing is taken after it.
  package func close() {
    storeLastEvaluation()
  }
}
