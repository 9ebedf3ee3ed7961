import Delimited
import Model

/// Reads a file of any form, recognised by its content (contract 1 §1).
package struct FileReading {
  private let context: ReadingContext
  private let blockSize: Int
  private let schedule: any BlockSchedule
  private let assumptions: TableAssumptions
  private let open: () throws(FileFault) -> RawFile

  package init(
    context: ReadingContext, blockSize: Int, schedule: any BlockSchedule,
    assumptions: TableAssumptions = TableAssumptions(),
    open: @escaping () throws(FileFault) -> RawFile
  ) {
    self.context = context
    self.blockSize = blockSize
    self.schedule = schedule
    self.assumptions = assumptions
    self.open = open
  }

  /// Reads the file into `sink`; what the sink has taken of a refused file is forgotten.
  package func read(into sink: some BlockSink) -> FileOutcome {
    let opening = FileOpening(self.open)
    let open = { () throws(FileFault) in try opening.open() }
    let content: ContentSniffer.Content
    do throws(FileFault) {
      content = try findContent(in: try open())
    } catch {
      sink.forget()
      return .refused(FileMessages.unreadable(error), encoding: nil)
    }
    switch content {
    case .table:
      return TableReader(
        context: context, blockSize: blockSize, schedule: schedule, assumptions: assumptions,
        open: open
      ).read(into: sink)
    case .element("Workbook"):
      return WorkbookReader(context: context, open: open).read(into: sink)
    case .archive:
      return PackagedWorkbookReader(context: context, open: open).read(into: sink)
    case .compoundFile:
      sink.forget()
      return .refused(PackageMessages.compoundFile, encoding: nil)
    case .element, .unknownDocument:
      return DocumentReader(
        context: context, pieceSize: blockSize, schedule: schedule, open: open
      ).read(into: sink)
    }
  }

  /// Looks at the head, which grows while it holds nothing but blanks.
  private func findContent(in file: RawFile) throws(FileFault) -> ContentSniffer.Content {
    if file.content != nil, let name = try ContentSniffer.rootElement(of: file) {
      return .element(name)
    }
    let reader: BlockReader
    do throws(FileFault) {
      reader = try BlockReader(file, encoding: nil, size: 4096)
    } catch {
      if case .notText = error { return .table }
      throw error
    }
    var size = 4096
    while true {
      do throws(FileFault) {
        let (block, isWhole) = try reader.head(size)
        let content = ContentSniffer.content(block.bytes)
        let isBlank = block.bytes.trimmed.isEmpty
        if isWhole || size >= FileReading.longestProlog || !(isBlank || content == .unknownDocument)
        {
          return content
        }
        size = max(size, block.count) * 2
      } catch {
        if case .notText = error { return .table }
        throw error
      }
    }
  }

  private static let longestProlog = 1 << 20

  /// Bytes of a file that is held whole while it is read.
  fileprivate static let longestHeld = 2 << 20
}

/// Opens a file for each look at it; a small one is read only once.
private final class FileOpening {
  private let openFile: () throws(FileFault) -> RawFile
  private var held: RawFile?

  init(_ openFile: @escaping () throws(FileFault) -> RawFile) {
    self.openFile = openFile
  }

  func open() throws(FileFault) -> RawFile {
    if let again = held?.again() { return again }
    let file = try openFile()
    guard file.stamp.size <= FileReading.longestHeld else { return file }
    let small = try file.held()
    held = small
    return small
  }
}
