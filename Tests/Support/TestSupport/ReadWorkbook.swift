import Archive
import Spreadsheet
import XMLStream

/// The bytes of an archive in memory.
package final class HeldBytes: ArchiveBytes {
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package var count: Int { bytes.count }

  package func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) -> Int {
    guard offset < bytes.count else { return 0 }
    let count = min(room.count, bytes.count - offset)
    room.copyBytes(from: bytes[offset..<offset + count])
    return count
  }
}

/// A packaged workbook read whole.
package struct ReadWorkbook: SpreadsheetConsumer {
  package struct Sheet {
    package let name: String
    package var rows: [[(kind: SpreadsheetCell.Kind, text: String)]] = []
  }

  package private(set) var sheets: [Sheet] = []

  package init(_ bytes: [UInt8]) throws(PackageFault) {
    _ = try WorkbookPackage.read(HeldBytes(bytes), into: &self)
  }

  package subscript(_ name: String) -> Sheet? { sheets.first { $0.name == name } }

  package mutating func worksheet(name: String, line: Int) throws(XMLRefusal) {
    sheets.append(Sheet(name: name))
  }

  package mutating func row(_ row: SpreadsheetRow) throws(XMLRefusal) -> RowVerdict {
    sheets[sheets.count - 1].rows.append(
      row.cells.map { ($0.kind, String(decoding: $0.bytes, as: UTF8.self)) })
    return .proceed
  }

  package mutating func endWorksheet() throws(XMLRefusal) {}
}
