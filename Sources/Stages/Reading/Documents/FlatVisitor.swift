import Model
import XMLStream

/// Visits a document whose rows are elements and whose fields are attributes or child elements
/// (contract 1 §2, Flat XML).
final class FlatVisitor: RowVisitor {
  private let kind: RecordKind
  private let names: NameTable
  private let rowName: [UInt8]
  private let batch: RowBatch
  private let columns: Int
  private let fields: UnsafeMutablePointer<Bytes>
  /// The columns that the row gives, a bit for each; no kind has more than 64.
  private var given: UInt64 = 0
  private var rootVigencia: Bytes?
  private let rootArena = Arena()
  private let vigenciaColumn: Int?
  private var line = 0
  private var field: Int?
  private let none = Bytes(start: nil, count: 0)

  init(kind: RecordKind, batch: RowBatch) {
    self.kind = kind
    self.batch = batch
    names = NameTable(FlatVisitor.spellings[kind] ?? [])
    rowName = Array(kind.rowElement.utf8)
    columns = kind.columns.count
    fields = .allocate(capacity: columns)
    vigenciaColumn = kind.columns.firstIndex { $0.name == "vigencia" }
  }

  deinit {
    fields.deallocate()
  }

  /// The names of attributes and elements of each kind, in the order of its columns.
  private static let spellings: [RecordKind: [[UInt8]]] = Dictionary(
    uniqueKeysWithValues: RecordKind.allCases.map { kind in
      (kind, kind.columns.map { Array($0.camelCase.utf8) })
    })

  func startRoot(_ element: XMLElement) {
    for attribute in element.attributes where attribute.name.isLocal("vigencia") {
      if !attribute.name.hasNamespace { rootVigencia = rootArena.keep(attribute.value) }
    }
  }

  override func start(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    switch element.depth {
    case 2: try startRow(element, source)
    case 3: try startField(element)
    default: throw StructureFault.unknownElement(element, in: kind.rowElement)
    }
  }

  private func startRow(_ element: XMLElement, _ source: XMLSource) throws(XMLRefusal) {
    guard !element.name.hasNamespace, element.name.local.elementsEqual(rowName) else {
      throw StructureFault.unknownElement(element, in: kind.rootElement)
    }
    source.keep()
    line = element.line
    fields.initialize(repeating: none, count: columns)
    given = 0
    for attribute in element.attributes where !attribute.name.hasNamespace {
      let column = names.place(of: attribute.name)
      guard column >= 0 else { throw StructureFault.unknownAttribute(attribute.name, element) }
      fields[column] = batch.hold(attribute.value)
      give(column)
    }
  }

  private func startField(_ element: XMLElement) throws(XMLRefusal) {
    let column = names.place(of: element.name)
    guard column >= 0, !element.name.hasNamespace else {
      throw StructureFault.unknownElement(element, in: kind.rowElement)
    }
    guard !isGiven(column) else { throw StructureFault.repeated(element.name.string, element) }
    try StructureFault.refuseAttributes(element)
    give(column)
    field = column
  }

  @inline(__always)
  private func isGiven(_ column: Int) -> Bool { given & (1 &<< UInt64(column)) != 0 }

  @inline(__always)
  private func give(_ column: Int) { given |= 1 &<< UInt64(column) }

  override func end(depth: Int, text: Bytes, source: XMLSource) {
    if depth == 3, let field {
      fields[field] = batch.hold(text)
      self.field = nil
    } else if depth == 2 {
      if let vigenciaColumn, !isGiven(vigenciaColumn), let rootVigencia {
        fields[vigenciaColumn] = rootVigencia
      }
      batch.add(
        fields: UnsafeBufferPointer(start: fields, count: columns), line: line,
        source: batch.hold(source.extract()))
      batch.flushIfFull()
    }
  }
}
