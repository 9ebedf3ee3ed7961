/// Reads a document: decodes it, checks it to its very end, and shows its elements to a visitor.
///
/// Memory is bounded whatever the document's size: a window of some hundred KiB and the longest
/// text. The order of the faults is
/// contract 2's: F002 wherever it stands, then the first of F004, F007 and F008, then the
/// visitor's own.
public enum XMLReader {
  /// Reads the document that `pull` delivers.
  ///
  /// Each call of `pull` writes into the buffer and returns how many bytes it wrote, 0 at the end.
  /// What it throws is thrown on, and what the visitor has seen by then is worth nothing.
  public static func read<Visitor: XMLVisitor, Failure: Error>(
    _ visitor: inout Visitor, pull: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> XMLOutcome {
    var failure: Failure?
    let outcome = withUnsafeMutablePointer(to: &visitor) { pointer in
      read(into: VisitorSink(pointer)) { buffer in
        guard failure == nil else { return 0 }
        do throws(Failure) {
          return try pull(buffer)
        } catch {
          failure = error
          return 0
        }
      }
    }
    if let failure { throw failure }
    return outcome
  }

  private static func read(
    into sink: EventSink, pull: (UnsafeMutableRawBufferPointer) -> Int
  ) -> XMLOutcome {
    let input = RawInput(capacity: DocumentFeed.pieceLength)
    input.fill(pull)
    do throws(XMLRefusal) {
      let evidence = try EncodingEvidence.find(in: input.bytes)
      input.skip(evidence.markLength)
      let refusal = withoutActuallyEscaping(pull) {
        parse(input, encoding: evidence.encoding, into: sink, pull: $0)
      }
      return XMLOutcome(refusal: refusal, encoding: evidence.encoding)
    } catch {
      return XMLOutcome(refusal: error, encoding: nil)
    }
  }

  private static func parse(
    _ input: RawInput, encoding: XMLEncoding, into sink: EventSink,
    pull: @escaping (UnsafeMutableRawBufferPointer) -> Int
  ) -> XMLRefusal? {
    let source = DocumentFeed.makeSource()
    let events = UnsafeMutablePointer<ParserEvents>.allocate(capacity: 1)
    events.initialize(to: ParserEvents(sink: sink, source: source))
    defer {
      events.deinitialize(count: 1)
      events.deallocate()
    }
    let feed = DocumentFeed(input, encoding: encoding, source: source, events: events, pull: pull)
    withExtendedLifetime(feed) {
      SAXParser(feed: feed, events: events).parse()
    }
    feed.sweep()
    return feed.isUndecodable
      ? XMLRefusal(.undecodable) : events.pointee.refusal ?? events.pointee.verdict
  }
}
