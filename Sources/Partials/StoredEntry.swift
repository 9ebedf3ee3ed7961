import Digest
import Frames
import Model

/// What a partial result holds under the path of something in the input folder.
package enum StoredEntry: Sendable {
  case file(StoredFile)
  /// F011
  case linkLeavesFolder
  /// F002: neither a file nor a folder.
  case notAFile
  /// F002: a folder that can't be listed.
  case unreadable(errno: Int32)
}

/// What was found out about a file as a whole; its blocks are the entry's frames, rows before sources.
package struct StoredFile: Sendable {
  package var bytes = 0
  /// None where the system did not let the file be read.
  package var sha256: SHA256Value?
  package var kinds: [RecordKind] = []
  /// By the names of `archivos.csv`.
  package var format: String?
  package var encoding: String?
  package var findings: [Diagnostic] = []
  package var sheets: [String] = []

  package init() {}

  /// The last line that a record of it may stand on.
  package var lastLine: UInt32 {
    guard !sheets.isEmpty else { return .max }
    return UInt32(clamping: SheetLine.line(sheet: sheets.count, row: 0) - 1)
  }
}

extension StoredEntry {
  package var bytes: [UInt8] {
    var writer = PackedWriter()
    switch self {
    case .file(let file):
      writer.append(byte: 0)
      file.write(to: &writer)
    case .linkLeavesFolder: writer.append(byte: 1)
    case .notAFile: writer.append(byte: 2)
    case .unreadable(let number):
      writer.append(byte: 3)
      writer.append(count: Int(number))
    }
    return writer.bytes
  }

  package init(_ bytes: [UInt8]) throws(FrameFault) {
    self = try PackedReader.whole(bytes) { (reader) throws(FrameFault) in
      switch try reader.byte() {
      case 0: .file(try StoredFile(&reader))
      case 1: .linkLeavesFolder
      case 2: .notAFile
      case 3: .unreadable(errno: Int32(try reader.count(upTo: Int(Int16.max))))
      default: throw .damaged
      }
    }
  }
}

extension StoredFile {
  fileprivate func write(to writer: inout PackedWriter) {
    writer.append(count: bytes)
    writer.append(counted: sha256?.bytes ?? [])
    writer.append(count: kinds.count)
    for kind in kinds { writer.append(kind.name) }
    writer.append(format ?? "")
    writer.append(encoding ?? "")
    writer.append(count: findings.count)
    for finding in findings { writer.append(finding) }
    writer.append(count: sheets.count)
    for sheet in sheets { writer.append(sheet) }
  }

  fileprivate init(_ reader: inout PackedReader) throws(FrameFault) {
    bytes = try reader.count(upTo: Int.max)
    let digest = try reader.counted()
    guard digest.isEmpty || digest.count == 32 else { throw .damaged }
    sha256 = digest.isEmpty ? nil : SHA256Value(bytes: digest)
    for _ in 0..<(try reader.count()) {
      let name = try reader.text()
      guard let kind = RecordKind.allCases.first(where: { $0.name == name }) else {
        throw .damaged
      }
      kinds.append(kind)
    }
    let names = (format: try reader.text(), encoding: try reader.text())
    format = names.format.isEmpty ? nil : names.format
    encoding = names.encoding.isEmpty ? nil : names.encoding
    for _ in 0..<(try reader.count()) { findings.append(try reader.finding(lastLine: .max)) }
    for _ in 0..<(try reader.count()) { sheets.append(try reader.text()) }
  }
}
