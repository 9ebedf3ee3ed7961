import Delimited
import XMLStream

/// Reads documents of a plain subset of XML without a parser, to the same events that the parser's
/// reader gives; and says of all others nothing but that they are none.
///
/// Read this first. The subset: UTF-8 without control characters; no declaration, or one of the usual
/// ones; elements and attributes with names of ASCII letters, digits and `_-.`, without a prefix and
/// not `xmlns`; attributes in `"`, none twice; the five predefined entities and references to
/// characters that are no controls. No document type, comment, section or instruction, no `>` in a
/// text, and every limit of a document far off. Whatever departs from it, is not well formed, or is
/// refused by the visitor is given up as a whole, and what the visitor has taken is worth nothing:
/// the parser judges it, and nobody else says what is wrong with it.
package enum PlainReader {
  /// Reads the document in `block` and gives its encoding; `nil` if it is none of the subset.
  ///
  /// What the visitor is handed lies in the block, or is what `keep` gives for bytes that stand
  /// otherwise in the document; so it is valid as long as these are. The visitor must not want stray
  /// text.
  package static func read<Visitor: XMLVisitor>(
    _ block: Block, into visitor: inout Visitor,
    keep: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer
  ) -> XMLEncoding? {
    guard !Visitor.wantsStrayText, let prolog = PlainProlog(block.bytes),
      PlainText.isPlain(block.bytes)
    else { return nil }
    let source = XMLSource(over: block.bytes)
    var tokenizer = PlainTokenizer(block, from: prolog.length)
    do throws(XMLRefusal) {
      while true {
        switch tokenizer.next(keep) {
        case .start:
          source.tagStart = tokenizer.tagStart
          try visitor.startElement(tokenizer.element, source: source)
          if tokenizer.isEmptyElement {
            source.tagEnd = tokenizer.position
            try visitor.endElement(
              tokenizer.name, text: UnsafeRawBufferPointer(start: nil, count: 0), source: source)
          }
        case .end:
          source.tagEnd = tokenizer.position
          try visitor.endElement(tokenizer.name, text: tokenizer.text, source: source)
        case .finish:
          return prolog.encoding
        case .other:
          return nil
        }
      }
    } catch {
      return nil
    }
  }
}

/// What stands before the first element of a plain document.
struct PlainProlog {
  let encoding: XMLEncoding
  /// Bytes of the mark and the declaration.
  let length: Int

  private static let declarations: [StaticString] = [
    #"<?xml version="1.0" encoding="UTF-8"?>"#, #"<?xml version="1.0" encoding="utf-8"?>"#,
    #"<?xml version='1.0' encoding='UTF-8'?>"#, #"<?xml version='1.0' encoding='utf-8'?>"#,
    #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#, #"<?xml version="1.0"?>"#,
  ]

  /// `nil` for a declaration that is none of the usual ones.
  init?(_ bytes: UnsafeRawBufferPointer) {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    encoding = mark == 3 ? .utf8BOM : .utf8
    let rest = UnsafeRawBufferPointer(rebasing: bytes[mark...])
    guard rest.starts(with: "<?".utf8) else {
      length = mark
      return
    }
    let declaration = PlainProlog.declarations.first { text in
      rest.count >= text.utf8CodeUnitCount
        && UnsafeRawBufferPointer(rebasing: rest[..<text.utf8CodeUnitCount]).equals(text)
    }
    guard let declaration else { return nil }
    length = mark + declaration.utf8CodeUnitCount
  }
}
