import Model
import Spreadsheet
import XMLStream

/// Reads a workbook of XML Spreadsheet 2003: each worksheet is one table (contract 1 §2).
struct WorkbookReader {
  let context: ReadingContext
  let open: () throws(FileFault) -> RawFile

  func read(into sink: some BlockSink) -> FileOutcome {
    sink.forget()
    var visitor = SpreadsheetVisitor(
      WorkbookConsumer(context: context, sink: sink, places: .lines))
    do throws(FileFault) {
      let file = try open()
      let result = try XMLReader.read(&visitor) { (room) throws(FileFault) -> Int in
        try file.read(into: room)
      }
      let outcome = finish(result, visitor.consumer)
      if outcome.isRefused { sink.forget() }
      return outcome
    } catch {
      sink.forget()
      return .refused(FileMessages.unreadable(error), encoding: nil)
    }
  }

  private func finish(_ result: XMLOutcome, _ consumer: WorkbookConsumer) -> FileOutcome {
    if let refusal = result.refusal {
      return .refused(XMLMessages.finding(refusal), encoding: nil)
    }
    return consumer.outcome(
      .spreadsheet, result.encoding.flatMap { SourceEncoding(rawValue: $0.rawValue) })
  }
}
