import Delimited
import TestSupport
import Testing

/// What the tokenizer makes of a text: its records, or the fault that ends it with its 1-based line.
private struct Reading: Equatable {
  var records: [ReferenceTokenizer.Record] = []
  var fault: DelimitedFault.Kind?
  var faultLine: Int?
}

private func read(_ text: [UInt8], separator: [UInt8]) -> Reading {
  let block = Block(text)
  var tokenizer = DelimitedTokenizer(block, separator: separator)
  var reading = Reading()
  do throws(DelimitedFault) {
    while try tokenizer.next() {
      let fields = tokenizer.record.fields.map { field -> [UInt8] in
        let bytes = block[TextSpan(start: Int(field.start), count: Int(field.count))]
        return field.needsUnquoting ? Unquoting.value(of: bytes) : Array(bytes)
      }
      reading.records.append(
        .init(
          fields: fields, line: tokenizer.lines - tokenizer.record.lineEnds + 1,
          source: Array(text[tokenizer.record.start..<tokenizer.record.end])))
    }
  } catch {
    reading.fault = error.kind
    reading.faultLine = error.line + 1
  }
  return reading
}

private func read(_ text: String, separator: String = ";") -> Reading {
  read(Array(text.utf8), separator: Array(separator.utf8))
}

private func fields(_ text: String, separator: String = ";") -> [[String]] {
  read(text, separator: separator).records.map {
    $0.fields.map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Expects what the plain path, byte by byte, reads.
private func expectThePlainPath(_ text: [UInt8], _ separator: [UInt8], _ comment: Comment) {
  let found = read(text, separator: separator)
  do throws(ReferenceTokenizer.Unclosed) {
    let expected = try ReferenceTokenizer.records(of: text, separator: separator)
    #expect(found == Reading(records: expected), comment)
  } catch {
    #expect(found.fault == .unclosedQuote, comment)
    #expect(found.faultLine == error.line, comment)
  }
}

@Suite struct TokenizerTests {
  @Test(arguments: [";", ",", "\t", "|", "§", "→", "𝄞"])
  func agreesWithThePlainPath(separator: String) {
    let separator = Array(separator.utf8)
    let pieces: [[UInt8]] =
      ["\"", "\"\"", "\n", "\r", "\r\n", "a", "ñ", " ", ";", ",", "\t", "largo y más largo"]
      .map { Array($0.utf8) } + [separator, separator, [separator[0]]]
    for seed in 0..<400 {
      var random = SeededRandom(seed: UInt64(seed))
      let text = (0..<random.number(0...120)).flatMap { _ in random.pick(pieces) }
      expectThePlainPath(text, separator, "seed \(seed)")
    }
  }

  /// Records that begin as the one before, up to any byte of it.
  @Test(arguments: [";", "→"]) func recordsThatBeginAlike(separator: String) throws {
    let separator = Array(separator.utf8)
    let pieces: [[UInt8]] =
      ["\"", "\"\"", "\"a\"", "\"\n\"", "\n", "\r\n", "a", "ñ", "largo y más largo"]
      .map { Array($0.utf8) } + [separator, separator, [separator[0]]]
    var longest = 0
    for seed in 0..<400 {
      var random = SeededRandom(seed: UInt64(seed))
      var text: [UInt8] = []
      var last: [UInt8] = []
      for _ in 0..<random.number(1...8) {
        let kept = last.prefix(random.number(0...last.count))
        last = kept + (0..<random.number(0...12)).flatMap { _ in random.pick(pieces) } + [0x0A]
        text += last
      }
      expectThePlainPath(text, separator, "seed \(seed)")
      longest = max(longest, repeated(text, separator: separator).max() ?? 0)
    }
    #expect(longest > 3)
  }

  @Test(arguments: [
    ("a;b;c\na;b;d\na;x", [0, 2, 1]), ("a;b\na;b\n", [0, 1]), ("a;b\nab;b\n", [0, 0]),
    ("\"a\";\"b\";c\n\"a\";\"b\";d\n\"a\";b;c\n", [0, 2, 0]),
    ("a;\"b\nc\";d\na;\"b\nc\";e\n", [0, 1]), ("a;\"b\"\"\";c\na;\"b\"\"\";d\n", [0, 2]),
    ("\na;b\n\na;b\n", [0, 0, 0, 0]), ("a;b;c\na\na;b;c", [0, 0, 0]), (";;;\n;;;", [0, 3]),
  ]) func fieldsOfTheRecordBefore(text: String, expected: [Int]) {
    #expect(repeated(Array(text.utf8), separator: [0x3B]) == expected)
  }

  private func repeated(_ text: [UInt8], separator: [UInt8]) -> [Int] {
    var tokenizer = DelimitedTokenizer(Block(text), separator: separator)
    var repeated: [Int] = []
    while let found = try? tokenizer.next(), found { repeated.append(tokenizer.record.repeated) }
    return repeated
  }

  @Test func specialBytesAtEveryPlaceOfAGroup() {
    for length in 0..<200 {
      let filler = String(repeating: "x", count: length)
      #expect(fields("\(filler);b\n\"\(filler)\n\";d") == [[filler, "b"], ["\(filler)\n", "d"]])
    }
  }

  @Test(arguments: [
    ("", []), ("\n", [[""]]), ("a", [["a"]]), ("a;", [["a", ""]]), (";", [["", ""]]),
    ("a\r\rb", [["a"], [""], ["b"]]), ("a\r\nb\n\nc\rd", [["a"], ["b"], [""], ["c"], ["d"]]),
    ("\"a\"\"b\";c", [["a\"b", "c"]]), ("\"a\" b;c", [["a b", "c"]]),
    ("\"a\"b\"c;d", [["ab\"c", "d"]]), (" \"a\";b", [[" \"a\"", "b"]]),
    ("a\"b;c", [["a\"b", "c"]]),
    ("\"\";\"\"\"\"", [["", "\""]]), ("\"a;b\r\nc\";d", [["a;b\r\nc", "d"]]),
  ]) func forms(text: String, expected: [[String]]) {
    #expect(fields(text) == expected)
  }

  @Test func linesCountEveryLineEndAlsoInsideQuotes() {
    let reading = read("a\r\n\"b\nc\rd\r\ne\"\rf\n\ng")
    #expect(reading.records.map(\.line) == [1, 2, 6, 7, 8])
  }

  @Test func startsInTheMiddleOfABlock() throws {
    let block = Block(Array("título;x\n\"a\"\"\";b\n".utf8))
    var tokenizer = DelimitedTokenizer(block, from: 10, separator: [0x3B])
    #expect(try tokenizer.next())
    #expect(tokenizer.record.fields.map(\.count) == [5, 1])
    #expect(tokenizer.lines == 1)
    #expect(try !tokenizer.next())
  }
}

@Suite struct LimitTests {
  @Test func aFieldMayHaveAsManyBytesAsTheLimitAndNoMore() {
    let full = String(repeating: "x", count: Limits.fieldBytes)
    #expect(read("a;b\n\(full);c").fault == nil)
    let reading = read("a;b\n\"1\n2\";\(full)x;c")
    #expect(reading.fault == .fieldTooLong)
    #expect(reading.faultLine == 3)
  }

  @Test func aQuotedFieldIsMeasuredWithoutItsQuotes() {
    let doubled = String(repeating: "\"\"", count: Limits.fieldBytes)
    #expect(read("a\n\"\(doubled)\"").fault == nil)
    #expect(read("a\n\"\(doubled)x\"").fault == .fieldTooLong)
  }

  @Test func aRecordMayHaveAThousandColumns() {
    let row = Array(repeating: "1", count: Limits.columns).joined(separator: ";")
    #expect(read("a\n\(row)\nb").fault == nil)
    let reading = read("a\n\"\n\";\(row)")
    #expect(reading.fault == .tooManyColumns)
    #expect(reading.faultLine == 3)
    #expect(reading.records.count == 1)
  }

  @Test func anUnclosedQuoteIsToldAtTheLineOfItsOpening() {
    let reading = read("a;b\n1;\"2\n\";\"3\n4;5\n6;7\n")
    #expect(reading.fault == .unclosedQuote)
    #expect(reading.faultLine == 3)
    #expect(read("a;\"").faultLine == 1)
  }
}
