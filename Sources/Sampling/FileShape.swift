/// How a file of text is encoded.
enum TextEncoding {
  case utf8
  case utf8WithMark
  case windows1252
  /// Little-endian, with its mark.
  case utf16

  var mark: [UInt8] {
    switch self {
    case .utf8, .windows1252: []
    case .utf8WithMark: [0xEF, 0xBB, 0xBF]
    case .utf16: [0xFF, 0xFE]
    }
  }
}

/// How values are spelt in a file (contract 1, §3).
struct ValueForm {
  enum Dates { case iso, isoWithTime, slashes, shortSlashes, dashes }
  enum Money { case plain, pesos, dotsWithCents }
  enum Flags { case words, accented, digits, excel }

  var decimalMark = UInt8(ascii: ",")
  var dates = Dates.iso
  var money = Money.plain
  var flags = Flags.words
  var percentSign = false

  /// What flags are written as, no before yes.
  var flagWords: [String] {
    switch flags {
    case .words: ["NO", "SI"]
    case .accented: ["No", "Sí"]
    case .digits: ["0", "1"]
    case .excel: ["FALSO", "VERDADERO"]
    }
  }
}

/// The form of one file.
struct FileShape {
  enum Syntax {
    case table(separator: UInt8, lineEnd: String)
    /// Fields as attributes or as child elements.
    case flatXML(attributes: Bool)
    case routeXML
    case spreadsheet
  }

  var syntax: Syntax
  var encoding = TextEncoding.utf8
  var values = ValueForm()
  /// Whether a form's title stands above the header.
  var titleBlock = false
  /// 0 for the columns' own names, else which of their other headers.
  var headerVariant = 0

  var fileExtension: String {
    switch syntax {
    case .table: encoding == .utf16 ? "txt" : "csv"
    case .flatXML, .routeXML, .spreadsheet: "xml"
    }
  }

  /// What an analyst's tools write: UTF-8, `;`, ISO dates, no titles.
  static let plain = FileShape(syntax: .table(separator: UInt8(ascii: ";"), lineEnd: "\n"))

  /// The dialects that Excel writes, in the order in which files take turns.
  static let tables: [FileShape] = [
    FileShape(
      syntax: .table(separator: UInt8(ascii: ";"), lineEnd: "\r\n"), encoding: .windows1252,
      values: ValueForm(dates: .slashes, money: .pesos, flags: .accented),
      titleBlock: true, headerVariant: 1),
    FileShape(
      syntax: .table(separator: UInt8(ascii: ";"), lineEnd: "\r\n"), encoding: .utf8WithMark,
      values: ValueForm(dates: .shortSlashes, money: .dotsWithCents, percentSign: true),
      headerVariant: 2),
    FileShape(
      syntax: .table(separator: UInt8(ascii: ","), lineEnd: "\n"),
      values: ValueForm(decimalMark: UInt8(ascii: "."), flags: .digits)),
    FileShape(
      syntax: .table(separator: UInt8(ascii: "\t"), lineEnd: "\r\n"), encoding: .utf16,
      values: ValueForm(dates: .dashes, money: .pesos, flags: .excel),
      titleBlock: true, headerVariant: 3),
  ]

  private static let xmlValues = ValueForm(decimalMark: UInt8(ascii: "."), dates: .iso)
  private static let spreadsheet = FileShape(
    syntax: .spreadsheet, values: xmlValues, titleBlock: true, headerVariant: 1)

  /// The shape of a kind's file: its turn among the shapes that the form allows.
  static func shape(
    of kind: RecordKind, turn: Int, options: SampleOptions
  ) -> FileShape {
    let table = tables[turn % tables.count]
    let xml = FileShape(
      syntax: kind == .route ? .routeXML : .flatXML(attributes: turn % 2 == 0),
      encoding: turn % 3 == 2 ? .windows1252 : .utf8, values: xmlValues)
    switch (options.form, options.layout) {
    case (.csv, .combined): return plain
    case (.csv, .perEstablishment): return table
    case (.xml, _): return xml
    case (.spreadsheet2003, _): return spreadsheet
    case (.mixed, _):
      switch turn % 7 {
      case 4: return xml
      case 6: return spreadsheet
      default: return tables[turn % 7 % tables.count]
      }
    }
  }
}
