/// What stands in a group of 64 bytes, a bit for each; bit 0 is the first.
struct ByteGroup {
  let openers: UInt64
  let lineFeeds: UInt64
  let carriageReturns: UInt64

  /// Looks at the first `count` (1 to 64) of the 64 bytes at `base`, all of which must be readable.
  @inline(__always)
  init(_ base: UnsafeRawPointer, count: Int) {
    let valid = count >= 64 ? UInt64.max : (1 &<< UInt64(count)) &- 1
    openers = ByteGroup.matches(base, SIMD16(repeating: 0x3C)) & valid
    lineFeeds = ByteGroup.matches(base, SIMD16(repeating: 0x0A)) & valid
    carriageReturns = ByteGroup.matches(base, SIMD16(repeating: 0x0D)) & valid
  }

  /// One bit for each of the 64 bytes at `base` that equals the needle.
  @inline(__always)
  private static func matches(_ base: UnsafeRawPointer, _ needle: SIMD16<UInt8>) -> UInt64 {
    let a = base.loadUnaligned(as: SIMD16<UInt8>.self) .== needle
    let b = base.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self) .== needle
    let c = base.loadUnaligned(fromByteOffset: 32, as: SIMD16<UInt8>.self) .== needle
    let d = base.loadUnaligned(fromByteOffset: 48, as: SIMD16<UInt8>.self) .== needle
    // Gathering the bits is what costs; most groups have no CR, many no LF.
    let any = unsafeBitCast((a .| b) .| (c .| d), to: SIMD2<UInt64>.self)
    guard any[0] | any[1] != 0 else { return 0 }
    return gather(a) | gather(b) &<< 16 | gather(c) &<< 32 | gather(d) &<< 48
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
