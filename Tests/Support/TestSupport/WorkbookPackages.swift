/// Parts of packaged workbooks.
extension ZipFixture {
  /// The relationships of a part of Office Open XML, with `r` and their places as identifiers.
  package static func relationships(_ items: [(type: String, target: String)]) -> String {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return "<Relationships xmlns='\(package)'>"
      + items.enumerated().map {
        "<Relationship Id='r\($0)' Type='\(types)/\($1.type)' Target='\($1.target)'/>"
      }.joined() + "</Relationships>"
  }

  /// A workbook of OpenDocument with these tables.
  package static func openDocument(_ tables: String, manifest: String = "") -> [UInt8] {
    let names = ["office", "table", "text"].map {
      "xmlns:\($0)='urn:oasis:names:tc:opendocument:xmlns:\($0):1.0'"
    }
    let calc =
      "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"
    let content =
      "<office:document-content \(names.joined(separator: " ")) \(calc)><office:body>"
      + "<office:spreadsheet>\(tables)</office:spreadsheet></office:body></office:document-content>"
    return ZipFixture([
      "content.xml": content, "META-INF/manifest.xml": "<manifest>\(manifest)</manifest>",
    ]).bytes
  }
}
