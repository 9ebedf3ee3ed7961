import Frames
import Model
import Partials
import Reading
import Spool

/// Turns the blocks of a file into the frames of a partial result, and holds them until the file was
/// read to its end.
final class PartialSink: BlockSink {
  private let texts: FindingTexts
  private var hold: any FrameHold
  private let fresh: () throws -> any FrameHold
  private var compressor: Compressor?
  private var failure: (any Error)?

  /// `hold` makes a place for frames; it is asked anew where a file is begun again.
  init(_ vocabulary: Vocabulary, _ hold: @escaping () throws -> any FrameHold) throws {
    texts = FindingTexts(vocabulary)
    fresh = hold
    self.hold = try hold()
  }

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    guard failure == nil else { return }
    do {
      let compressor = try self.compressor ?? Compressor()
      self.compressor = compressor
      let contents = BlockContent.of(
        block, linesBefore: linesBefore, ranksBefore: ranksBefore, sentence: texts.text(of:))
      for content in contents {
        try hold.add(try PackedFrame(content.rows, compressor))
        try hold.add(try PackedFrame(content.sources, compressor))
      }
    } catch {
      failure = error
    }
  }

  func forget() {
    do {
      hold = try fresh()
    } catch {
      failure = failure ?? error
    }
  }

  /// Hands the frames on in their order.
  func forEach(_ body: (PackedFrame) throws -> Void) throws {
    if let failure { throw failure }
    try hold.forEach(body)
  }
}

/// Holds frames in their order.
protocol FrameHold {
  mutating func add(_ frame: PackedFrame) throws
  func forEach(_ body: (PackedFrame) throws -> Void) throws
}

struct FramesInMemory: FrameHold {
  private var frames: [PackedFrame] = []

  mutating func add(_ frame: PackedFrame) {
    frames.append(frame)
  }

  func forEach(_ body: (PackedFrame) throws -> Void) throws {
    for frame in frames { try body(frame) }
  }
}

/// Frames of a file that is too large for memory.
struct FramesOnDisk: FrameHold {
  private let spool: Spool
  private var places: [FramePlace] = []

  init(in folder: String) throws {
    spool = try Spool(in: folder)
  }

  mutating func add(_ frame: PackedFrame) throws {
    let place = FramePlace(
      offset: spool.end, packed: frame.bytes.count, count: frame.count, digest: frame.digest)
    try spool.append(frame.bytes)
    places.append(place)
  }

  func forEach(_ body: (PackedFrame) throws -> Void) throws {
    try spool.flush()
    for place in places {
      try body(PackedFrame(try spool.read(at: place.offset, count: place.packed), place))
    }
  }
}
