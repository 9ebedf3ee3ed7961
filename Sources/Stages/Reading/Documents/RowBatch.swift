import Model

/// Collects the rows of one kind of a document and hands them on in blocks.
final class RowBatch {
  private static let length = 2048
  /// Bytes after which fewer rows are enough.
  private static let greatestSize = 16 << 20

  private let sink: any BlockSink
  private let collector: RecordCollector
  private let texts: DocumentTexts?
  private(set) var arena: Arena
  /// The rank of the first record that is not handed on yet.
  private var ranks: Int
  private var pending = 0
  /// Records so far.
  private(set) var count = 0

  /// A batch whose first record has the rank `firstRank` in its file; `texts` if what is added stays
  /// where it is, in a document without controls, so that all of it is one block.
  init(
    header: TableHeader, context: ReadingContext, sink: any BlockSink, firstRank: Int = 0,
    texts: DocumentTexts? = nil
  ) {
    self.sink = sink
    self.texts = texts
    arena = texts?.arena ?? Arena()
    ranks = firstRank
    collector = RecordCollector(header: header, context: context)
    collector.keep(arena)
    if let texts {
      collector.keep(texts.block)
      collector.reserve(texts.block.count / RowBatch.usualRow(header.kind))
    }
  }

  /// Bytes of a row in a document, only to make room for all of them.
  private static func usualRow(_ kind: RecordKind) -> Int {
    kind == .valuations ? 90 : 440
  }

  /// The bytes where they may stay as long as the rows.
  @inline(__always)
  func hold(_ bytes: Bytes) -> Bytes {
    texts == nil ? arena.keep(bytes) : bytes
  }

  /// Adds a row; `fields` and `source` are held.
  ///
  /// `faults` are those the form itself found. `context` is what its messages say besides.
  func add(
    fields: [Bytes], line: Int, source: Bytes, faults: [Finding] = [], context: String = ""
  ) {
    fields.withUnsafeBufferPointer {
      add(fields: $0, line: line, source: source, faults: faults, context: context)
    }
  }

  /// The same with a slice for each column of the kind; those of `kept` are what they were in the row
  /// before, which was added to this batch since it was last handed on.
  func add(
    fields: UnsafeBufferPointer<Bytes>, keeping kept: ColumnSet = .none, line: Int, source: Bytes,
    faults: [Finding] = [], context: String = ""
  ) {
    // A kind has columns, so there is a first.
    collector.add(
      fields: fields.baseAddress.unsafelyUnwrapped, keeping: kept, line: line, source: source,
      mayHaveControls: texts == nil, faults: faults, context: context)
    pending += 1
    count += 1
  }

  /// Hands on what was collected if that is enough; nothing that was held is used after it.
  func flushIfFull() {
    guard texts == nil else { return }
    if pending >= RowBatch.length || arena.count >= RowBatch.greatestSize { flush() }
  }

  func flush() {
    guard pending > 0 else { return }
    let block = collector.take()
    sink.take(block, linesBefore: 0, ranksBefore: ranks)
    ranks += pending
    pending = 0
    guard texts == nil else { return }
    arena = Arena()
    collector.keep(arena)
  }
}
