/// Reads a document: decodes it, checks it to its very end, and shows its elements to a visitor.
///
/// Memory is bounded whatever the document's size: a window of some hundred KiB, the longest text,
/// and the longest comment (up to 10 MB, the parser's own limit). The order of the faults is
/// contract 2's: F002 wherever it stands, then the first of F004, F007 and F008, then the
/// visitor's own.
package enum XMLReader {
  /// Reads the document that `pull` delivers: each call writes into the buffer and returns how many
  /// bytes it wrote, 0 at the end. What `pull` throws is thrown on at once.
  package static func read<Visitor: XMLVisitor, Failure: Error>(
    _ visitor: inout Visitor, pull: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> XMLOutcome {
    try withUnsafeMutablePointer(to: &visitor) { pointer throws(Failure) in
      try read(into: VisitorSink(pointer), pull: pull)
    }
  }

  private static func read<Failure: Error>(
    into sink: EventSink, pull: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> XMLOutcome {
    var input = RawInput(capacity: DocumentReading.pieceLength)
    try input.fill(pull)
    let evidence: EncodingEvidence
    do throws(XMLRefusal) {
      evidence = try EncodingEvidence.find(in: input.bytes)
    } catch {
      return XMLOutcome(refusal: error, encoding: nil)
    }
    input.skip(evidence.markLength)
    let reading = DocumentReading(encoding: evidence.encoding, sink: sink)
    while reading.take(&input) { try input.refill(pull) }
    return XMLOutcome(refusal: reading.refusal, encoding: evidence.encoding)
  }
}

/// A document on its way through decoder, scanner and parser.
private final class DocumentReading {
  /// Bytes asked for at a time.
  static let pieceLength = 65_536

  private let source = XMLSource(
    capacity: XMLLimit.startTag.greatest * 2 + TextDecoder.greatestGrowth * pieceLength)
  private let parser: SAXParser
  private let decoder: TextDecoder
  private var isUndecodable = false
  /// Whether the bytes to come are searched for NUL only, since they are no characters.
  private var isIllFormed = false

  init(encoding: XMLEncoding, sink: EventSink) {
    decoder = TextDecoder(encoding)
    parser = SAXParser(sink: sink, source: source)
  }

  var refusal: XMLRefusal? {
    isUndecodable ? XMLRefusal(.undecodable) : parser.refusal ?? parser.verdict
  }

  /// Takes the bytes that have come; `false` if nothing that follows can matter.
  func take(_ input: inout RawInput) -> Bool {
    if !isIllFormed { decode(&input) }
    if isIllFormed {
      isUndecodable = isUndecodable || input.bytes.contains(0)
      input.skip(input.bytes.count)
    }
    return !isUndecodable && !input.isAtEnd
  }

  private func decode(_ input: inout RawInput) {
    let (used, fault) = decoder.decode(input.bytes, isLast: input.isAtEnd, into: source)
    input.skip(used)
    isUndecodable = fault == .undecodable
    isIllFormed = fault == .illFormed
    guard !isUndecodable else { return }
    if parser.refusal == nil { parser.parseNext(isLast: input.isAtEnd && !isIllFormed) }
    if parser.refusal != nil { source.discard(before: source.end) }
    if isIllFormed { parser.refuseIllFormed() }
  }
}
