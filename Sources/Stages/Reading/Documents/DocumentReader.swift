import Model
import XMLStream

/// Reads a file of our own XML: flat for every kind, nested for rg-382.
struct DocumentReader {
  let context: ReadingContext
  let open: () throws(FileFault) -> RawFile

  func read(into sink: some BlockSink) -> FileOutcome {
    sink.forget()
    var visitor = DocumentVisitor(context: context, sink: sink)
    do throws(FileFault) {
      let file = try open()
      let outcome = try XMLReader.read(&visitor) { (room) throws(FileFault) -> Int in
        try file.read(into: room)
      }
      return finish(outcome, visitor, sink)
    } catch {
      sink.forget()
      return .refused(FileMessages.unreadable(error), encoding: nil)
    }
  }

  private func finish(
    _ result: XMLOutcome, _ visitor: DocumentVisitor, _ sink: some BlockSink
  ) -> FileOutcome {
    if let refusal = result.refusal {
      sink.forget()
      return .refused(XMLMessages.finding(refusal), encoding: nil)
    }
    guard let kind = visitor.kind else {
      sink.forget()
      return .refused(FileMessages.empty, encoding: nil)
    }
    visitor.flush()
    var outcome = FileOutcome()
    outcome.kinds = [kind]
    outcome.format = .xml
    outcome.encoding = result.encoding.flatMap { SourceEncoding(rawValue: $0.rawValue) }
    if visitor.count == 0 { outcome.findings.append(XMLMessages.noRows) }
    return outcome
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
