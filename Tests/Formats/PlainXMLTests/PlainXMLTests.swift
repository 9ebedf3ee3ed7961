import Testing
import XMLStream

@Suite struct PlainXMLTests {
  /// Documents of the subset: read without the parser, and to the parser's events.
  @Test(arguments: [
    "<a/>", "<a></a>", "<a ></a >", "\n <a>\n</a>\n", "<a b=\"1\" c=\"\"/>", "<a\n b='1'\n/>",
    "<a b=\"x > y\"/>", "<a>«ñandú» \"y\"</a>",
    "<a b=\"1&#10;2\t3\n4\r\n5\r6\">&lt;&#243;&#xF3;\r\n\r</a>",
    "<a>\r\n<b>1</b>\r<b c=\"&amp;&quot;&apos;\">2</b>\n\r<b>3&gt;</b>x<b/></a>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a-1._b><c/></a-1._b>",
    "\u{FEFF}<?xml version=\"1.0\"?><a>\u{10FFFF}</a>", "<a>]]</a>", "<a>&#9;&#13;</a>",
  ])
  func plainDocuments(_ text: String) throws {
    let document = Array(text.utf8)
    let (listing, outcome) = parse(document)
    #expect(outcome.refusal == nil)
    guard !text.contains("'1'") else {
      #expect(readPlainly(document) == nil)
      return
    }
    let plain = try #require(readPlainly(document))
    #expect(plain.listing == listing)
    #expect(plain.encoding == outcome.encoding)
  }

  /// Whatever is not of the subset is given up, sound or not.
  @Test(arguments: [
    "", " ", "a", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>x", "x<a/>", "<a b/>", "<a b=1/>",
    "<a b=\"1\" b=\"2\"/>", "<a b=\"1\"c=\"2\"/>", "<a b=\"<\"/>", "<a b=\"1/>", "<a>&x;</a>",
    "<a>&amp</a>",
    "<a>&#0;</a>", "<a>&#x1F;</a>", "<a>&#xFFFF;</a>", "<a>&#xD800;</a>", "<a>&#x110000;</a>",
    "<a>&#+65;</a>",
    "<a>]]></a>", "<a>></a>", "<a><!-- --></a>", "<a><?x?></a>", "<a><![CDATA[]]></a>",
    "<!DOCTYPE a><a/>",
    "<a xmlns=\"u\"/>", "<x:a xmlns:x=\"u\"/>", "<a xml:lang=\"es\"/>", "<1/>", "<ñ/>", "<a / >",
    "<a xmlns=\"\"/>", "<a x:b=\"\"/>", "<x:a/>", "<a:/>", "<:a/>", "<x:y:a/>", "<xmlns/>",
    "<a xmlns:=\"http://www.w3.org/TR/REC-html40\"/>",
    "<a xmlns:xml=\"http://www.w3.org/TR/REC-html40\"/>",
    "<a xmlns:xmlns=\"http://www.w3.org/TR/REC-html40\"/>",
    "<xmlns:a xmlns:a=\"http://www.w3.org/TR/REC-html40\"/>",
    "<a xmlns:x=\"http://www.w3.org/TR/REC-html40\" xmlns:x=\"http://www.w3.org/TR/REC-html40\"/>",
    "<a><b xmlns:x=\"http://www.w3.org/TR/REC-html40\"/><x:c/></a>",
    "<a><b xmlns:x=\"http://www.w3.org/TR/REC-html40\"></b><x:c/></a>",
    "<?mso-application progid=\"Excel.Sheet\"?><a/>",
    "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><a/>",
    "<?xml version=\"1.0\"?>x<?mso-application progid=\"Excel.Sheet\"?><a/>",
    "< a/>",
    "<a>\u{FFFF}</a>", "<a>\u{FFFE}</a>", "<a>\u{1}</a>", "<a>\u{0}</a>", "<a>\u{7F}</a>",
    "<a>\u{85}</a>",
    "<?xml version=\"1.1\"?><a/>", "<?xml version=\"1.0\" encoding=\"latin1\"?><a/>", "<a>&</a>",
    "<a>&#;</a>",
    "<a>x&y;<b/></a>", "<a", "<a b=\"", "<a>&#x41", "<a></a", "<a></a\n", "<a b =\"1\"/>",
    "<a b= \"1\"/>",
  ])
  func otherDocuments(_ text: String) {
    #expect(readPlainly(Array(text.utf8)) == nil)
  }

  @Test func otherEncodings() throws {
    for name in ["windows-1252", "ISO-8859-1"] {
      let head = Array("<?xml version=\"1.0\" encoding=\"\(name)\"?>".utf8)
      let document = head + Array("<a b=\"".utf8) + [0xF1, 0xAB] + Array("\">".utf8) + [0xD3]
      let end = Array("</a>".utf8)
      let (listing, outcome) = parse(document + end)
      let plain = try #require(readPlainly(document + end))
      #expect(plain.listing == listing)
      #expect(plain.encoding == outcome.encoding)
      // A byte without a character, and one that is a control in one of them.
      #expect(readPlainly(document + [0x81] + end) == nil)
      #expect((readPlainly(document + [0x92] + end) == nil) == (name == "ISO-8859-1"))
    }
  }

  @Test func bytesThatAreNoText() {
    for bad: [UInt8] in [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0x80]] {
      #expect(readPlainly(Array("<a>".utf8) + bad + Array("</a>".utf8)) == nil)
      #expect(readPlainly(Array("<a/>".utf8) + bad) == nil)
    }
  }

  /// Near a limit the parser is asked, which knows it exactly.
  @Test func nothingNearALimitIsPlain() {
    let limits = [
      String(repeating: "<a>", count: 49) + String(repeating: "</a>", count: 49),
      "<a b=\"" + String(repeating: "x", count: 40_000) + "\"/>",
      "<a>" + String(repeating: "x", count: 1_048_576) + "</a>",
      "<a " + (0..<65).map { "b\($0)=\"\"" }.joined(separator: " ") + "/>",
      "<" + String(repeating: "a", count: 49) + "/>",
      "<a>" + (0..<200).map { "<b\($0)/>" }.joined() + "</a>",
    ]
    for text in limits {
      #expect(readPlainly(Array(text.utf8)) == nil)
      #expect(parse(Array(text.utf8)).outcome.refusal == nil)
    }
  }

  /// A visitor that refuses an element of a plain document is asked again by the parser.
  @Test func aRefusalIsTheParsers() {
    let document = Array("<a><b/></a>".utf8)
    #expect(readPlainly(document, objection: "b") == nil)
    #expect(parse(document, objection: "b").outcome.refusal?.code == "F005")
  }
}
