import Frames
import Testing

/// Archives in memory.
enum Archives {
  /// An archive of keys, each with some contents; what is known of a key is its first content's bytes.
  static func bytes(
    _ entries: KeyValuePairs<String, [String]>, head: String = "cabeza"
  ) throws -> [UInt8] {
    var result: [UInt8] = []
    let compressor = try Compressor()
    let writer = FrameWriter<Never>(head: Array(head.utf8)) { result += $0 }
    for (key, contents) in entries {
      for content in contents { writer.add(try PackedFrame(Array(content.utf8), compressor)) }
      writer.close(key: Array(key.utf8), about: Array((contents.first ?? "").utf8))
    }
    writer.finish()
    return result
  }

  static let sample = try? bytes([
    "a": ["uno", String(repeating: "dos ", count: 100)], "b": [], "c/d": [""],
  ])

  /// Every content of an archive, by key.
  static func contents(_ bytes: [UInt8]) throws -> [String: [String]] {
    let archive = try FrameArchive(MemoryBytes(bytes))
    var contents: [String: [String]] = [:]
    for entry in archive.entries {
      contents[String(decoding: entry.key, as: UTF8.self)] = try entry.frames.map { place in
        let frame = try archive.unpacked(place)
        return withExtendedLifetime(frame) { String(decoding: frame.bytes, as: UTF8.self) }
      }
    }
    return contents
  }
}

@Suite struct FrameArchiveTests {
  @Test func whatIsWrittenComesBack() throws {
    let bytes = try #require(Archives.sample)
    let archive = try FrameArchive(MemoryBytes(bytes))
    #expect(archive.head == Array("cabeza".utf8))
    #expect(archive.entries.map(\.about) == [Array("uno".utf8), [], []])
    let long = String(repeating: "dos ", count: 100)
    #expect(try Archives.contents(bytes) == ["a": ["uno", long], "b": [], "c/d": [""]])
  }

  @Test func anEmptyArchiveIsOne() throws {
    #expect(try Archives.contents(try Archives.bytes([:])).isEmpty)
  }

  @Test func aBeginningIsRefused() throws {
    let bytes = try #require(Archives.sample)
    for count in bytes.indices {
      #expect(throws: FrameFault.self, "\(count)") {
        try Archives.contents(Array(bytes[..<count]))
      }
    }
  }

  @Test func anyOtherByteIsRefused() throws {
    let bytes = try #require(Archives.sample)
    for place in bytes.indices {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        var other = bytes
        other[place] ^= mask
        #expect(throws: FrameFault.self, "\(place)") { try Archives.contents(other) }
      }
    }
  }

  @Test func whatFollowsIsRefused() throws {
    let bytes = try #require(Archives.sample)
    #expect(throws: FrameFault.self) { try Archives.contents(bytes + [0]) }
    #expect(throws: FrameFault.self) { try Archives.contents(bytes + bytes) }
  }

  @Test func anotherVersionAndOtherFilesAreTold() throws {
    var bytes = try #require(Archives.sample)
    bytes[8] = 9
    #expect(throws: FrameFault.otherVersion(9)) { try Archives.contents(bytes) }
    #expect(throws: FrameFault.notFrames) {
      try Archives.contents(Array("codigo_dane;nombre".utf8))
    }
    #expect(throws: FrameFault.notFrames) { try Archives.contents([]) }
  }

  /// Keys that do not rise, frames that do not fill the archive, a content of another length: an index
  /// with the right digest may still be wrong.
  @Test func aFalseIndexIsRefused() throws {
    for (one, other) in [("b", "a"), ("a", "a")] {
      let bytes = try Archives.bytes([one: ["x"], other: ["y"]])
      #expect(throws: FrameFault.damaged, "\(one) \(other)") { try Archives.contents(bytes) }
    }
    let compressor = try Compressor()
    let frame = try PackedFrame(Array("abc".utf8), compressor)
    let place = FramePlace(offset: 0, packed: frame.bytes.count, count: 4, digest: frame.digest)
    var bytes: [UInt8] = []
    let writer = FrameWriter<Never>(head: []) { bytes += $0 }
    writer.add(PackedFrame(frame.bytes, place))
    writer.close(key: [0x61], about: [])
    writer.finish()
    #expect(throws: FrameFault.damaged) { try Archives.contents(bytes) }
  }
}

@Suite struct FrameUnionTests {
  private func union(_ archives: [[UInt8]]) throws -> [UInt8] {
    let union = try FrameUnion(archives.map { try FrameArchive(MemoryBytes($0)) })
    var bytes: [UInt8] = []
    try union.write(head: Array("cabeza".utf8)) { (part) throws(FrameFault) in
      bytes += part
    } failed: { fault, _ in
      fault
    }
    return bytes
  }

  @Test func orderAndLevelsDecideNothing() throws {
    let one = try Archives.bytes(["a": ["1"], "d": ["4", "5"]])
    let two = try Archives.bytes(["b": ["2"]])
    let three = try Archives.bytes(["c": [], "e": ["6"]])
    let whole = try Archives.bytes(["a": ["1"], "b": ["2"], "c": [], "d": ["4", "5"], "e": ["6"]])
    #expect(try union([one, two, three]) == whole)
    #expect(try union([three, one, two]) == whole)
    #expect(try union([union([three, two]), one]) == whole)
    #expect(try union([union([one]), union([union([two]), three])]) == whole)
    #expect(try union([whole]) == whole)
    #expect(try union([whole, try Archives.bytes([:])]) == whole)
  }

  @Test func whatStandsInSeveralCountsOnce() throws {
    let one = try Archives.bytes(["a": ["1"], "b": ["2"]])
    let two = try Archives.bytes(["b": ["2"], "c": ["3"]])
    #expect(try union([one, two, one]) == Archives.bytes(["a": ["1"], "b": ["2"], "c": ["3"]]))
  }

  @Test func whatContradictsIsRefused() throws {
    let one = try Archives.bytes(["a": ["1"], "b": ["2"]])
    let two = try Archives.bytes(["b": ["3"]])
    #expect(throws: FrameUnion.Clash(key: [0x62], archives: [0, 1])) { try union([one, two]) }
    #expect(throws: FrameUnion.Clash(key: [0x62], archives: [0, 1])) { try union([two, one]) }
  }

  @Test func aDamagedFrameIsNotCopied() throws {
    var bytes = try Archives.bytes(["a": ["1"]])
    bytes[FrameBytesPlace.first(head: "cabeza")] ^= 1
    #expect(throws: FrameFault.damaged) { try union([bytes]) }
  }
}

/// Where frames begin.
enum FrameBytesPlace {
  static func first(head: String) -> Int { 16 + head.utf8.count }
}
