/// What stands in a group of 64 bytes, a bit for each; bit 0 is the first.
struct ByteGroup {
  let openers: UInt64
  let lineFeeds: UInt64
  let carriageReturns: UInt64

  /// Looks at the first `count` (1 to 64) of the 64 bytes at `base`, all of which must be readable.
  @inline(__always)
  init(_ base: UnsafeRawPointer, count: Int) {
    var openers: UInt64 = 0
    var lineFeeds: UInt64 = 0
    var carriageReturns: UInt64 = 0
    for lane in 0..<4 {
      let bytes = base.loadUnaligned(fromByteOffset: lane &* 16, as: SIMD16<UInt8>.self)
      let shift = UInt64(lane &* 16)
      openers |= ByteGroup.gather(bytes .== SIMD16(repeating: 0x3C)) &<< shift
      lineFeeds |= ByteGroup.gather(bytes .== SIMD16(repeating: 0x0A)) &<< shift
      carriageReturns |= ByteGroup.gather(bytes .== SIMD16(repeating: 0x0D)) &<< shift
    }
    let valid = count >= 64 ? UInt64.max : (1 &<< UInt64(count)) &- 1
    self.openers = openers & valid
    self.lineFeeds = lineFeeds & valid
    self.carriageReturns = carriageReturns & valid
  }

  /// One bit for each lane that is set.
  @inline(__always)
  static func gather(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let lanes = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return gather(lanes[0]) | gather(lanes[1]) &<< 8
  }

  /// One bit for each byte that is 0xFF rather than 0.
  @inline(__always)
  private static func gather(_ lanes: UInt64) -> UInt64 {
    ((lanes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
  }
}
