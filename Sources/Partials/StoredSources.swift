import Frames
import Model

/// The records of a stored block as they came; unpacked when the first is asked for.
///
/// Used by one thread at a time.
package final class StoredSources: LateSources {
  private let frame: PackedFrame
  private let block: DecodedBlock
  private let failed: (FrameFault) -> Void
  private var held: [[UInt8]]?

  /// Those of `block`; `failed` is told why they can't be read, and then they are empty.
  package init(
    _ frame: PackedFrame, of block: DecodedBlock, failed: @escaping (FrameFault) -> Void
  ) {
    self.frame = frame
    self.block = block
    self.failed = failed
  }

  package func source(at place: Int) -> [UInt8] {
    let sources = held ?? load()
    held = sources
    return sources.indices.contains(place) ? sources[place] : []
  }

  private func load() -> [[UInt8]] {
    do throws(FrameFault) {
      return try StoredSources.read(frame, block)
    } catch {
      failed(error)
      return []
    }
  }

  /// Every record of a block, in the order of its rows, records and valuations; rejected rows have
  /// none.
  package static func read(
    _ frame: PackedFrame, _ block: DecodedBlock
  ) throws(FrameFault) -> [[UInt8]] {
    let content = try UnpackedFrame(frame.bytes, count: frame.count)
    return try content.whole { (reader) throws(FrameFault) in
      var sources: [[UInt8]] = []
      for row in block.rows {
        let isRejected = row.flags.contains(.isRejected)
        let texts = block.texts(of: row)
        sources.append(isRejected ? [] : try SourceCoding.read(texts: texts, from: &reader))
      }
      for _ in 0..<block.records.count + block.valuations.count {
        sources.append(try SourceCoding.read(texts: [], from: &reader))
      }
      return sources
    }
  }
}

extension DecodedBlock {
  /// The texts of a row's action in their order; none where they are not kept.
  func texts(of row: RouteRow) -> [UnsafeRawBufferPointer] {
    guard row.texts >= 0 else { return [] }
    let texts = texts[Int(row.texts)]
    return [texts.opportunity, texts.goal, texts.indicator, texts.action, texts.evidence]
  }
}
