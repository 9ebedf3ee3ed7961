import Model
import XMLStream

/// Reads a file of our own XML: flat for every kind, nested for rg-382.
struct DocumentReader {
  let context: ReadingContext
  /// Bytes of a piece that a thread parses, where documents are cut.
  let pieceSize: Int
  let schedule: any BlockSchedule
  let open: () throws(FileFault) -> RawFile

  func read(into sink: some BlockSink) -> FileOutcome {
    do throws(FileFault) {
      if schedule.cutsDocuments {
        sink.forget()
        if let outcome = try readPieces(into: sink) { return outcome }
      }
      sink.forget()
      return try readWhole(into: sink)
    } catch {
      sink.forget()
      return .refused(FileMessages.unreadable(error), encoding: nil)
    }
  }

  private func readWhole(into sink: some BlockSink) throws(FileFault) -> FileOutcome {
    var visitor = DocumentVisitor(context: context, sink: sink)
    let file = try open()
    let result = try XMLReader.read(&visitor) { (room) throws(FileFault) -> Int in
      try file.read(into: room)
    }
    if let refusal = result.refusal {
      sink.forget()
      return .refused(XMLMessages.finding(refusal), encoding: nil)
    }
    visitor.flush()
    return outcome(kind: visitor.kind, result.encoding, rows: visitor.count)
  }

  private func outcome(kind: RecordKind?, _ encoding: XMLEncoding?, rows: Int) -> FileOutcome {
    guard let kind else { return .refused(FileMessages.empty, encoding: nil) }
    var outcome = FileOutcome()
    outcome.kinds = [kind]
    outcome.format = .xml
    outcome.encoding = encoding.flatMap { SourceEncoding(rawValue: $0.rawValue) }
    if rows == 0 { outcome.findings.append(XMLMessages.noRows) }
    return outcome
  }

  // MARK: - In pieces

  /// What a piece turned out to be.
  private struct PieceResult {
    let blocks: [PieceSink.Held]
    let kind: RecordKind?
    let encoding: XMLEncoding?
    let rows: Int
    let lineEnds: Int
    let isSound: Bool
  }

  /// Reads the document in pieces; `nil` if it can't be cut, or is not sound.
  private func readPieces(into sink: some BlockSink) throws(FileFault) -> FileOutcome? {
    let cutter = DocumentCutter(try open(), size: pieceSize)
    var first: PieceResult?
    var lines = 0
    var rows = 0
    var isSound = true
    let context = context
    try schedule.run(
      { () throws(FileFault) in try cutter.next() },
      { DocumentReader.parse($0, context) },
      { _, result in
        first = first ?? result
        // Only the first tells the encoding, and those behind it are cut as UTF-8.
        isSound = result.isSound && [.utf8, .utf8BOM].contains(first?.encoding)
        guard isSound else { return false }
        for (block, rank) in result.blocks {
          sink.take(block, linesBefore: lines, ranksBefore: rows + rank)
        }
        lines += result.lineEnds
        rows += result.rows
        return true
      })
    guard isSound, !cutter.isUncut, let first else { return nil }
    return outcome(kind: first.kind, first.encoding, rows: rows)
  }

  @Sendable private static func parse(
    _ piece: DocumentCutter.Piece, _ context: ReadingContext
  ) -> PieceResult {
    let sink = PieceSink()
    var visitor = DocumentVisitor(context: context, sink: sink)
    let result = XMLReader.read(&visitor, pull: piece.reader())
    visitor.flush()
    return PieceResult(
      blocks: sink.blocks, kind: visitor.kind, encoding: result.encoding, rows: visitor.count,
      lineEnds: piece.lineEnds, isSound: result.refusal == nil && visitor.kind != nil)
  }
}

/// Holds the blocks of a piece until its turn.
private final class PieceSink: BlockSink {
  typealias Held = (block: DecodedBlock, rank: Int)

  private(set) var blocks: [Held] = []

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    blocks.append((block, ranksBefore))
  }

  func forget() {
    blocks = []
  }
}

/// Finds the kind of a document by its root and visits it in that kind's form.
private struct DocumentVisitor: XMLVisitor {
  private enum Form {
    case flat(FlatVisitor)
    case nested(RouteVisitor)
  }

  private let context: ReadingContext
  private let sink: any BlockSink
  private(set) var kind: RecordKind?
  private var batch: RowBatch?
  private var form: Form?
  private var depth = 0

  init(context: ReadingContext, sink: any BlockSink) {
    self.context = context
    self.sink = sink
  }

  var count: Int { batch?.count ?? 0 }

  func flush() {
    batch?.flush()
  }

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    depth = element.depth
    if element.depth == 1 { return try startRoot(element) }
    switch form {
    case .flat(let visitor): try visitor.start(element, source: source)
    case .nested(let visitor): try visitor.start(element, source: source)
    case nil:
      try startFirst(element, source)
    }
  }

  private mutating func startRoot(_ element: XMLElement) throws(XMLRefusal) {
    let known = RecordKind.allCases.first { $0.rootElement == element.name.string }
    guard !element.name.hasNamespace, let known else {
      throw XMLRefusal(.unknownRoot(element.name.string), line: element.line)
    }
    for attribute in element.attributes where !attribute.name.hasNamespace {
      guard attribute.name.isLocal("vigencia") || attribute.name.isLocal("formato") else {
        throw StructureFault.unknownAttribute(attribute.name, element)
      }
    }
    kind = known
    let batch = RowBatch(
      header: TableHeader(elementsOf: known), context: context, sink: sink)
    self.batch = batch
    if known != .routes {
      let visitor = FlatVisitor(kind: known, batch: batch)
      visitor.startRoot(element)
      form = .flat(visitor)
    }
  }

  /// The first element of a document of routes tells whether it is nested or flat.
  private mutating func startFirst(
    _ element: XMLElement, _ source: XMLSource
  ) throws(XMLRefusal) {
    guard let batch else { return }
    if element.name.isLocal("accion") {
      form = .flat(FlatVisitor(kind: .routes, batch: batch))
    } else {
      form = .nested(RouteVisitor(batch: batch))
    }
    try startElement(element, source: source)
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    defer { depth -= 1 }
    switch form {
    case .flat(let visitor): visitor.end(depth: depth, text: text, source: source)
    case .nested(let visitor): visitor.end(depth: depth, text: text, source: source)
    case nil: break
    }
  }
}
