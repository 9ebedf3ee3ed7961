import Delimited
import Model
import PlainXML
import Spreadsheet
import XMLStream

/// Reads a workbook of XML Spreadsheet 2003: each worksheet is one table (contract 1 §2).
struct WorkbookReader {
  let context: ReadingContext
  let open: () throws(FileFault) -> RawFile

  func read(into sink: some BlockSink) -> FileOutcome {
    sink.forget()
    do throws(FileFault) {
      let outcome = try read(try open(), into: sink)
      if outcome.isRefused { sink.forget() }
      return outcome
    } catch {
      sink.forget()
      return .refused(FileMessages.unreadable(error), encoding: nil)
    }
  }

  private func read(
    _ file: RawFile, into sink: some BlockSink
  ) throws(FileFault) -> FileOutcome {
    if let block = file.content, let plain = readPlain(block, into: sink) { return plain }
    var visitor = visitor(into: sink)
    let result = try XMLReader.read(&visitor) { (room) throws(FileFault) -> Int in
      try file.read(into: room)
    }
    if let refusal = result.refusal {
      return .refused(XMLMessages.finding(refusal), encoding: nil)
    }
    return outcome(visitor.consumer, result.encoding)
  }

  /// Reads a plain document in memory; `nil`, with nothing taken, if it is none.
  private func readPlain(_ block: Block, into sink: some BlockSink) -> FileOutcome? {
    guard let document = PlainDocument(block) else { return nil }
    var visitor = visitor(into: sink)
    let texts = Arena()
    guard PlainReader.read(document, into: &visitor, keep: { texts.keep($0) }) else {
      sink.forget()
      return nil
    }
    return outcome(visitor.consumer, document.encoding)
  }

  private func visitor(into sink: some BlockSink) -> SpreadsheetVisitor<WorkbookConsumer> {
    SpreadsheetVisitor(WorkbookConsumer(context: context, sink: sink, places: .lines))
  }

  private func outcome(_ consumer: WorkbookConsumer, _ encoding: XMLEncoding?) -> FileOutcome {
    consumer.outcome(
      .spreadsheet, encoding.flatMap { SourceEncoding(rawValue: $0.rawValue) })
  }
}
