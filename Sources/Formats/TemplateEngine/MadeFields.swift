/// Fields of CSV that rows have again and again, in memory of their own: to write one counts no
/// reference, for which threads that share it would wait.
public final class MadeFields: @unchecked Sendable {
  // Unchecked: filled once, then only read.
  private let fields: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>

  public init(_ fields: [[UInt8]]) {
    self.fields = .allocate(capacity: fields.count)
    for (place, field) in fields.enumerated() {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: field.count, alignment: 1)
      copy.copyBytes(from: field)
      self.fields.initializeElement(at: place, to: UnsafeRawBufferPointer(copy))
    }
  }

  deinit {
    for field in fields { field.deallocate() }
    fields.deallocate()
  }

  /// All of them; valid while this lives.
  public var list: UnsafeBufferPointer<UnsafeRawBufferPointer> { UnsafeBufferPointer(fields) }
}
