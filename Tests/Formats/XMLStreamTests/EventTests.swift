import Testing
import XMLStream

@Suite("Elements as the visitor sees them")
struct EventTests {
  @Test func elementsAttributesAndText() {
    let reading = read(
      """
      <?xml version="1.0"?>
      <raíz vigencia="2025">
        <fila nombre='La "Ñ"'
          x:y="z" xmlns:x="urn:x"/>
        stray <fila><a>uno</a><b/></fila>
      </raíz>
      """)
    #expect(
      reading.events == [
        "2 <raíz vigencia=[2025]", "3 <fila nombre=[La \"Ñ\"] {urn:x}y=[z]", "fila> ",
        "~ \n  stray ", "5 <fila", "5 <a", "a> uno", "5 <b", "b> ", "fila> ", "raíz> ",
      ])
    #expect(reading.outcome == XMLOutcome(refusal: nil, encoding: .utf8))
    #expect(
      reading.recording.extracts == [
        "<fila nombre='La \"Ñ\"'\n    x:y=\"z\" xmlns:x=\"urn:x\"/>", "<fila><a>uno</a><b/></fila>",
      ])
  }

  @Test func referencesInAttributesAndText() {
    let reading = read(
      "<r a=\"1 &amp; 2 &#38; &lt;&gt;&quot;&apos; &amp;lt; &amp;#38;\" b=\"&#xF1;\">&amp;&#38;&lt;&#241;&amp;lt;</r>"
    )
    #expect(
      reading.events == ["1 <r a=[1 & 2 & <>\"' &lt; &#38;] b=[ñ]", "r> &&<ñ&lt;"])
  }

  @Test func textOfSeveralPiecesIsOne() {
    let reading = read("<r>a<!-- <x> -->b<![CDATA[<c>&amp;]]]]><![CDATA[>]]>d<?pi <y> ?>e</r>")
    #expect(reading.events == ["1 <r", "r> ab<c>&amp;]]>de"])
  }

  @Test func markupInsideCommentsIsNone() {
    let reading = read(
      "<r><!-- <a> \n <b --><![CDATA[ <c> \n]]><?p <d\n ?><e q='>' w=\">\"/><f/></r>")
    #expect(
      reading.events == ["1 <r", "~  <c> \n", "4 <e q=[>] w=[>]", "e> ", "4 <f", "f> ", "r> "])
  }

  @Test func namespaces() {
    let reading = read(
      "<r xmlns='urn:d' xmlns:p='urn:p'><p:a p:b='1' b='2' xml:lang='es'/><c xmlns=''/></r>")
    #expect(
      reading.events == [
        "1 <{urn:d}r",
        "1 <{urn:p}a {urn:p}b=[1] b=[2] {http://www.w3.org/XML/1998/namespace}lang=[es]",
        "{urn:p}a> ", "1 <c", "c> ", "{urn:d}r> ",
      ])
  }

  /// A name that is not a valid URI is no fault of the document.
  @Test func oddNamespaceNamesAreAccepted() {
    let reading = read("<r xmlns:p='not a uri' xmlns:q='rel'><p:a/></r>")
    #expect(reading.code == "ok")
    #expect(reading.events[1] == "1 <{not a uri}a")
  }

  @Test(arguments: ["\n", "\r", "\r\n"]) func everyLineEndCounts(_ end: String) {
    let text = ["<r", "a='1'>", "<!-- ", "-->", "<fila>", "x", "</fila>", "<b/>", "</r>"]
    let reading = read(text.joined(separator: end))
    #expect(reading.events.filter { $0.contains("<") } == ["1 <r a=[1]", "5 <fila", "8 <b"])
  }

  @Test func linesBeyondSixteenBits() {
    let blank = String(repeating: "\n", count: 70_000)
    let reading = read("<r>\(blank)<a/>\r \(blank)<b></r>")
    #expect(reading.events == ["1 <r", "70001 <a", "a> ", "140002 <b"])
    #expect(reading.code == "F004")
    #expect(reading.line == 140_002)
  }

  @Test func anExtractIsCutAtACharacter() {
    let long = "<fila>" + String(repeating: "ñ", count: 200_000) + "</fila>"
    for prefix in ["<r>", "<r>" + String(repeating: " ", count: 65_000), "<r> "] {
      let reading = read(prefix + long + "<fila/></r>", chunk: 30_000)
      #expect(reading.recording.extracts.first?.utf8.count == 65_536)
      #expect(reading.recording.extracts.first == String(long.prefix(6 + 32_765)))
      #expect(reading.recording.extracts.last == "<fila/>")
    }
  }

  @Test func anExtractAcrossManyPieces() {
    let rows = (0..<3_000).map {
      "<fila n='\($0)'>\(String(repeating: "é", count: $0 % 97))</fila>"
    }
    let reading = read("<r>\n" + rows.joined(separator: "\r\n") + "</r>", chunk: 1_000)
    #expect(reading.recording.extracts == rows)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 4_096]) func everyChunkSizeGivesTheSame(_ chunk: Int) {
    let text = """
      <?xml version='1.0' encoding="utf-8" ?>\r
      <!-- antes <de> todo --><r xmlns:p="urn:p">\r\r\n
        <fila a="&amp;&#x1F600;" p:b='x>y'>té &lt; café<![CDATA[ ]] ]]]>x</fila><fila/>
        <?pi ?><hoja>\(String(repeating: "áé ", count: 300))</hoja>
        <b><c>1</c>dos<d/></b><!---->\r</r>\r\n<!-- fin -->
      """
    let whole = read(text)
    #expect(whole.code == "ok")
    for bytes in [Array(text.utf8), utf16(text, bigEndian: false), utf16(text, bigEndian: true)] {
      let reading = read(bytes, chunk: chunk)
      #expect(reading.events == whole.events)
      #expect(reading.recording.extracts == whole.recording.extracts)
      #expect(reading.code == "ok")
    }
  }
}
