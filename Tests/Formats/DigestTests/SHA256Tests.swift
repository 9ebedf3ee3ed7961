import Testing

@testable import Digest

private func digest(_ text: String) -> String {
  var stream = SHA256Stream()
  stream.update(text)
  return stream.digest().hex
}

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]) func publishedExamples(text: String, expected: String) {
    #expect(digest(text) == expected)
  }

  @Test func cutOfTheBytesPlaysNoPart() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let whole = bytes.withUnsafeBytes { SHA256Stream.digest(of: $0) }
    for size in [1, 3, 63, 64, 65, 999] {
      var stream = SHA256Stream()
      bytes.withUnsafeBytes { all in
        for start in stride(from: 0, to: all.count, by: size) {
          stream.update(UnsafeRawBufferPointer(rebasing: all[start..<min(start + size, all.count)]))
        }
      }
      #expect(stream.digest() == whole)
    }
  }

  @Test func moreMayFollowADigest() {
    var stream = SHA256Stream()
    stream.update("ab")
    _ = stream.digest()
    stream.update("c")
    #expect(stream.digest().hex == digest("abc"))
  }

  @Test func hexReadsBack() throws {
    let text = digest("año")
    #expect(try #require(SHA256Value(hex: text)).hex == text)
    #expect(SHA256Value(hex: text.uppercased()) == nil)
    #expect(SHA256Value(hex: String(text.dropLast())) == nil)
    #expect(SHA256Value(hex: text + "0") == nil)
    #expect(SHA256Value(hex: "g" + text.dropFirst()) == nil)
  }
}
