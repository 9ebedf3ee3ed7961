import Delimited
import Model

/// Decodes records, given as one slice for each column, into a block's rows and findings.
///
/// It is the same for every form of input; CSV, flat XML, nested XML and worksheets only differ in
/// how they come to the slices. Not shared between threads.
package final class RecordCollector {
  package private(set) var block: DecodedBlock
  private let header: TableHeader
  private let context: ReadingContext
  private let row: RowDecoder
  private let builder: RecordBuilder
  private let routes: RouteRows
  /// By column.
  private let names: [String]
  private let establishmentColumn: Int?
  private let isOfRoutes: Bool
  private let isOfValuations: Bool
  /// Of the row before: nearly all of a file have the same vigencia.
  private var lastCutoff: (vigencia: UInt16, day: Day)?

  package init(header: TableHeader, context: ReadingContext) {
    self.header = header
    self.context = context
    block = DecodedBlock(kind: header.kind, ordinals: header.ordinals)
    row = context.decoders.take(header.kind)
    names = row.names
    establishmentColumn = row.establishmentColumn
    builder = RecordBuilder(kind: header.kind)
    routes = RouteRows(row)
    isOfRoutes = header.kind == .routes
    isOfValuations = header.kind == .valuations
  }

  deinit {
    context.decoders.give(row)
  }

  package func keep(_ object: AnyObject) {
    block.keep(object)
  }

  /// Makes room for so many records, of the two kinds that come by the million.
  package func reserve(_ records: Int) {
    if isOfRoutes { block.rows.reserveCapacity(records) }
    if isOfValuations { block.valuations.reserveCapacity(records) }
  }

  package func cover(lineEnds: Int) {
    block.lineEnds = lineEnds
  }

  /// Hands the block out and begins an empty one.
  package func take() -> DecodedBlock {
    defer { block = DecodedBlock(kind: header.kind, ordinals: header.ordinals) }
    row.usualFaults = (block.findings.count, block.rejects.count)
    return block
  }

  /// Adds a record.
  ///
  /// `line` is 1-based and `source` the record as it came. Fields of the columns `kept` are those of the
  /// record before, byte by byte. `faults` are those that the form itself
  /// found, such as surplus fields (R107) or a cell's error (R108); a field that has one is not
  /// judged again. `context` is what the messages say besides.
  package func add(
    fields: UnsafePointer<Bytes>, keeping kept: ColumnSet = .none, line: Int, source: Bytes,
    mayHaveControls: Bool, faults: [Finding], context: String = ""
  ) {
    guard !faults.isEmpty || !context.isEmpty else {
      return add(
        fields: fields, keeping: kept, line: line, source: source, mayHaveControls: mayHaveControls)
    }
    let rank = decode(fields, keeping: kept, mayHaveControls)
    if faults.isEmpty, passes {
      accept(rank: rank, line: line, source: source)
    } else {
      reject(rank: rank, line: line, source: source, faults: faults, context: context)
    }
  }

  /// Adds a record in which the form itself found no fault.
  package func add(
    fields: UnsafePointer<Bytes>, keeping kept: ColumnSet = .none, line: Int, source: Bytes,
    mayHaveControls: Bool
  ) {
    let rank = decode(fields, keeping: kept, mayHaveControls)
    if passes {
      accept(rank: rank, line: line, source: source)
    } else {
      reject(rank: rank, line: line, source: source, faults: [], context: "")
    }
  }

  @inline(__always)
  private func decode(
    _ fields: UnsafePointer<Bytes>, keeping kept: ColumnSet, _ mayHaveControls: Bool
  ) -> UInt32 {
    let rank = UInt32(block.recordCount)
    block.recordCount += 1
    row.decode(fields, keeping: kept, mayHaveControls: mayHaveControls)
    return rank
  }

  /// Whether nothing is against the values of the record that was decoded last.
  @inline(__always)
  private var passes: Bool { row.faults.isEmpty && !endsBeforeStart }

  // MARK: - Accepting

  private func accept(rank: UInt32, line: Int, source: Bytes) {
    guard isOfRoutes else {
      let place = Place(file: 0, line: UInt32(line), rank: rank)
      if isOfValuations {
        if let row = builder.valuation(row, place) { block.valuations.append((row, source)) }
      } else if let record = builder.record(row, place: place) {
        block.records.append((record, source))
      }
      return
    }
    var route = routes.row(line: line, rank: rank, source: source)
    if route.followUp != Day.noNumber, let judgement = context.judgement {
      judgeFollowUp(&route, judgement, line: line)
    }
    if context.keepsTexts, Int(route.vigencia) == context.judgement?.period {
      if block.texts.isEmpty { block.texts.reserveCapacity(block.rows.capacity) }
      route.texts = Int32(block.texts.count)
      block.texts.append(routes.texts)
    }
    block.rows.append(route)
  }

  private func cutoff(of vigencia: UInt16, _ judgement: Judgement) -> Day {
    if let lastCutoff, lastCutoff.vigencia == vigencia { return lastCutoff.day }
    let day = judgement.cutoff(of: Int(vigencia))
    lastCutoff = (vigencia, day)
    return day
  }

  /// A follow-up after the cut-off is read as absent, with its progress and achieved value (R112).
  private func judgeFollowUp(_ route: inout RouteRow, _ judgement: Judgement, line: Int) {
    guard Int(route.vigencia) <= judgement.period else { return }
    let cutoff = cutoff(of: route.vigencia, judgement)
    guard route.followUp > cutoff.number else { return }
    route.followUp = Day.noNumber
    route.progress = 0
    route.flags.remove(.hasAchieved)
    let column = RouteColumn.fecha_seguimiento.rawValue
    let finding = Finding(
      .r112, line: line, column: Int(header.ordinals[column]), field: names[column],
      value: Text.quoted(row.texts[column]), .lateFollowUp(cutoff: cutoff),
      establishment: DaneCode(number: route.establishment))
    block.conditionalFindings.append(
      (block.rows.count, RowFinding(rank: route.rank, finding: finding)))
  }

  // MARK: - Rejecting

  private var endsBeforeStart: Bool {
    isOfRoutes && routes.endsBeforeStart
  }

  private func reject(
    rank: UInt32, line: Int, source: Bytes, faults: [Finding], context: String
  ) {
    let establishment = establishmentColumn.flatMap { row.number($0) }
      .map { DaneCode(number: UInt64($0)) }
    if block.rejects.isEmpty { expectFaults() }
    let first = block.findings.count
    var codes = DiagnosticCodes()
    func tell(_ finding: consuming Finding) {
      finding.establishment = establishment
      if !context.isEmpty { finding.statement = .text(text(of: finding) + context) }
      codes.insert(finding.code)
      block.findings.append(RowFinding(rank: rank, finding: finding))
      var place = block.findings.count - 1
      while place > first,
        Finding.precedes(block.findings[place].finding, block.findings[place - 1].finding)
      {
        block.findings.swapAt(place, place - 1)
        place -= 1
      }
    }
    for fault in faults { tell(fault) }
    for (column, fault) in row.faults
    where faults.allSatisfy({ $0.field != names[column] }) {
      tell(finding(fault.code, column, .value(fault, header.kind, column: column), line: line))
    }
    if endsBeforeStart {
      tell(finding(.r109, RouteColumn.fecha_fin.rawValue, .endBeforeStart, line: line))
    }
    block.rejects.append(
      (rank, RowReject(line: line, codes: codes, source: Reject.kept(source))))
    if isOfRoutes, let route = routes.rejected(line: line, rank: rank) {
      block.rows.append(route)
    }
  }

  /// Makes room for as many as the block before had, since faults seldom come alone.
  private func expectFaults() {
    block.findings.reserveCapacity(row.usualFaults.findings)
    block.rejects.reserveCapacity(row.usualFaults.rejects)
  }

  private func finding(
    _ code: DiagnosticCode, _ column: Int, _ statement: Statement, line: Int
  ) -> Finding {
    Finding(
      code, line: line, column: Int(header.ordinals[column]), field: names[column],
      value: Text.quoted(row.texts[column]), statement)
  }

  private func text(of finding: Finding) -> String {
    Messages.text(of: finding, vocabulary: context.vocabulary) ?? ""
  }
}
