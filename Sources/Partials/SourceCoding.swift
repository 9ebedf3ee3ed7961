internal import CLinux
import Frames
import Model

/// The records as they came, for those that another file may reject; without the texts of their action,
/// which stand beside them already and are put back in.
enum SourceCoding {
  /// Texts of an action.
  static let texts = 5

  /// Where a text lies in its record; records without texts have none.
  private struct Slice {
    let start: Int
    let count: Int

    func meets(_ other: Slice) -> Bool {
      start < other.start + other.count && other.start < start + count
    }
  }

  /// Writes a record, cut as rejects are, and where its texts stood in it: 0, or one more than the
  /// first byte.
  static func write(
    _ source: UnsafeRawBufferPointer, texts: [UnsafeRawBufferPointer], to writer: inout PackedWriter
  ) {
    let source = UnsafeRawBufferPointer(rebasing: source[..<Reject.cutLength(source)])
    var slices: [Slice] = []
    for text in texts {
      let slice = find(text, in: source).flatMap { start -> Slice? in
        let slice = Slice(start: start, count: text.count)
        return slices.contains(where: slice.meets) ? nil : slice
      }
      writer.append(count: slice.map { $0.start + 1 } ?? 0)
      if let slice { slices.append(slice) }
    }
    slices.sort { $0.start < $1.start }
    writer.append(count: source.count - slices.reduce(0) { $0 + $1.count })
    var place = 0
    for slice in slices {
      writer.append(raw: source[place..<slice.start])
      place = slice.start + slice.count
    }
    writer.append(raw: source[place...])
  }

  private static func find(
    _ text: UnsafeRawBufferPointer, in source: UnsafeRawBufferPointer
  ) -> Int? {
    guard let whole = source.baseAddress, let part = text.baseAddress, !text.isEmpty else {
      return nil
    }
    if part >= whole, part + text.count <= whole + source.count { return part - whole }
    return memmem(whole, source.count, part, text.count).map { UnsafeRawPointer($0) - whole }
  }

  /// Reads a record back and puts its texts in.
  static func read(
    texts: [UnsafeRawBufferPointer], from reader: inout PackedReader
  ) throws(FrameFault) -> [UInt8] {
    var slices: [(start: Int, text: UnsafeRawBufferPointer)] = []
    for text in texts {
      let place = try reader.count(upTo: Reject.longestRecord)
      if place > 0 { slices.append((place - 1, text)) }
    }
    slices.sort { $0.start < $1.start }
    let length = try reader.count(upTo: Reject.longestRecord)
    var rest = try reader.raw(length)
    var record: [UInt8] = []
    record.reserveCapacity(length + slices.reduce(0) { $0 + $1.text.count })
    for (start, text) in slices {
      let gap = start - record.count
      guard gap >= 0, gap <= rest.count, record.count + gap + text.count <= Reject.longestRecord
      else { throw .damaged }
      record.append(contentsOf: rest[..<gap])
      record.append(contentsOf: text)
      rest = UnsafeRawBufferPointer(rebasing: rest[gap...])
    }
    record.append(contentsOf: rest)
    guard record.count <= Reject.longestRecord else { throw .damaged }
    return record
  }
}
