import Delimited
import TestSupport

/// The tokenizer against the plain path, byte by byte, over one of several separators.
func fuzzTokenizer(_ input: [UInt8]) {
  let separators = [";", ",", "\t", "|", "§", "→", "𝄞"].map { Array($0.utf8) }
  guard let first = input.first else { return }
  let separator = separators[Int(first) % separators.count]
  let text = Array(input.dropFirst())
  let block = Block(text)
  var tokenizer = DelimitedTokenizer(block, separator: separator)
  var found: [ReferenceTokenizer.Record] = []
  do throws(DelimitedFault) {
    while try tokenizer.next() {
      let fields = tokenizer.record.fields.map { field -> [UInt8] in
        let bytes = block[TextSpan(start: Int(field.start), count: Int(field.count))]
        return field.needsUnquoting ? Unquoting.value(of: bytes) : Array(bytes)
      }
      found.append(
        ReferenceTokenizer.Record(
          fields: fields, line: tokenizer.lines - tokenizer.record.lineEnds + 1,
          source: Array(text[tokenizer.record.start..<tokenizer.record.end])))
    }
  } catch {
    guard error.kind == .unclosedQuote else { return }
    do throws(ReferenceTokenizer.Unclosed) {
      _ = try ReferenceTokenizer.records(of: text, separator: separator)
      fatalError("unclosed only for the tokenizer")
    } catch let plain {
      return expectSame(error.line + 1, plain.line, "line of the quote")
    }
  }
  do throws(ReferenceTokenizer.Unclosed) {
    let expected = try ReferenceTokenizer.records(of: text, separator: separator)
    expectSame(found, expected, "records")
  } catch {
    fatalError("unclosed only for the plain path, line \(error.line)")
  }
}
