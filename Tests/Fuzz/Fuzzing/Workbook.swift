import TestSupport

/// A packaged workbook, handed on whole and in small batches: the archive's own bytes where they begin
/// like one, else parts with `---` between them, of which a sound archive is made.
///
/// The first byte says which: `O` for OpenDocument (a table), else Office Open XML (the rows of two
/// sheets, the shared texts, the styles, the properties of the workbook).
func fuzzWorkbook(_ input: [UInt8]) {
  guard let first = input.first else { return }
  if input.starts(with: Array("PK".utf8)) { return fuzzReading([first] + input) }
  var parts = String(decoding: input.dropFirst(), as: UTF8.self).components(by: "\n---\n")
  parts += Array(repeating: "", count: max(0, 5 - parts.count))
  let bytes =
    first == UInt8(ascii: "O")
    ? ZipFixture.openDocument(parts[0], manifest: parts[1]) : officeOpen(parts)
  fuzzReading([first] + bytes)
}

private func officeOpen(_ parts: [String]) -> [UInt8] {
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  return ZipFixture([
    "_rels/.rels": ZipFixture.relationships([("officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml":
      "<workbook xmlns='\(main)' xmlns:r='\(relationships)'>\(parts[4])<sheets>"
      + "<sheet name='a' sheetId='1' r:id='r0'/><sheet name='b' sheetId='2' r:id='r1'/>"
      + "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": ZipFixture.relationships([
      ("worksheet", "a.xml"), ("worksheet", "b.xml"), ("styles", "styles.xml"),
      ("sharedStrings", "strings.xml"),
    ]),
    "xl/a.xml": "<worksheet xmlns='\(main)'>\(parts[0])</worksheet>",
    "xl/b.xml": "<worksheet xmlns='\(main)'>\(parts[1])</worksheet>",
    "xl/strings.xml": "<sst xmlns='\(main)'>\(parts[2])</sst>",
    "xl/styles.xml": "<styleSheet xmlns='\(main)'>\(parts[3])</styleSheet>",
  ]).bytes
}

extension String {
  /// The pieces between the separators, without Foundation.
  fileprivate func components(by separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
