import Delimited
import Model

/// The form of a file, by the names of `archivos.csv`.
package enum SourceFormat: String, Sendable {
  case csv
  case xml
  case spreadsheet = "xml-2003"
  case officeOpen = "xlsx"
  case openDocument = "ods"
}

/// What was found out about a file as a whole.
package struct FileOutcome: Sendable {
  /// Kinds in the order in which they appear; empty where refused or unknown.
  package var kinds: [RecordKind] = []
  package var format: SourceFormat?
  package var encoding: SourceEncoding?
  /// F codes.
  package var findings: [Diagnostic] = []
  /// Of a packaged workbook the names of its worksheets: lines are places in them (`SheetLine`).
  package var sheets: [String] = []
  /// Under which assumptions a table was read to its end.
  package var assumptions = TableAssumptions()

  package init() {}

  /// Whether nothing of the file counts.
  package var isRefused: Bool { kinds.isEmpty }

  /// A file that is refused whole, or that no kind fits.
  package static func refused(
    _ finding: Diagnostic, encoding: SourceEncoding?, further: [Diagnostic] = []
  ) -> FileOutcome {
    var outcome = FileOutcome()
    outcome.encoding = encoding
    outcome.findings = further + [finding]
    return outcome
  }
}

/// What is assumed of a table when it is read; a reading that contradicts it is begun again.
package struct TableAssumptions: Sendable, Equatable {
  /// `nil`: UTF-8 unless a byte order mark says otherwise.
  package var encoding: SourceEncoding?
  /// Ends of records are told by the tokenizer instead of the parity of quotes.
  package var isExact = false

  package init() {}
}

/// Takes the blocks of a file in their order.
package protocol BlockSink: AnyObject {
  /// Takes a block whose first line is behind `linesBefore` lines of the file, and its first record
  /// behind `ranksBefore` others.
  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int)
  /// Forgets everything that was taken of the file: it is read again or refused.
  func forget()
}

/// A piece of a table that is still to be decoded.
package struct RawBlock: @unchecked Sendable {
  // Unchecked: the block is only read once it is handed out.
  package let block: Block
  package let start: Int
  package let isLast: Bool
  /// The file is refused already, unless its bytes are no text at all.
  package let isOnlyChecked: Bool
}

/// How the pieces of a file are gone over, in one thread or several.
package protocol BlockSchedule {
  /// Whether documents are cut into pieces too; whatever the number of threads, so that the blocks of
  /// a file are always the same.
  var cutsDocuments: Bool { get }

  /// Runs `work` over the pieces that `next` yields and gives the results to `absorb` in their order,
  /// until that answers `false`.
  func run<Piece: Sendable, Result>(
    _ next: () throws(FileFault) -> Piece?, _ work: @Sendable (Piece) -> Result,
    _ absorb: (Piece, Result) -> Bool
  ) throws(FileFault)
}

/// The schedule of one thread.
package struct InOneThread: BlockSchedule {
  package init() {}

  package var cutsDocuments: Bool { false }

  package func run<Piece: Sendable, Result>(
    _ next: () throws(FileFault) -> Piece?, _ work: @Sendable (Piece) -> Result,
    _ absorb: (Piece, Result) -> Bool
  ) throws(FileFault) {
    while let piece = try next() {
      guard absorb(piece, work(piece)) else { return }
    }
  }
}
