import XMLStream

/// Reads the worksheets of a workbook of Office Open XML.
///
/// Source: ECMA-376 parts 1 and 2; names of the transitional and of the strict namespaces.
struct OfficeOpenWorkbook {
  private let parts: PackageParts

  init(_ parts: PackageParts) {
    self.parts = parts
  }

  func read(into consumer: inout some SpreadsheetConsumer) throws(PackageFault) {
    let package = try Relationships(of: "", in: parts)
    guard let path = package.first(.workbook) else { throw PackageFault(.notAWorkbook) }
    guard parts.has(path) else { throw PackageFault(.missingPart, part: path) }
    var workbook = WorkbookVisitor()
    try parts.visit(path, &workbook)
    guard workbook.isWorkbook else { throw PackageFault(.notAWorkbook) }
    let relationships = try Relationships(of: path, in: parts)
    let values = try CellValues(relationships, isFrom1904: workbook.isFrom1904, in: parts)
    for sheet in workbook.sheets {
      guard let target = relationships.target(of: sheet.relationship) else {
        throw PackageFault(.missingPart, part: sheet.name)
      }
      guard target.kind == .worksheet else { continue }
      try read(target.path, named: sheet.name, values, into: &consumer)
    }
  }

  private func read<Consumer: SpreadsheetConsumer>(
    _ path: String, named name: String, _ values: CellValues, into consumer: inout Consumer
  ) throws(PackageFault) {
    guard parts.has(path) else { throw PackageFault(.missingPart, part: path) }
    var merges = MergeVisitor()
    if try parts.mayHold("mergeCell", in: path) { try parts.visit(path, &merges) }
    var visitor = SheetVisitor(
      consumer, name: name, values: values, merges: merges.sorted())
    do throws(PackageFault) {
      try parts.visit(path, &visitor)
    } catch {
      consumer = visitor.consumer
      throw PackageFault(error.reason, part: error.part, row: visitor.rowNumber)
    }
    consumer = visitor.consumer
  }
}

/// The names of Office Open XML.
enum OfficeOpenName {
  static let main: StaticString = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let strict: StaticString = "http://purl.oclc.org/ooxml/spreadsheetml/main"
}

extension XMLName {
  /// Whether this is an element of a workbook's documents.
  @inline(__always)
  func isSheetML(_ local: StaticString) -> Bool {
    isLocal(local) && (isNamespace(OfficeOpenName.main) || isNamespace(OfficeOpenName.strict))
  }
}

extension XMLElement {
  /// The value of an attribute in no namespace.
  func plainAttribute(_ name: StaticString) -> UnsafeRawBufferPointer? {
    attributes.first { $0.name.isLocal(name) && !$0.name.hasNamespace }?.value
  }

  func plainText(_ name: StaticString) -> String {
    plainAttribute(name).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// An attribute of digits only; `nil` if it is absent or anything else.
  func plainNumber(_ name: StaticString) -> Int? {
    plainAttribute(name).flatMap(Digits.number)
  }

  func isTrue(_ name: StaticString) -> Bool {
    guard let value = plainAttribute(name) else { return false }
    return value.equals("1") || value.equals("true") || value.equals("on")
  }
}

/// Numbers written with ASCII digits.
enum Digits {
  /// `nil` for anything but 1 to 15 digits.
  static func number(_ text: UnsafeRawBufferPointer) -> Int? {
    guard !text.isEmpty, text.count <= 15 else { return nil }
    var number = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      number = number &* 10 &+ Int(byte & 0x0F)
    }
    return number
  }
}
