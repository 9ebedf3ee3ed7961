import Delimited
import Model
import XMLStream

/// Reads a file of our own XML: flat for every kind, nested for rg-382.
struct DocumentReader {
  let context: ReadingContext
  /// Bytes of a piece that a thread parses, where documents are cut.
  let pieceSize: Int
  let schedule: any BlockSchedule
  let open: () throws(FileFault) -> RawFile

  func read(into sink: some BlockSink) -> FileOutcome {
    do throws(FileFault) {
      if schedule.cutsDocuments {
        sink.forget()
        if let outcome = try readPieces(into: sink) { return outcome }
      }
      sink.forget()
      return try readWhole(into: sink)
    } catch {
      sink.forget()
      return .refused(FileMessages.unreadable(error), encoding: nil)
    }
  }

  private func readWhole(into sink: some BlockSink) throws(FileFault) -> FileOutcome {
    let file = try open()
    if let block = file.content {
      let document = ReadDocument(block, context: context)
      if document.refusal == nil { document.handOn(to: sink, linesBefore: 0, ranksBefore: 0) }
      return outcome(document.kind, document.encoding, document.refusal, rows: document.rows)
    }
    var visitor = DocumentVisitor(context: context, sink: sink)
    let result = try XMLReader.read(&visitor) { (room) throws(FileFault) -> Int in
      try file.read(into: room)
    }
    if result.refusal == nil { visitor.flush() } else { sink.forget() }
    return outcome(visitor.kind, result.encoding, result.refusal, rows: visitor.count)
  }

  private func outcome(
    _ kind: RecordKind?, _ encoding: XMLEncoding?, _ refusal: XMLRefusal?, rows: Int
  ) -> FileOutcome {
    if let refusal { return .refused(XMLMessages.finding(refusal), encoding: nil) }
    guard let kind else { return .refused(FileMessages.empty, encoding: nil) }
    var outcome = FileOutcome()
    outcome.kinds = [kind]
    outcome.format = .xml
    outcome.encoding = encoding.flatMap { SourceEncoding(rawValue: $0.rawValue) }
    if rows == 0 { outcome.findings.append(XMLMessages.noRows) }
    return outcome
  }

  // MARK: - In pieces

  /// Reads the document in pieces; `nil` if it can't be cut, or is not sound.
  private func readPieces(into sink: some BlockSink) throws(FileFault) -> FileOutcome? {
    let cutter = DocumentCutter(try open(), size: pieceSize)
    var first: (kind: RecordKind?, encoding: XMLEncoding?)?
    var lines = 0
    var rows = 0
    var isSound = true
    let context = context
    try schedule.run(
      { () throws(FileFault) in try cutter.next() },
      { (document: ReadDocument($0.block, context: context), lineEnds: $0.lineEnds) },
      { _, piece in
        let document = piece.document
        first = first ?? (document.kind, document.encoding)
        // Only the first tells the encoding, and those behind it are cut as UTF-8.
        isSound =
          document.refusal == nil && document.kind != nil
          && [.utf8, .utf8BOM].contains(first?.encoding)
        guard isSound else { return false }
        document.handOn(to: sink, linesBefore: lines, ranksBefore: rows)
        lines += piece.lineEnds
        rows += document.rows
        return true
      })
    guard isSound, !cutter.isUncut, let first else { return nil }
    return outcome(first.kind, first.encoding, nil, rows: rows)
  }
}
