import Delimited
import Model
import XMLStream

/// Where the texts of a document in memory stay: as they stand in it, or in the arena.
final class DocumentTexts {
  let block: Block
  let arena = Arena()

  init(_ block: Block) {
    self.block = block
  }
}

/// Visits the elements below the root of one kind's document.
class RowVisitor {
  /// Takes a start tag.
  func start(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {}

  /// Takes the end of an element at a depth.
  func end(depth: Int, text: Bytes, source: XMLSource) {}
}

/// Finds the kind of a document by its root and visits it in that kind's form.
struct DocumentVisitor: XMLVisitor {
  private let context: ReadingContext
  private let sink: any BlockSink
  private let texts: DocumentTexts?
  private let routeNames: NameTable?
  private(set) var kind: RecordKind?
  private var batch: RowBatch?
  private var form: RowVisitor?
  /// The same again, since taking hold of it would cost more than most tags do.
  private var visitor: Unmanaged<RowVisitor>?
  private var depth = 0

  /// A visitor that gives rows to `sink`; `texts` if what it is handed stays where it is, and
  /// `routeNames` if names have the places that they had in earlier documents.
  init(
    context: ReadingContext, sink: any BlockSink, texts: DocumentTexts? = nil,
    routeNames: NameTable? = nil
  ) {
    self.context = context
    self.routeNames = routeNames
    self.sink = sink
    self.texts = texts
  }

  var count: Int { batch?.count ?? 0 }

  func flush() {
    batch?.flush()
  }

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    depth = element.depth
    if depth == 1 { return try startRoot(element) }
    let visitor = visitor ?? startRows(element)
    // `form` holds it.
    var refusal: XMLRefusal?
    visitor?._withUnsafeGuaranteedRef {
      do throws(XMLRefusal) {
        try $0.start(element, source: source)
      } catch {
        refusal = error
      }
    }
    if let refusal { throw refusal }
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
      header: TableHeader(elementsOf: known), context: context, sink: sink, texts: texts)
    self.batch = batch
    if known != .routes {
      let visitor = FlatVisitor(kind: known, batch: batch)
      visitor.startRoot(element)
      use(visitor)
    }
  }

  /// The first element of a document of routes tells whether it is nested or flat.
  private mutating func startRows(_ element: XMLElement) -> Unmanaged<RowVisitor>? {
    guard let batch else { return nil }
    let isFlat = element.name.isLocal("accion")
    use(
      isFlat
        ? FlatVisitor(kind: .routes, batch: batch)
        : RouteVisitor(batch: batch, names: routeNames ?? NameTable(RouteForm.spellings)))
    return visitor
  }

  private mutating func use(_ visitor: RowVisitor) {
    form = visitor
    self.visitor = .passUnretained(visitor)
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    visitor?._withUnsafeGuaranteedRef { $0.end(depth: depth, text: text, source: source) }
    depth -= 1
  }
}
