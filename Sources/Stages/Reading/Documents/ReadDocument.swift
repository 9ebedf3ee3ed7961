import Delimited
import Model
import PlainXML
import XMLStream

/// What a document, or a piece of one, that lies in memory turned out to be.
///
/// It is read as a plain one if it is such; any other is the parser's, which alone tells what is wrong
/// with it.
struct ReadDocument {
  private let blocks: [HeldBlocks.Held]
  let kind: RecordKind?
  let encoding: XMLEncoding?
  let refusal: XMLRefusal?
  let rows: Int

  init(_ block: Block, context: ReadingContext) {
    let held = HeldBlocks()
    var visitor = DocumentVisitor(context: context, sink: held)
    if let encoding = ReadDocument.readPlain(block, into: &visitor, context, held) {
      self.encoding = encoding
      refusal = nil
    } else {
      let result = XMLReader.read(&visitor, pull: ReadDocument.reader(of: block))
      (encoding, refusal) = (result.encoding, result.refusal)
    }
    visitor.flush()
    (blocks, kind, rows) = (held.blocks, visitor.kind, visitor.count)
  }

  /// Reads a plain document into `visitor`; `nil`, with nothing read, if it is none.
  private static func readPlain(
    _ block: Block, into visitor: inout DocumentVisitor, _ context: ReadingContext,
    _ held: HeldBlocks
  ) -> XMLEncoding? {
    guard let document = PlainDocument(block) else { return nil }
    let texts = DocumentTexts(document.block)
    let isPlain = context.names.lend { names in
      var plain = DocumentVisitor(
        context: context, sink: held, texts: texts, routeNames: names.ofRoutes)
      let isPlain = PlainReader.read(document, into: &plain, names: names.store) {
        texts.arena.keep($0)
      }
      if isPlain { visitor = plain }
      return isPlain
    }
    return isPlain ? document.encoding : nil
  }

  /// Gives the blocks of rows to a sink, behind so many lines and records of the file.
  func handOn(to sink: some BlockSink, linesBefore: Int, ranksBefore: Int) {
    for (block, rank) in blocks {
      sink.take(block, linesBefore: linesBefore, ranksBefore: ranksBefore + rank)
    }
  }

  /// Copies as much as there is room for at each call; 0 at the end.
  private static func reader(of block: Block) -> (UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    return { room in
      let taken = min(room.count, block.count - done)
      room.copyMemory(from: block.bytes.slice(done, done + taken))
      done += taken
      return taken
    }
  }
}

/// Holds the blocks of a document until its turn.
private final class HeldBlocks: BlockSink {
  typealias Held = (block: DecodedBlock, rank: Int)

  private(set) var blocks: [Held] = []

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    blocks.append((block, ranksBefore))
  }

  func forget() {
    blocks = []
  }
}
