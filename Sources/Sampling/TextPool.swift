/// A text of the pool, by its number; 0 is the empty text.
struct Fragment: Equatable {
  let index: UInt32
  static let none = Fragment(index: 0)
}

/// A text of up to three fragments, joined as they stand.
struct Phrase: Equatable {
  var first: Fragment
  var second = Fragment.none
  var third = Fragment.none

  init(_ first: Fragment, _ second: Fragment = .none, _ third: Fragment = .none) {
    self.first = first
    self.second = second
    self.third = third
  }
}

/// The texts of a sample as bytes, each prepared once for tables and once for XML.
struct TextPool {
  /// What a table must quote a text for.
  struct Marks: OptionSet {
    let rawValue: UInt8
    static let quote = Marks(rawValue: 1)
    static let lineBreak = Marks(rawValue: 2)
    static let semicolon = Marks(rawValue: 4)
    static let comma = Marks(rawValue: 8)
    static let tab = Marks(rawValue: 16)
  }

  struct Entry {
    var table: Range<Int>
    var xml: Range<Int>
    var marks: Marks
  }

  private(set) var bytes: [UInt8] = []
  private(set) var entries: [Entry] = [Entry(table: 0..<0, xml: 0..<0, marks: [])]

  /// Adds a text; tables get its quotes doubled, XML its markup escaped.
  mutating func add(_ text: String) -> Fragment {
    let table = append(text.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] })
    let escaped = Self.escapedForXML(text)
    let xml = escaped == Array(text.utf8) && !text.contains("\"") ? table : append(escaped)
    entries.append(Entry(table: table, xml: xml, marks: Self.marks(of: text)))
    return Fragment(index: UInt32(truncatingIfNeeded: entries.count - 1))
  }

  mutating func add(_ texts: [String]) -> [Fragment] {
    texts.map { add($0) }
  }

  func marks(of phrase: Phrase) -> Marks {
    entry(phrase.first).marks.union(entry(phrase.second).marks).union(entry(phrase.third).marks)
  }

  @inline(__always)
  func entry(_ fragment: Fragment) -> Entry {
    entries[Int(fragment.index)]
  }

  private mutating func append(_ addition: [UInt8]) -> Range<Int> {
    let start = bytes.count
    bytes += addition
    return start..<bytes.count
  }

  private static func marks(of text: String) -> Marks {
    var marks: Marks = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): marks.insert(.quote)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): marks.insert(.lineBreak)
      case UInt8(ascii: ";"): marks.insert(.semicolon)
      case UInt8(ascii: ","): marks.insert(.comma)
      case UInt8(ascii: "\t"): marks.insert(.tab)
      default: break
      }
    }
    return marks
  }

  /// Escapes markup and line breaks; a control character that XML lacks becomes one that it has.
  private static func escapedForXML(_ text: String) -> [UInt8] {
    var escaped: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped += Array("&amp;".utf8)
      case UInt8(ascii: "<"): escaped += Array("&lt;".utf8)
      case UInt8(ascii: ">"): escaped += Array("&gt;".utf8)
      case UInt8(ascii: "\""): escaped += Array("&quot;".utf8)
      case UInt8(ascii: "\n"): escaped += Array("&#10;".utf8)
      case UInt8(ascii: "\t"), UInt8(ascii: "\r"): escaped.append(UInt8(ascii: " "))
      case 0..<32: escaped += Array("&#x86;".utf8)
      default: escaped.append(byte)
      }
    }
    return escaped
  }
}
