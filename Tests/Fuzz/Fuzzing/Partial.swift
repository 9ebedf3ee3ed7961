import Digest
import Frames
import Model
import Partials

/// The format of partial results, behind its digests: what is mutated is sealed before it is read.
///
/// The first byte says what the others are: `S` settings, `E` an entry, `B` the rows and the sources of a
/// block, `I` the index of an archive, else a whole archive as it is.
func fuzzPartial(_ input: [UInt8]) {
  guard let first = input.first else { return }
  let content = Array(input.dropFirst())
  do throws(FrameFault) {
    switch first {
    case UInt8(ascii: "S"): try readSettings(content)
    case UInt8(ascii: "E"): try readEntry(content)
    case UInt8(ascii: "B"): try readBlock(content)
    case UInt8(ascii: "I"): try readArchive(try archive(index: content))
    default: try readArchive(input)
    }
  } catch {
    // Refused, as it may be.
  }
}

/// What is read is written, and read again, as the same.
private func readSettings(_ bytes: [UInt8]) throws(FrameFault) {
  let settings = try PartialSettings(bytes)
  expectSame(try PartialSettings(settings.bytes), settings, "settings")
}

private func readEntry(_ bytes: [UInt8]) throws(FrameFault) {
  let written = try StoredEntry(bytes).bytes
  expectSame(try StoredEntry(written).bytes, written, "entry")
}

/// Two bytes tell how many of the others are rows; the rest are sources.
private func readBlock(_ bytes: [UInt8]) throws(FrameFault) {
  guard bytes.count >= 2 else { return }
  let both = bytes.dropFirst(2)
  let rows = Array(both.prefix(Int(bytes[0]) | Int(bytes[1]) << 8))
  let sources = Array(both.dropFirst(rows.count))
  let compressor = try Compressor()
  let stored = try block(try PackedFrame(rows, compressor))
  for finding in stored.block.conditionalFindings {
    precondition(finding.row < stored.block.rows.count, "a finding of no row")
  }
  let frame = try PackedFrame(sources, compressor)
  // Written again and read again it is the same; sources are not known by then.
  let written = content(of: stored)
  expectSame(content(of: try block(try PackedFrame(written, compressor))), written, "block")
  let found = try StoredSources.read(frame, stored.block)
  let expected =
    stored.block.rows.count + stored.block.records.count + stored.block.valuations.count
  expectSame(found.count, expected, "sources")
}

private let limits = BlockLimits(components: 60, lastLine: 1_000_000)

private func block(_ frame: PackedFrame) throws(FrameFault) -> StoredBlock {
  let stored = try StoredBlock(try UnpackedFrame(frame.bytes, count: frame.count), limits)
  for row in stored.block.rows {
    precondition(Int(row.line) + stored.linesBefore <= 1_000_000, "a line beyond the last")
    precondition(row.component < 60, "a component that the catalogue lacks")
  }
  return stored
}

private func content(of stored: StoredBlock) -> [UInt8] {
  BlockContent.of(
    stored.block, linesBefore: stored.linesBefore, ranksBefore: stored.ranksBefore,
    sentence: { if case .text(let text) = $0.statement { text } else { "" } }
  ).flatMap(\.rows)
}

/// A sound beginning, the index behind it, and an ending whose digest is right.
private func archive(index: [UInt8]) throws(FrameFault) -> [UInt8] {
  var sound: [UInt8] = []
  let writer = FrameWriter(head: Array("cabeza".utf8)) { sound += $0 }
  writer.finish()
  let start = Array(sound[..<22])
  var numbers: [UInt8] = []
  for number in [start.count, index.count] {
    withUnsafeBytes(of: UInt64(number).littleEndian) { numbers += $0 }
  }
  var stream = SHA256Stream()
  for part in [start, index, numbers] { part.withUnsafeBytes { stream.update($0) } }
  return start + index + numbers + stream.digest().bytes + sound.suffix(8)
}

/// Everything that an archive holds is read.
private func readArchive(_ bytes: [UInt8]) throws(FrameFault) {
  let archive = try FrameArchive(MemoryBytes(bytes))
  _ = try? PartialSettings(archive.head)
  for (entry, next) in zip(archive.entries, archive.entries.dropFirst()) {
    precondition(entry.key.lexicographicallyPrecedes(next.key), "keys in no order")
  }
  _ = try? FrameUnion([archive, archive])
  for entry in archive.entries {
    _ = try? StoredEntry(entry.about)
    var frames = entry.frames[...]
    while frames.count >= 2, let rows = frames.popFirst(), let sources = frames.popFirst() {
      let stored = try StoredBlock(try archive.unpacked(rows), limits)
      _ = try StoredSources.read(try archive.packed(sources), stored.block)
    }
  }
}
