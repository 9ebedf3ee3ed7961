import Testing
import XMLStream

@Suite("Refusals")
struct RefusalTests {
  // MARK: - Well-formedness

  @Test func truncatedAtEveryByte() {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- ñ --><r a="1"><fila b='2'>té<![CDATA[x]]>&amp;</fila><?p q?></r>
      """
    let bytes = Array(text.utf8)
    #expect(read(bytes).code == "ok")
    for length in 0..<bytes.count {
      for chunk in [1, 4_096] {
        #expect(read(Array(bytes.prefix(length)), chunk: chunk).code == "F004", "\(length)")
      }
    }
  }

  @Test(
    arguments: [
      ("", .emptyDocument, 1),
      ("<r>\n<a>\n</b>\n</r>", .mismatchedTag, 3),
      ("<r>\n&foo;</r>", .entity, 2),
      ("<r a='&foo;'/>", .entity, 1),
      ("<r>\n<a b='1' b='2'/></r>", .repeatedAttribute, 2),
      ("<r>\n\u{1}</r>", .character, 2),
      ("<r>&#1;</r>", .character, 1),
      ("<r>\na & b</r>", .entity, 2),
      ("<r>\na &b</r>", .entity, 2),
      ("<!-- x -->\n", .emptyDocument, 2),
      ("<r>\n<a>", .unfinished, 2),
      ("<r>\n\n<p:a/></r>", .undeclaredPrefix, 3),
      ("<r>\n<a p:b='1'/></r>", .undeclaredPrefix, 2),
      ("<r/>\n<s/>", .contentAfterRoot, 2),
      ("<r/>\nx", .contentAfterRoot, 2),
      ("<r>\n<a b=1/></r>", .syntax, 2),
      ("<r>\n< a/></r>", .syntax, 2),
      ("<r a='<b/>'/>", .syntax, 1),
      ("<r>]]></r>", .syntax, 1),
    ] as [(String, XMLFault.Kind, Int)]) func notWellFormed(
      _ text: String, _ kind: XMLFault.Kind, _ line: Int
    )
  {
    for chunk in [1, 4_096] {
      let reading = read(text, chunk: chunk)
      #expect(reading.fault == kind)
      #expect(reading.line == line)
    }
  }

  @Test func linesOfFaultsWithLoneReturns() {
    #expect(read("<r>\r\r<a>\r\n</b>").line == 4)
    #expect(read("<r>\r\(String(repeating: "x\r", count: 50_000))</b>").line == 50_002)
  }

  @Test(arguments: ["\n<?xml version='1.0'?><r/>", "texto", "<", "<?xml", "<!--", "<r", "{}"])
  func thingsThatAreNoDocument(_ text: String) {
    #expect(read(text).code == "F004")
  }

  // MARK: - Document type declarations

  static let bombs = [
    "<!DOCTYPE r>", "<!DOCTYPE r SYSTEM 'file:///etc/passwd'>",
    "<!DOCTYPE r PUBLIC '-//W3C//DTD' 'http://127.0.0.1:9/x.dtd'>",
    "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>",
    "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
    "<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
    "<!DOCTYPE r [<!ATTLIST r a CDATA 'x'>\n<!-- ]> -->]>",
    "<!DOCTYPE r [<!ENTITY q '\(String(repeating: "q", count: 100_000))'>]>",
  ]

  @Test(arguments: bombs) func documentTypesAreRefused(_ declaration: String) {
    let body = "<r a='&a;'>&a;&b;&x;&q;</r>"
    for chunk in [1, 4_096] {
      let reading = read(
        "<?xml version='1.0'?>\n<!-- <!DOCTYPE -->\r\n\(declaration)\(body)", chunk: chunk)
      #expect(reading.outcome.refusal == XMLRefusal(.documentType, line: 3))
      #expect(reading.events.isEmpty)
    }
  }

  @Test func aDeclarationInsideTheRootIsNotWellFormed() {
    #expect(read("<r>\n<!DOCTYPE r></r>").code == "F004")
  }

  @Test func xIncludeIsAnElement() {
    let reading = read(
      "<r xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd'/></r>")
    #expect(
      reading.events.dropFirst().first
        == "1 <{http://www.w3.org/2001/XInclude}include href=[/etc/passwd]")
    #expect(reading.code == "ok")
  }

  // MARK: - Limits

  @Test func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>\n", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(read(nested(64)).code == "ok")
    #expect(read(nested(65)).outcome.refusal == XMLRefusal(.limit(.depth), line: 65))
    #expect(read(nested(100_000)).line == 65)
  }

  @Test func numberOfAttributes() {
    func tag(_ count: Int) -> String {
      "<r>\n<a xmlns:p='u' xmlns='v'" + (0..<count).map { " a\($0)='1'" }.joined() + "/></r>"
    }
    #expect(read(tag(256)).code == "ok")
    #expect(read(tag(257)).outcome.refusal == XMLRefusal(.limit(.attributes), line: 2))
  }

  @Test func namespacesInScope() {
    func tag(_ first: Int, _ count: Int) -> String {
      "<a" + (first..<first + count).map { " xmlns:p\($0)='u'" }.joined() + ">"
    }
    let well = tag(0, 1_000) + tag(0, 24) + "</a>\n" + tag(0, 24) + "</a></a>"
    #expect(read(well).code == "ok")
    let refusal = read(tag(0, 1_000) + tag(0, 24) + "\n" + tag(0, 1)).outcome.refusal
    #expect(refusal == XMLRefusal(.limit(.namespaces), line: 2))
  }

  @Test func aHundredThousandAttributesEndAtOnce() {
    let tag = "<r>\n\n<a" + (0..<100_000).map { " a\($0)='1'" }.joined() + "/></r>"
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(read(tag).outcome.refusal == XMLRefusal(.limit(.startTag), line: 3))
    }
    #expect(time < .seconds(2))
  }

  @Test(arguments: [1, 1_000, 65_536, 100_000]) func lengthOfAStartTag(_ chunk: Int) {
    func tag(_ length: Int) -> String {
      let frame = "<a b='>'/>".utf8.count
      return "<a b='>\(String(repeating: "x", count: length - frame))'/>"
    }
    for lead in ["", String(repeating: " ", count: 40_000)] {
      #expect(read("<r>\n\(lead)\(tag(65_536))</r>", chunk: chunk).code == "ok")
      let reading = read("<r>\n\(lead)\(tag(65_537))</r>", chunk: chunk)
      #expect(reading.outcome.refusal == XMLRefusal(.limit(.startTag), line: 2))
    }
  }

  /// What looks like a tag inside a comment, a section or an instruction is none, however long.
  @Test func longPassagesAreNoTags() {
    let long = " <a " + String(repeating: "x", count: 150_000)
    let text =
      "<r><!--\(long)--><a/><![CDATA[\(long)]]><b/><?p\(long)?><c/>\(long.dropFirst(4))</r>"
    for chunk in [1_000, 65_536] {
      let reading = read(text, chunk: chunk)
      #expect(reading.code == "ok")
      #expect(reading.events.filter { $0.contains("1 <") } == ["1 <r", "1 <a", "1 <b", "1 <c"])
    }
  }

  @Test func lengthOfAText() {
    func text(_ count: Int) -> String { "<r>\n<a>\(String(repeating: "é", count: count / 2))" }
    #expect(read(text(1_048_576) + "</a></r>").code == "ok")
    #expect(
      read(text(1_048_576) + "x</a></r>").outcome.refusal == XMLRefusal(.limit(.text), line: 2))
    let section = text(1_000_000) + "<![CDATA[\(String(repeating: "x", count: 50_000))]]></a></r>"
    #expect(read(section).outcome.refusal == XMLRefusal(.limit(.text), line: 2))
  }

  @Test func aTextPastTheParsersOwnLimit() {
    let reading = read("<r>\n<![CDATA[\(String(repeating: "x", count: 12_000_000))]]></r>")
    #expect(reading.outcome.refusal == XMLRefusal(.limit(.text), line: 1))
  }

  // MARK: - Order

  @Test func theFirstOfSeveralFaultsCounts() {
    let deep = String(repeating: "<a>", count: 70)
    #expect(read("<!DOCTYPE r>\n\(deep)</b>").code == "F007")
    #expect(read("\(deep)</b>").code == "F008")
    #expect(read("<r></b>\(deep)").code == "F004")
  }

  @Test func theVisitorsWordYieldsToLaterFaults() {
    let unknown = XMLRefusal(.unknownRoot("r"))
    let structure = XMLRefusal(
      .structure(.unknownElement("a", parent: "r")), line: 2)
    func read(_ text: String, _ refusal: XMLRefusal) -> Reading {
      XMLStreamTests.read(
        Array(text.utf8), objecting: (refusal.code == "F001" ? "r" : "a", refusal))
    }
    for refusal in [unknown, structure] {
      #expect(read("<r>\n<a/><b/></r>", refusal).outcome.refusal == refusal)
      #expect(read("<r>\n<a/><b/></x>", refusal).code == "F004")
      #expect(read("<r>\n<a/>" + String(repeating: "<b>", count: 64), refusal).code == "F008")
      #expect(read("<r>\n<a/>\0", refusal).code == "F002")
    }
    #expect(read("<r>\n<a/><b/></r>", structure).events == ["1 <r", "2 <a"])
    let columns = XMLRefusal(.limit(.columns), line: 2)
    #expect(read("<r>\n<a/><b/></x>", columns).outcome.refusal == columns)
  }

  @Test func whatTheSourceOfBytesThrowsIsThrownOn() {
    struct Broken: Error {}
    var recording = Recording()
    var calls = 0
    #expect(throws: Broken.self) {
      try XMLReader.read(&recording) { (buffer) throws(Broken) -> Int in
        calls += 1
        guard calls < 3 else { throw Broken() }
        buffer.copyBytes(from: Array("<r>".utf8))
        return 3
      }
    }
  }
}
