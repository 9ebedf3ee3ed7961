import CByteMask

/// What the bytes of a text are, found in one pass.
public struct TextCheck: Sendable, Equatable {
  public var isUTF8 = true
  public var hasNul = false
  /// Where control characters (Cc) other than tab, LF and CR stand: the first ones.
  public private(set) var controls: [Int] = []

  /// How many places are kept.
  private static let mostControls = 4096

  public var hasControls: Bool { !controls.isEmpty }

  /// Whether one may stand at or behind the last place that is kept.
  public var mayHaveMoreControls: Bool { controls.count == TextCheck.mostControls }

  mutating func add(control place: Int) {
    if controls.count < TextCheck.mostControls { controls.append(place) }
  }
}

/// Tells of ranges of a text, in their order, whether a control character may stand there.
public struct ControlSearch {
  private let check: TextCheck
  private var next = 0

  public init(_ check: TextCheck) {
    self.check = check
  }

  /// Whether one may stand in a range that does not begin before the last one.
  public mutating func mayHit(_ start: Int, _ end: Int) -> Bool {
    while next < check.controls.count, check.controls[next] < start { next += 1 }
    return next < check.controls.count ? check.controls[next] < end : check.mayHaveMoreControls
  }
}

/// Checks of whole texts.
public enum Utf8 {
  /// Checks that bytes are well-formed UTF-8 (Unicode 16 table 3-7), and looks for NUL and controls.
  ///
  /// Text with nothing against it, which is nearly all, is passed in stretches where the machine can.
  public static func check(_ bytes: UnsafeRawBufferPointer) -> TextCheck {
    check(bytes, byStretches: true)
  }

  /// `check` on any machine.
  public static func portableCheck(_ bytes: UnsafeRawBufferPointer) -> TextCheck {
    check(bytes, byStretches: false)
  }

  private static func check(_ bytes: UnsafeRawBufferPointer, byStretches: Bool) -> TextCheck {
    var check = TextCheck()
    guard let base = bytes.baseAddress else { return check }
    let count = bytes.count
    var place = 0
    while count &- place >= 64 {
      if byStretches {
        place &+= stretch(base + place, count &- place)
        guard count &- place >= 64 else { break }
      }
      let end = place &+ 64
      var next = end
      var odd = ByteMask.odd(base + place)
      while odd != 0 {
        let found = place &+ odd.trailingZeroBitCount
        let length = step(base, at: found, left: count &- found, &check)
        guard length > 0 else { return check }
        next = max(end, found &+ length)
        odd &= ~0 << UInt64(found &+ length &- place)
      }
      place = next
    }
    while place < count {
      let length = step(base, at: place, left: count &- place, &check)
      guard length > 0 else { return check }
      place &+= length
    }
    return check
  }

  /// How many of the first bytes, which begin with a character, are whole characters in UTF-8 and no controls;
  /// fewer than there are, or none, where the machine can't tell at once.
  private static func stretch(_ base: UnsafeRawPointer, _ count: Int) -> Int {
    #if arch(x86_64)
      guard pmi_has_plain_text() != 0 else { return 0 }
      let told = Int(truncatingIfNeeded: pmi_plain_text(base, UInt64(count &>> 6)))
      // The last character may lack bytes: those of it that are there are left.
      for back in 1...3 where back <= told {
        let byte = base.load(fromByteOffset: told &- back, as: UInt8.self)
        if byte >= 0xC0 { return byte >= lead(of: back &+ 1) ? told &- back : told }
        if byte < 0x80 { break }
      }
      return told
    #else
      return 0
    #endif
  }

  /// The least first byte of a character of so many bytes.
  private static func lead(of length: Int) -> UInt8 {
    switch length {
    case 2: 0xC0
    case 3: 0xE0
    default: 0xF0
    }
  }

  /// The length of the character at a place, of which `left` bytes may be read; 0 if it is not UTF-8.
  @inline(__always)
  private static func step(
    _ text: UnsafeRawPointer, at place: Int, left: Int, _ check: inout TextCheck
  ) -> Int {
    let base = text + place
    let lead = base.load(as: UInt8.self)
    if lead < 0x80 {
      if lead < 0x20 {
        if lead == 0 { check.hasNul = true }
        if lead != 0x09, lead != 0x0A, lead != 0x0D { check.add(control: place) }
      } else if lead == 0x7F {
        check.add(control: place)
      }
      return 1
    }
    let length = sequenceLength(base, lead: lead, left: left)
    if length == 0 { check.isUTF8 = false }
    if lead == 0xC2, length == 2, base.load(fromByteOffset: 1, as: UInt8.self) < 0xA0 {
      check.add(control: place)
    }
    return length
  }

  @inline(__always)
  private static func sequenceLength(_ base: UnsafeRawPointer, lead: UInt8, left: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 { base.load(fromByteOffset: offset, as: UInt8.self) }
    func follows(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
    switch lead {
    case 0xC2...0xDF:
      return left >= 2 && follows(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left >= 3, follows(1), follows(2) else { return 0 }
      if lead == 0xE0, byte(1) < 0xA0 { return 0 }
      if lead == 0xED, byte(1) > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left >= 4, follows(1), follows(2), follows(3) else { return 0 }
      if lead == 0xF0, byte(1) < 0x90 { return 0 }
      if lead == 0xF4, byte(1) > 0x8F { return 0 }
      return 4
    default:
      return 0
    }
  }
}
