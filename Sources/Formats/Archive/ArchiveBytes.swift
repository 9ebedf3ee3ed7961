/// The bytes of an archive, read from any place.
public protocol ArchiveBytes: AnyObject {
  var count: Int { get }

  /// Fills as much of `room` as there are bytes from `offset` on; returns how many, 0 where they
  /// can't be read.
  func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) -> Int
}

/// A window over the bytes of an archive, since the library asks for its directory byte by byte.
final class ArchiveCursor {
  private static let windowLength = 65_536

  private let bytes: any ArchiveBytes
  private let window: UnsafeMutableRawBufferPointer
  private var windowStart = 0
  private var windowCount = 0
  /// Where the next read begins.
  private(set) var position = 0

  init(_ bytes: any ArchiveBytes) {
    self.bytes = bytes
    window = .allocate(byteCount: ArchiveCursor.windowLength, alignment: 64)
  }

  deinit {
    window.deallocate()
  }

  /// Moves to a place in the archive; `false` if there is none.
  func seek(to place: Int) -> Bool {
    guard place >= 0, place <= bytes.count else { return false }
    position = place
    return true
  }

  /// The place behind `base` by `offset`, which C hands on without a sign; `nil` if there is none.
  func place(_ offset: UInt64, from base: Base) -> Int? {
    let start =
      switch base {
      case .start: 0
      case .here: position
      case .end: bytes.count
      }
    let (sum, overflow) = start.addingReportingOverflow(Int(truncatingIfNeeded: offset))
    return overflow ? nil : sum
  }

  enum Base {
    case start, here, end
  }

  func read(into room: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < room.count {
      let offset = position - windowStart
      if offset >= 0, offset < windowCount {
        let count = min(windowCount - offset, room.count - filled)
        let piece = UnsafeRawBufferPointer(rebasing: window[offset..<offset + count])
        UnsafeMutableRawBufferPointer(rebasing: room[filled...]).copyMemory(from: piece)
        position += count
        filled += count
      } else {
        windowStart = position
        windowCount = bytes.read(at: position, into: window)
        if windowCount == 0 { break }
      }
    }
    return filled
  }
}
