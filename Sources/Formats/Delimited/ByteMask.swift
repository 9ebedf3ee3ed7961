import CByteMask

/// Finds bytes sixty-four at a time.
///
/// On x86-64 by an instruction that gathers the hits; elsewhere by a multiplication, which finds the
/// same (Docs/Performance.md has the figures).
public enum ByteMask {
  /// A bit for each of the 64 bytes at `base` that equals one of four needles; bit 0 is the first.
  @inline(__always)
  public static func matching(
    _ base: UnsafeRawPointer, _ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8
  ) -> UInt64 {
    #if arch(x86_64)
      pmi_mask_matching(base, a, b, c, d)
    #else
      portableMatching(base, a, b, c, d)
    #endif
  }

  /// A bit for each of the 64 bytes at `base` that is below 0x20, 0x7F or above it.
  @inline(__always)
  public static func odd(_ base: UnsafeRawPointer) -> UInt64 {
    #if arch(x86_64)
      pmi_mask_odd(base)
    #else
      portableOdd(base)
    #endif
  }

  /// A bit for each of the 64 bytes at `base` that means something in XML: `<`, `>`, `"`, `&`, LF, CR.
  public static func markup(_ base: UnsafeRawPointer) -> UInt64 {
    #if arch(x86_64)
      pmi_mask_markup(base)
    #else
      portableMarkup(base)
    #endif
  }

  /// `markup` on any machine.
  public static func portableMarkup(_ base: UnsafeRawPointer) -> UInt64 {
    portableMatching(base, 0x3C, 0x3E, 0x22, 0x26) | portableMatching(base, 0x0A, 0x0D, 0x0A, 0x0D)
  }

  /// `matching` on any machine.
  public static func portableMatching(
    _ base: UnsafeRawPointer, _ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8
  ) -> UInt64 {
    mask(base) { bytes in
      func equal(_ needle: UInt8) -> SIMDMask<SIMD16<Int8>> { bytes .== SIMD16(repeating: needle) }
      return (equal(a) .| equal(b)) .| (equal(c) .| equal(d))
    }
  }

  /// `odd` on any machine.
  public static func portableOdd(_ base: UnsafeRawPointer) -> UInt64 {
    mask(base) { bytes in
      // As signed numbers, bytes of 0x80 and more are below 0x20 too.
      let signed = unsafeBitCast(bytes, to: SIMD16<Int8>.self)
      return (signed .< SIMD16(repeating: 0x20)) .| (bytes .== SIMD16(repeating: 0x7F))
    }
  }

  @inline(__always)
  private static func mask(
    _ base: UnsafeRawPointer, _ hits: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>
  ) -> UInt64 {
    var mask: UInt64 = 0
    for lane in 0..<4 {
      let bytes = base.loadUnaligned(fromByteOffset: lane &* 16, as: SIMD16<UInt8>.self)
      mask |= gather(hits(bytes)) &<< UInt64(lane &* 16)
    }
    return mask
  }

  /// How many of the first `most` bytes at two places are the same; the 15 behind them may be read.
  @inline(__always)
  public static func common(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ most: Int) -> Int {
    #if arch(x86_64)
      Int(truncatingIfNeeded: pmi_common(a, b, UInt64(most)))
    #else
      portableCommon(a, b, most)
    #endif
  }

  /// `common` on any machine.
  public static func portableCommon(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ most: Int
  ) -> Int {
    var place = 0
    while place < most {
      let left = UInt64(littleEndian: a.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let right = UInt64(littleEndian: b.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let others = left ^ right
      if others != 0 { return min(most, place &+ others.trailingZeroBitCount &>> 3) }
      place &+= 8
    }
    return most
  }

  /// How many bytes equal a needle.
  public static func count(of needle: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let groups = bytes.count &>> 6
    #if arch(x86_64)
      var total = Int(truncatingIfNeeded: pmi_count(base, UInt64(groups), needle))
    #else
      var total = portableCount(of: needle, base, groups)
    #endif
    for place in groups &<< 6..<bytes.count {
      if base.load(fromByteOffset: place, as: UInt8.self) == needle { total &+= 1 }
    }
    return total
  }

  /// `count` of so many groups of 64 bytes on any machine.
  public static func portableCount(
    of needle: UInt8, _ base: UnsafeRawPointer, _ groups: Int
  ) -> Int {
    var total = 0
    for group in 0..<groups {
      let mask = portableMatching(base + group &* 64, needle, needle, needle, needle)
      total &+= mask.nonzeroBitCount
    }
    return total
  }

  /// One bit for each lane that is set.
  @inline(__always)
  private static func gather(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let lanes = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return gather(lanes[0]) | gather(lanes[1]) &<< 8
  }

  /// One bit for each byte that is 0xFF rather than 0.
  @inline(__always)
  private static func gather(_ lanes: UInt64) -> UInt64 {
    ((lanes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
  }
}
