import Model

/// Collects the rows of one kind of a document and hands them on in blocks.
final class RowBatch {
  private static let length = 2048

  private let sink: any BlockSink
  private let collector: RecordCollector
  private(set) var arena = Arena()
  private var ranks = 0
  private var pending = 0
  /// Records so far.
  private(set) var count = 0

  init(kind: RecordKind, context: ReadingContext, sink: any BlockSink) {
    self.sink = sink
    collector = RecordCollector(header: TableHeader(elementsOf: kind), context: context)
    collector.keep(arena)
  }

  /// Adds a row; `fields` and `source` lie in `arena`.
  func add(fields: [Bytes], line: Int, source: Bytes) {
    collector.add(fields: fields, line: line, source: source, mayHaveControls: true)
    pending += 1
    count += 1
  }

  /// Hands on what was collected if that is enough; nothing that lies in `arena` is used after it.
  func flushIfFull() {
    if pending >= RowBatch.length { flush() }
  }

  func flush() {
    guard pending > 0 else { return }
    let block = collector.take()
    sink.take(block, linesBefore: 0, ranksBefore: ranks)
    ranks += pending
    pending = 0
    arena = Arena()
    collector.keep(arena)
  }
}
