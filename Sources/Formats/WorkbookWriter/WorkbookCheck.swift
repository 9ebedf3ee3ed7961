import Archive
import Synchronization
import XMLStream

/// What a worksheet was given.
struct ExpectedSheet {
  let name: String
  var cells = PartContents()
  /// The texts of the notes, and as many shapes that show them.
  var notes = PartContents()
  var shapes = PartContents()

  init(_ name: String) {
    self.name = name
  }
}

/// What a workbook was given, to be found again in its finished file.
///
/// The library sets sheets and parts aside in files of its own and looks at the result of hardly any
/// read or write of them; what fails there is missing in an archive that is otherwise sound. So the
/// file is read back: cells and notes by their content, lists of the other parts by their length,
/// and every part to its very end.
struct WorkbookCheck {
  /// By the part's name in lower case.
  private var expected: [String: PartContents] = [:]
  private var names = PartContents()
  private var sheets = 0
  private var sheetsWithNotes = 0

  mutating func add(_ sheet: ExpectedSheet) {
    names.add(sheet.name, at: CellPlace(row: 0, column: sheets))
    sheets += 1
    expected["xl/worksheets/sheet\(sheets).xml"] = sheet.cells
    guard sheet.notes != PartContents() else { return }
    sheetsWithNotes += 1
    expected["xl/comments\(sheetsWithNotes).xml"] = sheet.notes
    expected["xl/drawings/vmldrawing\(sheetsWithNotes).vml"] = sheet.shapes
  }

  /// Reads a finished workbook whole and throws `.differs` if it is not what was handed over; of
  /// several parts that differ the first by name.
  ///
  /// The parts are read by `forEach`, which calls its work once for each of so many places, on any
  /// threads; `bytes` are read by all of them.
  func run(
    _ bytes: any ArchiveBytes, forEach: (Int, (Int) -> Void) -> Void
  ) throws(WorkbookError) {
    let archives = ArchivePool(bytes)
    guard let archive = archives.take() else { throw .differs(part: "") }
    let parts = archive.names
    // The longest first, so that none is left for the end.
    let order = parts.map { (name: $0, size: archive.size(of: $0)) }
      .sorted { $0.size > $1.size }.map(\.name)
    var expected = expected
    expected["xl/workbook.xml"] = names
    expected["[content_types].xml"] = WorkbookCheck.types(of: parts)
    for part in expected.keys.sorted() where !archive.has(part) { throw .differs(part: part) }
    archives.giveBack(archive)
    let differing = Mutex<[String]>([])
    forEach(order.count) { place in
      let part = order[place]
      guard let archive = archives.take(),
        let found = WorkbookCheck.contents(of: part, in: archive),
        expected[part].map({ $0 == found }) ?? true
      else { return differing.withLock { $0.append(part) } }
      archives.giveBack(archive)
    }
    if let part = differing.withLock({ $0.min() }) { throw .differs(part: part) }
  }

  /// A type is declared for every part by itself, but for those that bear it in their name's ending.
  private static func types(of parts: [String]) -> PartContents {
    var types = PartContents()
    for part in parts where part != "[content_types].xml" {
      if !part.hasSuffix(".rels"), !part.hasSuffix(".vml") { types.add() }
    }
    return types
  }

  /// What a part holds; `nil` if it can't be read to its end.
  private static func contents(of part: String, in archive: ZipArchive) -> PartContents? {
    do throws(ArchiveFault) {
      return try archive.read(part) { (pull) throws(ArchiveFault) in
        guard part.hasPrefix("xl/worksheets/sheet") else { return try visited(pull) }
        var scanner = SheetScanner()
        guard try scanner.scan(pull) else { return nil }
        var frame = scanner.frame[...]
        let isWhole = try visited { (room) throws(ArchiveFault) in
          let piece = frame.prefix(room.count)
          frame = frame.dropFirst(piece.count)
          room.copyBytes(from: piece)
          return piece.count
        }
        return isWhole == nil ? nil : scanner.contents
      }
    } catch {
      return nil
    }
  }

  private static func visited(
    _ pull: (UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int
  ) throws(ArchiveFault) -> PartContents? {
    var visitor = PartVisitor()
    return try XMLReader.read(&visitor, pull: pull).refusal == nil ? visitor.contents : nil
  }
}

/// One archive for each of the threads that read parts at the same time; they are lent.
private final class ArchivePool {
  private struct Free: @unchecked Sendable {
    // Unchecked: an archive is no thread's while it is here.
    let archive: ZipArchive
  }

  private let bytes: any ArchiveBytes
  private let free = Mutex<[Free]>([])

  init(_ bytes: any ArchiveBytes) {
    self.bytes = bytes
  }

  /// An archive that no other thread has; `nil` if its directory can't be read.
  func take() -> ZipArchive? {
    if let free = free.withLock({ $0.popLast() }) { return free.archive }
    do throws(ArchiveFault) {
      return try ZipArchive(bytes, isBounded: false)
    } catch {
      return nil
    }
  }

  func giveBack(_ archive: ZipArchive) {
    let free = Free(archive: archive)
    self.free.withLock { $0.append(free) }
  }
}

/// Visits a part of a workbook: texts of comments, names of sheets, and how many shapes and declared
/// types there are.
private struct PartVisitor: XMLVisitor {
  private(set) var contents = PartContents()
  /// Of the open comment.
  private var place = CellPlace(row: 0, column: 0)
  private var sheets = 0

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    let name = element.name
    if name.isLocal("comment") {
      guard let found = element.attribute("ref").flatMap(CellPlace.init) else {
        let fault = XMLStructureFault.missingAttribute("ref", element: name.string)
        throw XMLRefusal(.structure(fault), line: element.line)
      }
      place = found
    } else if name.isLocal("sheet"), let name = element.attribute("name") {
      contents.add(name, at: CellPlace(row: 0, column: sheets))
      sheets += 1
    } else if name.isLocal("shape") || name.isLocal("Override") {
      contents.add()
    }
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    if name.isLocal("t") { contents.add(text, at: place) }
  }
}

extension XMLElement {
  fileprivate func attribute(_ name: StaticString) -> UnsafeRawBufferPointer? {
    attributes.first { $0.name.isLocal(name) && !$0.name.hasNamespace }?.value
  }
}
