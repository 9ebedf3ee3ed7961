import Model
import XMLStream

/// Visits a document whose rows are elements and whose fields are attributes or child elements
/// (contract 1 §2, Flat XML).
final class FlatVisitor {
  private let kind: RecordKind
  private let names: NameTable
  private let rowName: [UInt8]
  private let batch: RowBatch
  private var fields: [Bytes]
  private var given: [Bool]
  private var rootVigencia: Bytes?
  private let rootArena = Arena()
  private let vigenciaColumn: Int?
  private var line = 0
  private var field: Int?
  private let none = Bytes(start: nil, count: 0)

  init(kind: RecordKind, batch: RowBatch) {
    self.kind = kind
    self.batch = batch
    names = NameTable(kind.columns.map(\.camelCase))
    rowName = Array(kind.rowElement.utf8)
    fields = Array(repeating: none, count: kind.columns.count)
    given = Array(repeating: false, count: kind.columns.count)
    vigenciaColumn = kind.columns.firstIndex { $0.name == "vigencia" }
  }

  func startRoot(_ element: XMLElement) {
    for attribute in element.attributes where attribute.name.isLocal("vigencia") {
      if !attribute.name.hasNamespace { rootVigencia = rootArena.keep(attribute.value) }
    }
  }

  func start(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
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
    for column in fields.indices {
      fields[column] = none
      given[column] = false
    }
    for attribute in element.attributes where !attribute.name.hasNamespace {
      let column = names.place(of: attribute.name)
      guard column >= 0 else { throw StructureFault.unknownAttribute(attribute.name, element) }
      fields[column] = batch.arena.keep(attribute.value)
      given[column] = true
    }
  }

  private func startField(_ element: XMLElement) throws(XMLRefusal) {
    let column = names.place(of: element.name)
    guard column >= 0, !element.name.hasNamespace else {
      throw StructureFault.unknownElement(element, in: kind.rowElement)
    }
    guard !given[column] else { throw StructureFault.repeated(element.name.string, element) }
    try StructureFault.refuseAttributes(element)
    given[column] = true
    field = column
  }

  /// Takes the end of an element at a depth.
  func end(depth: Int, text: Bytes, source: XMLSource) {
    if depth == 3, let field {
      fields[field] = batch.arena.keep(text)
      self.field = nil
    } else if depth == 2 {
      if let vigenciaColumn, !given[vigenciaColumn], let rootVigencia {
        fields[vigenciaColumn] = rootVigencia
      }
      batch.add(fields: fields, line: line, source: batch.arena.keep(source.extract()))
      batch.flushIfFull()
    }
  }
}
