/// The form as Excel in Spanish opens a CSV: UTF-8 with a byte order mark, `;` and CRLF.
extension BlankForm {
  /// Title, help of each column, header.
  ///
  /// What stands above a header is no data, so the file is read as it is.
  var csv: [UInt8] {
    let records = [
      [kind.title], fields.map(\.help), fields.map(\.column.name),
    ]
    let text = records.map { $0.map(BlankForm.quoted).joined(separator: ";") + "\r\n" }.joined()
    return Array("\u{FEFF}\(text)".utf8)
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == ";" || $0 == "\"" }) else { return text }
    return "\"" + text.doublingQuotes + "\""
  }
}
