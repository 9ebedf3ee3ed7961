import TestSupport
import Testing
import XMLStream

/// Random documents, sound and damaged: what is read without the parser is what the parser reads, and
/// of a document that the parser refuses nothing is read.
@Suite struct DifferentialTests {
  @Test(arguments: 0..<40)
  func randomDocuments(_ seed: Int) {
    var random = RandomDocument(seed: UInt64(seed))
    var plain = 0
    for _ in 0..<100 {
      let document = random.document()
      plain += compare(document)
      var damaged = document
      for _ in 0..<3 {
        random.damage(&damaged)
        _ = compare(damaged)
      }
    }
    #expect(plain > 20, "hardly a document is plain")
  }

  /// Compares the two ways; 1 if the document is plain.
  private func compare(_ document: [UInt8]) -> Int {
    guard let plain = readPlainly(document) else { return 0 }
    let (listing, outcome) = parse(document)
    let text = String(decoding: document, as: UTF8.self)
    #expect(outcome.refusal == nil, "\(text)")
    #expect(outcome.encoding == plain.encoding, "\(text)")
    #expect(listing == plain.listing, "\(text)")
    return 1
  }
}

/// Makes documents, most of them plain, with everything that the subset has and its neighbours.
private struct RandomDocument {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  private static let names = [
    "a", "b", "fechaInicio", "fechaSeguimiento", "requiereAsistencia", "requiereAsistenciA",
    "_x-1.y", "xml",
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
    let name = pick(RandomDocument.names)
    var tag = "<" + name
    for attribute in RandomDocument.names.shuffled(using: &random).prefix(number(0...4)) {
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

  private mutating func text() -> String {
    (0..<number(0...4)).map { _ in pick(RandomDocument.texts) }.joined()
  }

  private mutating func pick(_ choices: [String]) -> String { random.pick(choices) }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { random.number(range) }
}
