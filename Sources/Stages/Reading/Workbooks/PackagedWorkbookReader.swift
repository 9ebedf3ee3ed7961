import Archive
import Model
import Spreadsheet

/// Reads a workbook that is a zip archive, `.xlsx` or `.ods`, by the rules of XML Spreadsheet 2003.
///
/// Places are rows and cells of worksheets, and a rejected record is the text of its cells.
struct PackagedWorkbookReader {
  let context: ReadingContext
  let open: () throws(FileFault) -> RawFile

  func read(into sink: some BlockSink) -> FileOutcome {
    sink.forget()
    var consumer = WorkbookConsumer(context: context, sink: sink, places: .cells)
    var outcome: FileOutcome
    do throws(FileFault) {
      let bytes = ArchivedFile(try open())
      outcome = read(bytes, into: &consumer)
      if let fault = bytes.fault { throw fault }
    } catch {
      outcome = .refused(FileMessages.unreadable(error), encoding: nil)
    }
    outcome.sheets = consumer.sheets
    if outcome.isRefused { sink.forget() }
    return outcome
  }

  private func read(_ bytes: ArchivedFile, into consumer: inout WorkbookConsumer) -> FileOutcome {
    do throws(PackageFault) {
      let form = try WorkbookPackage.read(bytes, into: &consumer)
      return consumer.outcome(form == .officeOpen ? .officeOpen : .openDocument, .utf8)
    } catch {
      let line = error.row > 0 ? consumer.line(ofRow: error.row) : 0
      return .refused(PackageMessages.finding(error, line: line), encoding: nil)
    }
  }
}

/// A file as the bytes of an archive.
private final class ArchivedFile: ArchiveBytes {
  private let file: RawFile
  /// Why the file could not be read to its end.
  private(set) var fault: FileFault?

  init(_ file: RawFile) {
    self.file = file
  }

  var count: Int { file.stamp.size }

  func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) -> Int {
    do throws(FileFault) {
      return try file.read(at: offset, into: room)
    } catch {
      fault = fault ?? error
      return 0
    }
  }
}
