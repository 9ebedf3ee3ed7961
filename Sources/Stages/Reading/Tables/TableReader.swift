import Delimited
import Model
import Synchronization

/// Reads a file of delimited text from its recognition to its last record.
///
/// A file is tried as UTF-8 with ends of records guessed by the parity of quotes; what contradicts a
/// guess starts it again: as Windows-1252, or with exact ends. The order of what may refuse it is
/// that of contract 2: F002, F009, F001, F006, F008.
package struct TableReader {
  private let open: () throws(FileFault) -> RawFile
  private let context: ReadingContext
  private let blockSize: Int
  private let schedule: any BlockSchedule
  private let assumptions: TableAssumptions

  /// `assumptions` are those under which an earlier reading came to the file's end.
  package init(
    context: ReadingContext, blockSize: Int, schedule: any BlockSchedule,
    assumptions: TableAssumptions = TableAssumptions(),
    open: @escaping () throws(FileFault) -> RawFile
  ) {
    self.open = open
    self.context = context
    self.blockSize = blockSize
    self.schedule = schedule
    self.assumptions = assumptions
  }

  /// Reads the file into `sink`; what the sink has taken of a refused file is forgotten.
  package func read(into sink: some BlockSink) -> FileOutcome {
    var assumptions = assumptions
    while true {
      sink.forget()
      let attempt = TableAttempt(
        context: context, encoding: assumptions.encoding, isExact: assumptions.isExact)
      switch attempt.run(open: open, blockSize: blockSize, schedule: schedule, into: sink) {
      case .done(var outcome):
        outcome.assumptions = assumptions
        if outcome.isRefused { sink.forget() }
        return outcome
      case .notUTF8:
        assumptions.encoding = .windows1252
        assumptions.isExact = false
      case .misaligned:
        assumptions.isExact = true
      }
    }
  }
}

/// One reading of a file under some assumptions.
private final class TableAttempt {
  enum Result {
    case done(FileOutcome)
    case notUTF8
    case misaligned
  }

  private let context: ReadingContext
  private let encoding: SourceEncoding?
  private let isExact: Bool
  private var linesBefore = 0
  private var ranksBefore = 0
  private var fault: Diagnostic? {
    didSet { isRefused.store(fault != nil, ordering: .relaxed) }
  }
  /// Whether there is a fault, for the thread that reads the next block meanwhile.
  private let isRefused = Atomic(false)
  private var ending: Result?
  private var hasRecords = false

  init(context: ReadingContext, encoding: SourceEncoding?, isExact: Bool) {
    self.context = context
    self.encoding = encoding
    self.isExact = isExact
  }

  func run(
    open: () throws(FileFault) -> RawFile, blockSize: Int, schedule: any BlockSchedule,
    into sink: some BlockSink
  ) -> Result {
    do throws(FileFault) {
      let reader = try BlockReader(try open(), encoding: encoding, size: blockSize)
      return try read(reader, blockSize: blockSize, schedule: schedule, into: sink)
    } catch {
      return .done(.refused(FileMessages.unreadable(error), encoding: nil))
    }
  }

  private func read(
    _ reader: BlockReader, blockSize: Int, schedule: any BlockSchedule, into sink: some BlockSink
  ) throws(FileFault) -> Result {
    let finding = try head(reader, blockSize: blockSize)
    guard case .opened(let opening) = finding else {
      return try scan(reader, schedule: schedule, finding: finding)
    }
    if isExact { reader.cut = .exact(separator: opening.separator) }
    linesBefore = opening.dataLine
    let decoder = TableDecoder(
      header: opening.header, separator: opening.separator, context: context,
      allowsNul: reader.encoding == .utf16Little || reader.encoding == .utf16Big)
    var start: Int? = opening.dataStart
    try schedule.run(
      { () throws(FileFault) -> RawBlock? in
        let isRefused = self.isRefused.load(ordering: .relaxed)
        if isRefused { reader.cut = .anywhere }
        guard let (block, isLast) = try reader.next() else { return nil }
        defer { start = nil }
        return RawBlock(block: block, start: start ?? 0, isLast: isLast, isOnlyChecked: isRefused)
      },
      { $0.isOnlyChecked ? decoder.check($0.block) : decoder.decode($0.block, from: $0.start) },
      { self.absorb($0, $1, encoding: reader.encoding, into: sink) })
    return ending ?? .done(outcome(opening, encoding: reader.encoding))
  }

  /// Reads a file of no kind to its end, since bytes that are no text go before everything else.
  private func scan(
    _ reader: BlockReader, schedule: any BlockSchedule, finding: TableFinding
  ) throws(FileFault) -> Result {
    reader.cut = .anywhere
    var isEmpty = true
    while let (block, _) = try reader.next() {
      let check = Utf8.check(block.bytes)
      if let result = try textFault(check, encoding: reader.encoding) { return result }
      isEmpty = isEmpty && block.bytes.trimmed.isEmpty
    }
    var nearest: (kind: RecordKind, missing: [String])?
    if case .unknown(let near) = finding { nearest = near }
    let message = isEmpty ? FileMessages.empty : FileMessages.unknown(nearest: nearest)
    return .done(.refused(message, encoding: nil, further: notes(reader.encoding)))
  }

  /// Looks for the header in a head that grows until it can be told.
  private func head(_ reader: BlockReader, blockSize: Int) throws(FileFault) -> TableFinding {
    var size = blockSize
    while true {
      let (block, isWhole) = try reader.head(size)
      let search = HeaderSearch(block, isWhole: isWhole, vocabulary: context.vocabulary)
      let finding = search.run()
      guard case .tooShort = finding, block.count < TableAttempt.longestHead else { return finding }
      size = max(size, block.count) * 2
    }
  }

  private static let longestHead = 64 << 20

  /// Takes a decoded piece; `false` ends the reading.
  private func absorb(
    _ piece: RawBlock, _ result: TableBlock, encoding: SourceEncoding, into sink: some BlockSink
  ) -> Bool {
    do throws(FileFault) {
      if let result = try textFault(result.check, encoding: encoding) {
        ending = result
        return false
      }
    } catch {
      ending = .done(.refused(FileMessages.unreadable(error), encoding: nil))
      return false
    }
    guard fault == nil else { return true }
    if !piece.isLast, !isExact, result.endsInQuotes || !piece.endsInLineEnd {
      ending = .misaligned
      return false
    }
    if result.fault == nil, !piece.isLast, !piece.endsInLineEnd {
      let found = DelimitedFault(.fieldTooLong, line: 0, offset: 0)
      fault = FileMessages.limit(found, line: linesBefore + 1)
      return true
    }
    if let found = result.fault {
      fault = FileMessages.limit(found, line: linesBefore + found.line + 1)
      return true
    }
    hasRecords = hasRecords || result.decoded.recordCount > 0
    sink.take(result.decoded, linesBefore: linesBefore, ranksBefore: ranksBefore)
    linesBefore += result.decoded.lineEnds
    ranksBefore += result.decoded.recordCount
    return true
  }

  private func textFault(
    _ check: TextCheck, encoding: SourceEncoding
  ) throws(FileFault) -> Result? {
    let isUTF16 = encoding == .utf16Little || encoding == .utf16Big
    if check.isUTF8, !check.hasNul || isUTF16 { return nil }
    guard check.isUTF8 || encoding != .utf8 else { return .notUTF8 }
    if check.hasNul { throw .nul }
    throw .notText(.notUTF8)
  }

  private func outcome(_ opening: TableOpening, encoding: SourceEncoding) -> FileOutcome {
    let header = opening.header
    var outcome = FileOutcome()
    outcome.kinds = [header.kind]
    outcome.format = .csv
    outcome.encoding = encoding
    outcome.findings = notes(encoding)
    guard hasRecords || fault != nil else {
      outcome.findings.append(FileMessages.headerOnly)
      return outcome
    }
    if !header.repeated.isEmpty {
      let finding = FileMessages.repeated(header.repeated, line: opening.headerLine)
      return .refused(finding, encoding: nil, further: outcome.findings)
    }
    let above = opening.fault.map { FileMessages.limit($0, line: $0.line + 1) }
    if let fault = above ?? fault {
      return .refused(fault, encoding: nil, further: outcome.findings)
    }
    if !header.unknown.isEmpty {
      outcome.findings.append(FileMessages.unknownColumns(header.unknown, line: opening.headerLine))
    }
    return outcome
  }

  private func notes(_ encoding: SourceEncoding?) -> [Diagnostic] {
    encoding == .windows1252 ? [FileMessages.readAsWindows1252] : []
  }
}

extension RawBlock {
  fileprivate var endsInLineEnd: Bool {
    guard let last = block.bytes.last else { return true }
    return last == 0x0A || last == 0x0D
  }
}
