import Glibc

/// A sliding window over the document, decoded to UTF-8.
///
/// Offsets count the decoded bytes of the document from 0. The window holds what is not yet parsed
/// and, from a kept element's `<` on, as much of its text as may be asked for.
public final class XMLSource {
  /// The greatest length of an element's text that is handed out, in bytes.
  public static let greatestExtract = 65_536
  /// Bytes that may be read behind the last one.
  static let padding = 64

  private let memory: UnsafeMutableRawBufferPointer
  private let ownsMemory: Bool
  /// The offset of the first byte in memory.
  private(set) var start = 0
  private(set) var count = 0
  /// The offset of the `<` of the kept element.
  private var kept: Int?
  /// The kept element's first bytes, once some of them have left the window.
  private let departed: UnsafeMutableRawBufferPointer
  private var departedCount = 0
  /// The offsets of the current event: the start tag's `<`, and behind the tag just read.
  public var tagStart = 0
  public var tagEnd = 0

  init(capacity: Int) {
    ownsMemory = true
    memory = .allocate(byteCount: capacity + XMLSource.padding, alignment: 16)
    departed = .allocate(byteCount: XMLSource.greatestExtract + 1, alignment: 16)
    pad()
  }

  /// A source that holds a whole document, which must outlive it and is only read.
  public init(over document: UnsafeRawBufferPointer) {
    ownsMemory = false
    memory = UnsafeMutableRawBufferPointer(mutating: document)
    count = document.count
    departed = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  deinit {
    if ownsMemory { memory.deallocate() }
    departed.deallocate()
  }

  // MARK: - For the visitor

  /// Keeps the text of the element whose start tag is being visited, until the next call.
  public func keep() {
    kept = tagStart
    departedCount = 0
  }

  /// At the end of the kept element: its text from the `<` on; empty if none is kept.
  ///
  /// Decoded to UTF-8 and otherwise as it came, cut at 65,536 bytes at a character's border. Valid
  /// during the visitor's call only.
  public func extract() -> UnsafeRawBufferPointer {
    guard let kept else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard kept < start else { return cut(bytes(from: kept, to: max(kept, min(tagEnd, end)))) }
    moveToDeparted(upTo: tagEnd)
    return cut(UnsafeRawBufferPointer(rebasing: departed[..<departedCount]))
  }

  private func cut(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard text.count > XMLSource.greatestExtract else { return text }
    var length = XMLSource.greatestExtract
    while length > 0, text[length] & 0xC0 == 0x80 { length -= 1 }
    return UnsafeRawBufferPointer(rebasing: text[..<length])
  }

  // MARK: - For the reader

  /// The offset behind the last byte.
  var end: Int { start + count }

  var base: UnsafeRawPointer { UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped) }

  var room: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: memory[count..<memory.count - XMLSource.padding])
  }

  func grow(by added: Int) {
    count += added
    pad()
  }

  func append(_ bytes: UnsafeRawBufferPointer) {
    room.copyMemory(from: bytes)
    grow(by: bytes.count)
  }

  /// Makes what may be read behind the last byte something that was written.
  private func pad() {
    let end = min(count + XMLSource.padding, memory.count)
    UnsafeMutableRawBufferPointer(rebasing: memory[count..<end])
      .initializeMemory(as: UInt8.self, repeating: 0)
  }

  /// Ends the window with a blank at `offset`; returns the offset behind the blank.
  func endWithBlank(at offset: Int) -> Int {
    count = offset - start
    memory[count] = 0x20
    grow(by: 1)
    return end
  }

  func bytes(from first: Int, to last: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[first - start..<last - start])
  }

  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    base.load(fromByteOffset: offset &- start, as: UInt8.self)
  }

  /// Gives up the bytes before `offset`.
  func discard(before offset: Int) {
    let gone = min(offset, end) - start
    guard gone > 0, let base = memory.baseAddress else { return }
    if let kept, kept < offset { moveToDeparted(upTo: offset) }
    memmove(base, base + gone, count - gone)
    start += gone
    count -= gone
  }

  /// Copies the kept element's bytes before `offset`, no more than may be handed out and one, which
  /// shows whether the cut falls inside a character.
  private func moveToDeparted(upTo offset: Int) {
    guard let kept else { return }
    let first = kept + departedCount
    let last = min(offset, end, kept + departed.count)
    guard first >= start, first < last else { return }
    let free = UnsafeMutableRawBufferPointer(rebasing: departed[departedCount...])
    free.copyMemory(from: bytes(from: first, to: last))
    departedCount += last - first
  }
}
