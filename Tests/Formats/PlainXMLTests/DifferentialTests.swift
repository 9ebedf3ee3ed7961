import PlainXML
import TestSupport
import Testing
import XMLStream

/// Random documents, sound and damaged: what is read without the parser is what the parser reads, and
/// of a document that the parser refuses nothing is read.
///
/// With every other seed documents have the names of those before.
@Suite struct DifferentialTests {
  @Test(arguments: 0..<40)
  func randomDocuments(_ seed: Int) {
    var random = RandomDocument(seed: UInt64(seed))
    var names = Names(areShared: seed % 2 == 1)
    var plain = 0
    for _ in 0..<100 {
      let document = random.document()
      plain += compare(document, as: Listing(), &names)
      var damaged = document
      for _ in 0..<3 {
        random.damage(&damaged)
        _ = compare(damaged, as: Listing(), &names)
      }
    }
    #expect(plain > 20, "hardly a document is plain")
  }

  /// The same with the namespaces that Excel writes, and text beside child elements.
  @Test(arguments: 0..<40)
  func randomWorkbooks(_ seed: Int) {
    var random = RandomDocument(seed: UInt64(1_000 + seed), hasNamespaces: true)
    var names = Names(areShared: seed % 2 == 1)
    var plain = 0
    for _ in 0..<100 {
      let document = random.document()
      let same = compare(document, as: FullListing(), &names)
      if String(decoding: document, as: UTF8.self).contains("xmlns") { plain += same }
      var damaged = document
      for _ in 0..<3 {
        random.damage(&damaged)
        _ = compare(damaged, as: FullListing(), &names)
      }
    }
    #expect(plain > 10, "hardly a document with namespaces is plain")
  }

  /// Compares the two ways by what such a visitor sees; 1 if the document is plain.
  private func compare<Visitor: XMLVisitor & Equatable>(
    _ document: [UInt8], as visitor: Visitor, _ names: inout Names
  ) -> Int {
    var listing = visitor
    guard let encoding = readPlainly(document, into: &listing, names: names.next())
    else { return 0 }
    var expected = visitor
    let outcome = parse(document, into: &expected)
    let text = String(decoding: document, as: UTF8.self)
    #expect(outcome.refusal == nil, "\(text)")
    #expect(outcome.encoding == encoding, "\(text)")
    #expect(listing == expected, "\(text)")
    return 1
  }
}

/// The names that a document begins with: none, or those of the documents before unless they are many.
private struct Names {
  let areShared: Bool
  private var store = NameStore()

  init(areShared: Bool) {
    self.areShared = areShared
  }

  mutating func next() -> NameStore {
    if !areShared || store.isCrowded { store = NameStore() }
    return store
  }
}

/// Makes documents, most of them plain, with everything that the subset has and its neighbours.
private struct RandomDocument {
  private var random: SeededRandom
  private let hasNamespaces: Bool
  private let names: [String]

  init(seed: UInt64, hasNamespaces: Bool = false) {
    random = SeededRandom(seed: seed)
    self.hasNamespaces = hasNamespaces
    names = hasNamespaces ? RandomDocument.qualifiedNames : RandomDocument.names
  }

  private static let names = [
    "a", "b", "fechaInicio", "fechaSeguimiento", "requiereAsistencia", "requiereAsistenciA",
    "_x-1.y", "xml",
  ]
  private static let qualifiedNames = [
    "Data", "Row", "ss:Type", "ss:Index", "ss:Data", "x:Index", "x:UnElementoDeNombreLargo",
    "x:UnElementoDeNombreLargO", "a",
  ]
  /// As Excel begins a workbook.
  private static let rootDeclarations = [
    " xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"",
    " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"",
    "\r\n xmlns:x=\"urn:schemas-microsoft-com:office:excel\"",
  ]
  private static let declarations =
    rootDeclarations + [
      " xmlns=\"urn:schemas-microsoft-com:office:office\"",
      " xmlns:x=\"http://www.w3.org/TR/REC-html40\"",
    ]
  private static let texts = [
    "", " ", "\n", "\r\n", "\r", "\t", "x", "ñ", "«»", "😀", "\"", "'", "=", "/", "&amp;", "&lt;",
    "&#243;",
    "&#xA;", "&#13;",
    "una frase más larga que no cabe en sesenta y cuatro bytes, para que cruce de grupo",
  ]
  /// What is seldom plain, or sound.
  private static let strange = [
    "<!-- c -->", "<![CDATA[ < ]]>", "<?p?>", "]]>", "&x;", "&", "<", ">", "\u{85}", "\u{FFFF}",
    "\u{0}", "xmlns",
    " xmlns=\"u\"", "x:y", "</a>", "<a>", "<!DOCTYPE a>", "&#0;", "&#x10FFFF;", "\u{7F}",
    "\u{FEFF}",
  ]

  private static let windows = "<?xml version=\"1.0\" encoding=\"windows-1252\"?>"

  mutating func document() -> [UInt8] {
    let heads = [
      "", "", "\u{FEFF}", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "\n",
      "<?xml version='1.0'?>", RandomDocument.windows,
      "<?xml version=\"1.0\"?>\r\n\r \n<?mso-application progid=\"Excel.Sheet\"?>\n",
    ]
    let head = pick(heads)
    let text = head + element(depth: 1) + pick(["", "\n", " \r\n"])
    guard head == RandomDocument.windows else { return Array(text.utf8) }
    return text.unicodeScalars.map { UInt8(exactly: $0.value) ?? 0x80 }
  }

  /// Changes some bytes, takes some away or puts something strange in.
  mutating func damage(_ document: inout [UInt8]) {
    let place = number(0...document.count)
    switch number(0...3) {
    case 0: document.insert(contentsOf: Array(pick(RandomDocument.strange).utf8), at: place)
    case 1 where place < document.count: document[place] = UInt8(number(0...255))
    case 2: document.removeSubrange(place..<min(document.count, place + number(0...9)))
    default:
      let end = min(document.count, place + number(0...30))
      document.insert(contentsOf: document[place..<end], at: number(0...document.count))
    }
  }

  private mutating func element(depth: Int) -> String {
    let name = pick(names)
    var tag = "<" + name
    if hasNamespaces { tag += namespaces(depth: depth) }
    for attribute in names.shuffled(using: &random).prefix(number(0...4)) {
      tag +=
        pick([" ", "  ", "\n", "\r\n\t"]) + attribute + "=\"" + text().replacing("\"", with: "")
        + "\""
    }
    if number(0...5) == 0 { return tag + pick(["/>", " />", "\n/>"]) }
    var content = text()
    if depth < 5 {
      for _ in 0..<number(0...3) { content += element(depth: depth + 1) + text() }
    }
    return tag + pick([">", " >"]) + content + "</" + name + pick([">", ">", " >", "\n>"])
  }

  /// What a tag declares: nearly always all of a workbook's on the root, seldom one elsewhere.
  private mutating func namespaces(depth: Int) -> String {
    if depth == 1, number(0...9) > 0 { return RandomDocument.rootDeclarations.joined() }
    return number(0...3) == 0 ? pick(RandomDocument.declarations) : ""
  }

  private mutating func text() -> String {
    (0..<number(0...4)).map { _ in pick(RandomDocument.texts) }.joined()
  }

  private mutating func pick(_ choices: [String]) -> String { random.pick(choices) }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { random.number(range) }
}
