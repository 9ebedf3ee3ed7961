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
  private let columns: [Column]
  private let vigenciaColumn: Int?
  private let establishmentColumn: Int?

  package init(header: TableHeader, context: ReadingContext) {
    self.header = header
    self.context = context
    columns = header.kind.columns
    block = DecodedBlock(kind: header.kind, ordinals: header.ordinals)
    row = RowDecoder(kind: header.kind, vocabulary: context.vocabulary)
    builder = RecordBuilder(kind: header.kind)
    vigenciaColumn = columns.firstIndex { $0.name == "vigencia" }
    establishmentColumn = columns.firstIndex { $0.name == "codigo_dane" }
  }

  package func keep(_ object: AnyObject) {
    block.keep(object)
  }

  package func cover(lineEnds: Int) {
    block.lineEnds = lineEnds
  }

  /// Hands the block out and begins an empty one.
  package func take() -> DecodedBlock {
    defer { block = DecodedBlock(kind: header.kind, ordinals: header.ordinals) }
    return block
  }

  /// Adds a record.
  ///
  /// `line` is 1-based and `source` the record as it came. `faults` are those that the form itself
  /// found, such as surplus fields (R107) or a cell's error (R108); a field that has one is not
  /// judged again. `context` is what the messages say besides.
  package func add(
    fields: UnsafePointer<Bytes>, line: Int, source: Bytes, mayHaveControls: Bool,
    faults: [Diagnostic] = [], context: String = ""
  ) {
    let rank = UInt32(block.recordCount)
    block.recordCount += 1
    row.decode(fields, mayHaveControls: mayHaveControls)
    let isSound = faults.isEmpty && row.faults.isEmpty && !endsBeforeStart
    if isSound {
      accept(rank: rank, line: line, source: source)
    } else {
      reject(rank: rank, line: line, source: source, faults: faults, context: context)
    }
  }

  // MARK: - Accepting

  private func accept(rank: UInt32, line: Int, source: Bytes) {
    guard header.kind == .routes else {
      let place = Place(file: 0, line: UInt32(line), rank: rank)
      if header.kind == .valuations {
        if let row = builder.valuation(row, place) { block.valuations.append((row, source)) }
      } else if let record = builder.record(row, place: place) {
        block.records.append((record, source))
      }
      return
    }
    var route = RouteRows.row(row, line: line, rank: rank, source: source)
    if let judgement = context.judgement { judgeFollowUp(&route, judgement, line: line) }
    if context.keepsTexts, Int(route.vigencia) == context.judgement?.period {
      route.texts = Int32(block.texts.count)
      block.texts.append(RouteRows.texts(row))
    }
    block.rows.append(route)
  }

  /// A follow-up after the cut-off is read as absent, with its progress and achieved value (R112).
  private func judgeFollowUp(_ route: inout RouteRow, _ judgement: Judgement, line: Int) {
    guard route.followUp != RouteRow.noDay, Int(route.vigencia) <= judgement.period else { return }
    let cutoff = judgement.cutoff(of: Int(route.vigencia))
    guard route.followUp > cutoff.number else { return }
    route.followUp = RouteRow.noDay
    route.progress = 0
    route.flags.remove(.hasAchieved)
    route.flags.insert(.hasLateFollowUp)
    let diagnostic = Diagnostic(
      .r112, line: line,
      column: Int(header.ordinals[RouteColumn.fecha_seguimiento.rawValue]),
      field: RouteColumn.fecha_seguimiento.name,
      value: Text.quoted(row.texts[RouteColumn.fecha_seguimiento.rawValue]),
      message: Messages.lateFollowUp(cutoff),
      establishment: DaneCode(number: route.establishment))
    block.conditionalFindings.append(
      (block.rows.count, RowFinding(rank: route.rank, diagnostic: diagnostic)))
  }

  // MARK: - Rejecting

  private var endsBeforeStart: Bool {
    guard header.kind == .routes, let start = row.number(RouteColumn.fecha_inicio.rawValue),
      let end = row.number(RouteColumn.fecha_fin.rawValue)
    else { return false }
    return end < start
  }

  private func reject(
    rank: UInt32, line: Int, source: Bytes, faults: [Diagnostic], context: String
  ) {
    let establishment = establishmentColumn.flatMap { row.number($0) }
      .map { DaneCode(number: UInt64($0)) }
    var findings = faults
    let told = Set(faults.map(\.field))
    for (column, fault) in row.faults where !told.contains(columns[column].name) {
      findings.append(diagnostic(column, fault, line: line))
    }
    if endsBeforeStart {
      let column = RouteColumn.fecha_fin.rawValue
      findings.append(
        Diagnostic(
          .r109, line: line, column: Int(header.ordinals[column]), field: columns[column].name,
          value: Text.quoted(row.texts[column]), message: Messages.endBeforeStart))
    }
    findings.sort(by: Diagnostic.precedes)
    for var finding in findings {
      finding.establishment = establishment
      finding.message += context
      block.findings.append(RowFinding(rank: rank, diagnostic: finding))
    }
    let codes = Array(Set(findings.map(\.code))).sorted { $0.rawValue < $1.rawValue }
    block.rejects.append(
      (rank, Reject(line: line, codes: codes, record: Reject.cut(source))))
    if header.kind == .routes, let route = RouteRows.rejected(row, line: line, rank: rank) {
      block.rows.append(route)
    }
  }

  private func diagnostic(_ column: Int, _ fault: ValueFault, line: Int) -> Diagnostic {
    let value = Text.quoted(row.texts[column])
    let (code, text) = Messages.value(
      fault, columns[column], value: value, vocabulary: context.vocabulary)
    return Diagnostic(
      code, line: line, column: Int(header.ordinals[column]), field: columns[column].name,
      value: value, message: text)
  }
}

/// Rows of rg-382 from decoded values.
enum RouteRows {
  typealias C = RouteColumn

  static func row(_ row: RowDecoder, line: Int, rank: UInt32, source: Bytes) -> RouteRow {
    var route = RouteRow()
    route.line = UInt32(line)
    route.rank = rank
    route.source = source
    route.establishment = UInt64(row.numbers[C.codigo_dane.rawValue])
    route.vigencia = UInt16(row.numbers[C.vigencia.rawValue])
    route.version = UInt32(row.number(C.version.rawValue) ?? 1)
    route.component = ComponentIndex(row.numbers[C.componente.rawValue])
    route.opportunity = UInt16(row.numbers[C.oportunidad_no.rawValue])
    route.goal = UInt16(row.numbers[C.meta_no.rawValue])
    route.action = UInt16(row.numbers[C.accion_no.rawValue])
    route.progress = UInt16(row.number(C.avance.rawValue) ?? 0)
    route.start = day(row, .fecha_inicio)
    route.end = day(row, .fecha_fin)
    route.followUp = day(row, .fecha_seguimiento)
    let request = row.number(C.requiere_asistencia.rawValue) ?? 0
    route.request = Modality(rawValue: UInt8(request)) ?? .none
    route.flags = flags(row)
    route.baseline = row.number(C.linea_base.rawValue) ?? 0
    route.target = row.number(C.valor_meta.rawValue) ?? 0
    route.achieved = row.number(C.valor_logrado.rawValue) ?? 0
    return route
  }

  /// What can be used of a rejected row: its keys; `nil` where establishment or vigencia can't be
  /// read, since it counts for nobody then.
  static func rejected(_ row: RowDecoder, line: Int, rank: UInt32) -> RouteRow? {
    guard let code = row.number(C.codigo_dane.rawValue),
      let vigencia = row.number(C.vigencia.rawValue)
    else { return nil }
    var route = RouteRow()
    route.line = UInt32(line)
    route.rank = rank
    route.establishment = UInt64(code)
    route.vigencia = UInt16(vigencia)
    route.flags = .isRejected
    if row.states[C.version.rawValue] == .faulty {
      route.flags.insert(.hasNoVersion)
    } else {
      route.version = UInt32(row.number(C.version.rawValue) ?? 1)
    }
    return route
  }

  static func texts(_ row: RowDecoder) -> RouteTexts {
    func text(_ column: RouteColumn) -> Bytes {
      row.states[column.rawValue] == .present
        ? row.texts[column.rawValue] : Bytes(start: nil, count: 0)
    }
    return RouteTexts(
      opportunity: text(.oportunidad), goal: text(.meta), indicator: text(.indicador),
      action: text(.accion), evidence: text(.evidencia))
  }

  private static func day(_ row: RowDecoder, _ column: RouteColumn) -> Int32 {
    row.states[column.rawValue] == .present
      ? Int32(truncatingIfNeeded: row.numbers[column.rawValue]) : RouteRow.noDay
  }

  private static func flags(_ row: RowDecoder) -> RouteRow.Flags {
    func has(_ column: RouteColumn) -> Bool { row.states[column.rawValue] == .present }
    var flags: RouteRow.Flags = []
    if has(.indicador) { flags.insert(.hasIndicator) }
    if has(.linea_base) { flags.insert(.hasBaseline) }
    if has(.valor_meta) { flags.insert(.hasTarget) }
    if has(.valor_logrado) { flags.insert(.hasAchieved) }
    if !has(.responsable) || !has(.fecha_inicio) || !has(.fecha_fin) || !has(.recursos) {
      flags.insert(.isIncomplete)
    }
    return flags
  }
}

extension RouteColumn {
  /// The column's name in the contract.
  package var name: String { "\(self)" }
}
