import Digest
import Model
import Reading

/// What is known of one file of the input while it is read.
final class IntakeFile {
  let source: SourceFile
  let number: FileNumber
  let log: FileLog
  var outcome = FileOutcome()
  var accepted = 0
  var superseded = 0
  var rejected = 0
  /// What the file was when it was first read.
  var stamp: FileStamp?
  /// Why what was read of it can't be trusted, or it could not be read for no fault of its own.
  var fault: IntakeFault?
  var sha256: SHA256Value?
  var bytes: Int?
  /// Ordinals of the columns of each kind in it, for findings that are made later.
  var ordinals: [RecordKind: [Int16]] = [:]
  var parts: [RoutePart] = []
  /// F codes, and findings that are made once all files are read.
  private(set) var fileFindings: [Diagnostic] = []
  /// Kinds that the file holds, once it was read; of a workbook several.
  var isRead = false

  init(_ source: SourceFile, number: FileNumber, store: FindingStore) {
    self.source = source
    self.number = number
    log = FileLog(store: store)
  }

  /// 1-based ordinal of a column; 0 where the file has none.
  func ordinal(_ kind: RecordKind, _ column: Int) -> Int {
    ordinals[kind].map { Int($0[column]) } ?? 0
  }

  /// Adds a finding that is made once all files are read.
  func add(late finding: Diagnostic) {
    fileFindings.append(finding)
  }
}

/// Why a run can't go on with what it has read of a file.
struct IntakeFault: Error {
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
