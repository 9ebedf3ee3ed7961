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
  var record = DelimitedRecord()
  var reading = Reading()
  do throws(DelimitedFault) {
    while try tokenizer.next(&record) {
      let fields = record.fields.map { field -> [UInt8] in
        let bytes = block[TextSpan(start: Int(field.start), count: Int(field.count))]
        return field.needsUnquoting ? Unquoting.value(of: bytes) : Array(bytes)
      }
      reading.records.append(
        .init(
          fields: fields, line: tokenizer.lines - record.lineEnds + 1,
          source: Array(text[record.start..<record.end])))
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
      let found = read(text, separator: separator)
      do throws(ReferenceTokenizer.Unclosed) {
        let expected = try ReferenceTokenizer.records(of: text, separator: separator)
        #expect(found == Reading(records: expected), "seed \(seed)")
      } catch {
        #expect(found.fault == .unclosedQuote, "seed \(seed)")
        #expect(found.faultLine == error.line, "seed \(seed)")
      }
    }
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
    var record = DelimitedRecord()
    #expect(try tokenizer.next(&record))
    #expect(record.fields.map(\.count) == [5, 1])
    #expect(tokenizer.lines == 1)
    #expect(try !tokenizer.next(&record))
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
