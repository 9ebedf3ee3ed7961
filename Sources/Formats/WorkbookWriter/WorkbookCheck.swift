import Archive
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

  /// Reads a finished workbook whole and throws `.differs` if it is not what was handed over.
  func run(_ bytes: any ArchiveBytes) throws(WorkbookError) {
    let archive: ZipArchive
    do throws(ArchiveFault) {
      archive = try ZipArchive(bytes, isBounded: false)
    } catch {
      throw .differs(part: "")
    }
    let parts = archive.names
    var expected = expected
    expected["xl/workbook.xml"] = names
    expected["[content_types].xml"] = WorkbookCheck.types(of: parts)
    for part in expected.keys.sorted() where !archive.has(part) { throw .differs(part: part) }
    for part in parts {
      guard let found = WorkbookCheck.contents(of: part, in: archive),
        expected[part].map({ $0 == found }) ?? true
      else { throw .differs(part: part) }
    }
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
