import XMLStream

/// Reads the worksheets of a workbook of OpenDocument.
///
/// Source: OASIS OpenDocument 1.3, parts 2 and 3.
struct OpenDocumentWorkbook {
  static let content = "content.xml"
  private static let manifest = "META-INF/manifest.xml"

  private let parts: PackageParts

  init(_ parts: PackageParts) {
    self.parts = parts
  }

  func read<Consumer: SpreadsheetConsumer>(into consumer: inout Consumer) throws(PackageFault) {
    var manifest = ManifestVisitor()
    if parts.has(OpenDocumentWorkbook.manifest) {
      try parts.visit(OpenDocumentWorkbook.manifest, &manifest)
    }
    guard !manifest.isEncrypted else { throw PackageFault(.encrypted) }
    guard parts.has(OpenDocumentWorkbook.content) else { throw PackageFault(.notAWorkbook) }
    var visitor = ContentVisitor(consumer)
    do throws(PackageFault) {
      try parts.visit(OpenDocumentWorkbook.content, &visitor)
    } catch {
      consumer = visitor.consumer
      throw PackageFault(error.reason, part: error.part, row: visitor.rowNumber)
    }
    consumer = visitor.consumer
    guard visitor.hasSpreadsheet else { throw PackageFault(.notAWorkbook) }
  }
}

/// Visits `manifest.xml` for parts that ask for a password.
private struct ManifestVisitor: XMLVisitor {
  private(set) var isEncrypted = false

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    if element.name.isLocal("encryption-data") { isEncrypted = true }
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {}
}
