import Delimited
import XMLStream

/// Reads documents of a plain subset of XML without a parser, to the same events that the parser's
/// reader gives; and says of all others nothing but that they are none.
///
/// Read this first. The subset: UTF-8, windows-1252 or ISO-8859-1 without control characters; no
/// declaration, or one of the usual ones, and behind that Excel's instruction; elements and attributes
/// with names of ASCII letters, digits and `_-.`; of namespaces only Excel's (`Namespaces`); attributes
/// in `"`, no local name twice; the five predefined entities and references to characters that are no
/// controls. No document type, comment, section or other instruction, no `>` in a text, and every limit
/// of a document far off. Whatever departs from it, is not well formed, or is refused by the visitor is
/// given up as a whole, and what the visitor has taken is worth nothing: the parser judges it, and
/// nobody else says what is wrong with it.
public enum PlainReader {
  /// Reads a document; `false` if it is none of the subset.
  ///
  /// What the visitor is handed lies in the document's block, or is what `keep` gives for bytes that
  /// stand otherwise in it; so it is valid as long as these are. Names that `names` has of an earlier
  /// document are known by the same place.
  public static func read<Visitor: XMLVisitor>(
    _ document: PlainDocument, into visitor: inout Visitor, names: NameStore = NameStore(),
    keep: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer
  ) -> Bool {
    let block = document.block
    guard PlainText.isPlain(block.bytes) else { return false }
    let source = XMLSource(over: block.bytes)
    // Asked once: the visitor is of another module.
    let wantsStrayText = Visitor.wantsStrayText
    var tokenizer = PlainTokenizer(document, names: names, keepsStrayText: wantsStrayText)
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    do throws(XMLRefusal) {
      while true {
        switch tokenizer.next(keep) {
        case .start:
          if wantsStrayText, !tokenizer.text.isEmpty {
            try visitor.strayText(tokenizer.text)
          }
          source.tagStart = tokenizer.tagStart
          try visitor.startElement(tokenizer.element, source: source)
          if tokenizer.isEmptyElement {
            source.tagEnd = tokenizer.position
            try visitor.endElement(tokenizer.name, text: none, source: source)
          }
        case .end:
          let isLeaf = tokenizer.isLeafEnd
          if wantsStrayText, !isLeaf, !tokenizer.text.isEmpty {
            try visitor.strayText(tokenizer.text)
          }
          source.tagEnd = tokenizer.position
          try visitor.endElement(
            tokenizer.name, text: isLeaf ? tokenizer.text : none, source: source)
        case .finish:
          return true
        case .other:
          return false
        }
      }
    } catch {
      return false
    }
  }
}
