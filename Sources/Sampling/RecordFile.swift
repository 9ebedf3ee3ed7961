/// Writes records in one form of file.
protocol RecordRenderer {
  /// What stands before the first record.
  mutating func begin()
  /// One record; a table adds one field more than its header has where `overflowing`.
  mutating func write(_ row: Row, overflowing: Bool)
  /// What stands after the last record.
  mutating func end()
}

/// A file of records of one kind.
final class RecordFile {
  private let writer: ByteWriter
  private var renderer: any RecordRenderer

  init(path: String, kind: RecordKind, shape: FileShape, pool: TextPool) throws(SampleError) {
    writer = try ByteWriter(path: path, encoding: shape.encoding)
    let spelling = CellSpelling(writer: writer, pool: pool, form: shape.values)
    switch shape.syntax {
    case .table(let separator, let lineEnd):
      renderer = TableRenderer(
        spelling, kind: kind, shape: shape, separator: separator, lineEnd: lineEnd)
    case .flatXML(let attributes):
      renderer = FlatXMLRenderer(spelling, kind: kind, shape: shape, attributes: attributes)
    case .routeXML:
      renderer = RouteXMLRenderer(spelling, shape: shape)
    case .spreadsheet:
      renderer = SpreadsheetRenderer(spelling, kind: kind, shape: shape)
    }
    renderer.begin()
  }

  func write(_ row: Row, overflowing: Bool = false) throws(SampleError) {
    renderer.write(row, overflowing: overflowing)
    try writer.endRecord()
  }

  /// Ends the file and says how many bytes it holds.
  func close() throws(SampleError) -> Int {
    renderer.end()
    try writer.close()
    return writer.bytesWritten
  }
}
