import Spool

/// A stretch of a spool, read at once, for records that are chained backwards and stand close
/// together; each is its length in bytes and so many bytes.
struct SpoolWindow {
  /// Bytes that are read of a record at first: what most have.
  private static let usualLength = 768

  private let spool: Spool
  private let reach: Int
  private var start = 0
  private var bytes: [UInt8] = []

  /// A window over what is on disk, that reaches so many bytes before the record that is asked for.
  init(_ spool: Spool, reach: Int) {
    self.spool = spool
    self.reach = reach
  }

  /// The content of the record at an offset; `nil` for an offset below 0.
  mutating func record(at offset: Int) throws(SpoolError) -> ByteReader? {
    guard offset >= 0 else { return nil }
    if let reader = content(at: offset) { return reader }
    start = max(0, offset - reach)
    bytes = try spool.read(at: start, count: offset - start + SpoolWindow.usualLength)
    if let reader = content(at: offset) { return reader }
    var head = ByteReader(bytes, from: offset - start)
    guard let count = head.number(), count >= 0 else { return nil }
    return ByteReader(try spool.read(at: offset + 8, count: count))
  }

  /// The record, if all of it is in the window.
  private func content(at offset: Int) -> ByteReader? {
    guard offset >= start else { return nil }
    var reader = ByteReader(bytes, from: offset - start)
    guard let count = reader.number(), count >= 0, count <= reader.rest else { return nil }
    return reader
  }
}
