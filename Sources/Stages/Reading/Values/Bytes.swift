/// Bytes of a text in a buffer that its holder keeps alive.
package typealias Bytes = UnsafeRawBufferPointer

extension UnsafeRawBufferPointer {
  package func slice(_ start: Int, _ end: Int) -> Bytes {
    Bytes(rebasing: self[start..<end])
  }

  /// Without outer Unicode white space (property White_Space).
  package var trimmed: Bytes {
    var start = 0
    var end = count
    while start < end {
      let length = Whitespace.lengthAtStart(self, start, end)
      guard length > 0 else { break }
      start += length
    }
    while end > start {
      let length = Whitespace.lengthAtEnd(self, start, end)
      guard length > 0 else { break }
      end -= length
    }
    return start == 0 && end == count ? self : slice(start, end)
  }

  package func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for place in 0..<count where self[place] != text.utf8Start[place] { return false }
    return true
  }

  /// Behind the first place from `start` on at which `mark` stands; `nil` if there is none.
  package func end(of mark: StaticString, from start: Int) -> Int? {
    let length = mark.utf8CodeUnitCount
    var place = start
    while place + length <= count {
      if slice(place, place + length).equals(mark) { return place + length }
      place += 1
    }
    return nil
  }
}

/// Unicode white space in UTF-8.
package enum Whitespace {
  /// Bytes of the white space at `start`, 0 if there is none.
  @inline(__always)
  package static func lengthAtStart(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int {
    let first = bytes[start]
    if first == 0x20 || (first >= 0x09 && first <= 0x0D) { return 1 }
    guard first >= 0xC2 else { return 0 }
    return wide(bytes, start, end)
  }

  /// Bytes of the white space that ends at `end`, 0 if there is none.
  @inline(__always)
  package static func lengthAtEnd(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int {
    let last = bytes[end - 1]
    if last == 0x20 || (last >= 0x09 && last <= 0x0D) { return 1 }
    guard last >= 0x80 else { return 0 }
    for length in 2...3 where end - length >= start && wide(bytes, end - length, end) == length {
      return length
    }
    return 0
  }

  private static func wide(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int {
    guard end - start >= 2 else { return 0 }
    let second = bytes[start + 1]
    if bytes[start] == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard end - start >= 3 else { return 0 }
    let third = bytes[start + 2]
    switch (bytes[start], second) {
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80):
      return (0x80...0x8A).contains(third) || third == 0xA8 || third == 0xA9 || third == 0xAF
        ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    default: return 0
    }
  }
}
