import Digest
import Model
import Reading

/// What is known of one file of the input while it is read.
package final class IntakeFile {
  package let source: SourceFile
  let number: FileNumber
  let log: FileLog
  var outcome = FileOutcome()
  var accepted = 0
  var superseded = 0
  var rejected = 0
  /// What the file was when it was first read.
  var stamp: FileStamp?
  /// Why what was read of it can't be trusted, or it could not be read for no fault of its own.
  private(set) var fault: (any Error)?
  var sha256: SHA256Value?
  var bytes: Int?
  /// Ordinals of the columns of each kind in it, for findings that are made later.
  private var headers: [RecordKind: [PlacedHeader]] = [:]
  var parts: [RoutePart] = []
  /// Whether all that the file gives may be held from its first reading on, instead of reading it
  /// again for each wave that needs it.
  var mayBeHeld = false
  var held: [RecordSink.HeldBlock]?
  /// Kinds that the file holds, once it was read; of a workbook several.
  var isRead = false
  /// Whether the rows of a route are so far apart that all routes have to be kept open.
  var isScattered = false

  init(_ source: SourceFile, number: FileNumber, store: FindingStore) {
    self.source = source
    self.number = number
    log = FileLog(store: store)
  }

  /// 1-based ordinal of a column in the table that a line belongs to; 0 where it has none.
  func ordinal(_ kind: RecordKind, _ column: Int, line: Int) -> Int {
    ordinals(of: kind, line: line).map { Int($0[column]) } ?? 0
  }

  /// Keeps the ordinals under which a block was read; of a workbook every worksheet has its own.
  func keepOrdinals(of block: DecodedBlock, linesBefore: Int) {
    guard let first = block.firstLine else { return }
    let line = first + linesBefore
    guard ordinals(of: block.kind, line: line) != block.ordinals else { return }
    let header = PlacedHeader(line: line, ordinals: block.ordinals)
    headers[block.kind, default: []].append(header)
    headers[block.kind]?.sort { $0.line < $1.line }
  }

  private func ordinals(of kind: RecordKind, line: Int) -> [Int16]? {
    headers[kind]?.last { $0.line <= line }?.ordinals
  }

  /// The ordinals of a table's columns, and the line of its first record.
  private struct PlacedHeader {
    let line: Int
    let ordinals: [Int16]
  }

  func note(_ fault: FileFault) {
    note(IntakeFault(name: source.name, fault: fault))
  }

  /// Tells why what was read can't be trusted; the first reason stands.
  func note(_ fault: any Error) {
    self.fault = self.fault ?? fault
  }

  /// Tells what its first reading found out of the file as a whole.
  func settle(_ outcome: FileOutcome, bytes: Int, sha256: SHA256Value?) {
    isRead = true
    self.outcome = outcome
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// Why a run can't go on with what it has read of a file.
package struct IntakeFault: Error {
  let name: String
  let fault: FileFault
}

/// The digest of a file's bytes as they are read; of the first complete reading.
final class ReadingDigest {
  private var stream = SHA256Stream()
  private var bytes = 0

  func take(_ bytes: UnsafeRawBufferPointer) {
    stream.update(bytes)
    self.bytes += bytes.count
  }

  var digest: SHA256Value { stream.digest() }
  var count: Int { bytes }
}
