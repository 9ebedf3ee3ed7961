import Archive
import Glibc
import XMLStream

/// The parts of a package as XML documents.
struct PackageParts {
  private let archive: ZipArchive

  init(_ archive: ZipArchive) {
    self.archive = archive
  }

  /// The size of the package, in bytes.
  var packedSize: Int { archive.byteCount }

  func has(_ part: String) -> Bool { archive.has(part) }

  /// Shows a part to a visitor.
  func visit(_ part: String, _ visitor: inout some XMLVisitor) throws(PackageFault) {
    guard archive.has(part) else { throw PackageFault(.missingPart, part: part) }
    let outcome: XMLOutcome
    do throws(ArchiveFault) {
      outcome = try archive.read(part) { (pull) throws(ArchiveFault) in
        try XMLReader.read(&visitor, pull: pull)
      }
    } catch {
      throw PackageFault(.archive(error), part: part)
    }
    if let refusal = outcome.refusal {
      throw PackageFault(.document(refusal.reason), part: part)
    }
  }

  /// Whether a word of ASCII stands in a part; also if its encoding does not let that be seen.
  func mayHold(_ word: StaticString, in part: String) throws(PackageFault) -> Bool {
    do throws(ArchiveFault) {
      return try archive.read(part) { (pull) throws(ArchiveFault) in
        try WordSearch(word).run(pull)
      }
    } catch {
      throw PackageFault(.archive(error), part: part)
    }
  }
}

/// Looks for a word in a stream of bytes.
private struct WordSearch {
  private static let pieceLength = 65_536

  private let word: StaticString

  init(_ word: StaticString) {
    self.word = word
  }

  func run(
    _ pull: (UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int
  ) throws(ArchiveFault) -> Bool {
    let overlap = word.utf8CodeUnitCount - 1
    let room = UnsafeMutableRawBufferPointer.allocate(
      byteCount: WordSearch.pieceLength + overlap, alignment: 64)
    defer { room.deallocate() }
    var kept = 0
    var isFirst = true
    while true {
      let got = try pull(UnsafeMutableRawBufferPointer(rebasing: room[kept...]))
      guard got > 0 else { return false }
      let held = UnsafeRawBufferPointer(rebasing: room[..<(kept + got)])
      // The marks of UTF-16.
      if isFirst, held.starts(with: [0xFF, 0xFE]) || held.starts(with: [0xFE, 0xFF]) {
        return true
      }
      isFirst = false
      if holds(held) { return true }
      kept = min(overlap, held.count)
      room.copyMemory(from: UnsafeRawBufferPointer(rebasing: held[(held.count - kept)...]))
    }
  }

  private func holds(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let length = word.utf8CodeUnitCount
    let first = Int32(word.utf8Start.pointee)
    var rest = bytes
    while rest.count >= length, let base = rest.baseAddress,
      let found = memchr(base, first, rest.count - length + 1)
    {
      if memcmp(found, word.utf8Start, length) == 0 { return true }
      rest = UnsafeRawBufferPointer(rebasing: rest[(UnsafeRawPointer(found) - base + 1)...])
    }
    return false
  }
}
