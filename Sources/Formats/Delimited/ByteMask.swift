/// Finds bytes sixty-four at a time.
///
/// Pure Swift: SIMD16 compares whose mask is bit-cast and gathered by a multiplication
/// (Docs/Performance.md has the figures against a scalar loop).
package enum ByteMask {
  /// A bit for each of the 64 bytes at `base` that equals one of four needles; bit 0 is the first.
  @inline(__always)
  package static func matching(
    _ base: UnsafeRawPointer, _ a: SIMD16<UInt8>, _ b: SIMD16<UInt8>, _ c: SIMD16<UInt8>,
    _ d: SIMD16<UInt8>
  ) -> UInt64 {
    var mask: UInt64 = 0
    for lane in 0..<4 {
      let bytes = base.loadUnaligned(fromByteOffset: lane &* 16, as: SIMD16<UInt8>.self)
      let hits = ((bytes .== a) .| (bytes .== b)) .| ((bytes .== c) .| (bytes .== d))
      mask |= gather(hits) &<< UInt64(lane &* 16)
    }
    return mask
  }

  /// How many bytes equal a needle.
  package static func count(of needle: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let needles = SIMD16<UInt8>(repeating: needle)
    var total = 0
    var place = 0
    while bytes.count &- place >= 16 {
      // A lane counts to 255, so its sums are gathered before it could overflow.
      let end = min(place &+ 255 &* 16, bytes.count & ~15)
      var sums = SIMD16<UInt8>.zero
      while place < end {
        let group = base.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
        sums &-= unsafeBitCast(group .== needles, to: SIMD16<UInt8>.self)
        place &+= 16
      }
      total &+= Int(SIMD16<UInt16>(truncatingIfNeeded: sums).wrappedSum())
    }
    while place < bytes.count {
      if base.load(fromByteOffset: place, as: UInt8.self) == needle { total &+= 1 }
      place &+= 1
    }
    return total
  }

  /// One bit for each lane that is set.
  @inline(__always)
  package static func gather(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let lanes = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return gather(lanes[0]) | gather(lanes[1]) &<< 8
  }

  /// One bit for each byte that is 0xFF rather than 0.
  @inline(__always)
  private static func gather(_ lanes: UInt64) -> UInt64 {
    ((lanes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
  }
}
