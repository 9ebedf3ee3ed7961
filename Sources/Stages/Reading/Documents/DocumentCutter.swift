import Delimited
import Model

/// Cuts a document into pieces that are parsed side by side, each as a document of the same root.
///
/// A piece begins at the last start tag in sight that has the name of the root's first child. That it
/// is a child of the root is a guess, which its predecessor proves: put between the root's tags, that
/// is well formed only if it ends right below the root, outside every comment, section and
/// instruction. If all pieces are sound, the document is what they are together; if one is not, the
/// document is read again as a whole, so that it is refused for what is wrong with it.
final class DocumentCutter {
  struct Piece: @unchecked Sendable {
    // Unchecked: the block is only read once it is handed out.
    fileprivate let block: Block
    /// What the parser is to see before and behind it.
    fileprivate let opening: [UInt8]
    fileprivate let closing: [UInt8]
  }

  /// The root's tag and its first child have to stand in so many bytes.
  private static let longestHead = 1 << 17
  private static let longestPiece = 16 << 20

  private let file: RawFile
  private let size: Int
  private var frame: DocumentFrame?
  private var carry: Block? = Block(capacity: 0)
  private var isFirst = true
  /// Whether the document can't be cut, so that it has to be read as a whole.
  private(set) var isUncut = false

  /// Cuts pieces of at least `size` bytes.
  init(_ file: RawFile, size: Int) {
    self.file = file
    self.size = max(size, 16)
  }

  /// The next piece; `nil` at the end, or where there is none to be had.
  func next() throws(FileFault) -> Piece? {
    guard var block = carry else { return nil }
    carry = nil
    while true {
      let isLast: Bool
      (block, isLast) = try filled(block)
      if isLast { return piece(block, isLast: true) }
      if frame == nil { frame = DocumentFrame(in: block.bytes) }
      if let cut = frame?.lastCut(in: block.bytes) {
        let rest = Block(capacity: block.count - cut)
        rest.append(block.bytes.slice(cut, block.count))
        block.grow(by: cut - block.count)
        carry = rest
        return piece(block, isLast: false)
      }
      let longest = frame == nil ? DocumentCutter.longestHead : DocumentCutter.longestPiece
      guard block.count < longest else {
        isUncut = true
        return nil
      }
    }
  }

  private func piece(_ block: Block, isLast: Bool) -> Piece {
    defer { isFirst = false }
    return Piece(
      block: block, opening: isFirst ? [] : frame?.opening ?? [],
      closing: isLast ? [] : frame?.closing ?? [])
  }

  /// `block` with at least `size` more bytes behind it, or all there are.
  private func filled(_ block: Block) throws(FileFault) -> (Block, isLast: Bool) {
    let larger = Block(capacity: block.count + max(size, block.count))
    larger.append(block.bytes)
    let room = larger.room
    let got = try file.read(into: room)
    larger.grow(by: got)
    return (larger, got < room.count)
  }
}

extension DocumentCutter.Piece {
  /// Line ends in it: LF, CRLF, CR.
  var lineEnds: Int {
    let bytes = block.bytes
    let feeds = ByteMask.count(of: 0x0A, in: bytes)
    guard ByteMask.count(of: 0x0D, in: bytes) > 0 else { return feeds }
    return feeds
      + bytes.indices.count {
        bytes[$0] == 0x0D && ($0 + 1 == bytes.count || bytes[$0 + 1] != 0x0A)
      }
  }

  /// Its bytes between the root's tags, a part at each call; 0 at the end.
  func reader() -> (UnsafeMutableRawBufferPointer) -> Int {
    var part = 0
    var done = 0
    return { room in
      while part < 3 {
        let taken =
          switch part {
          case 0: copy(opening, from: done, into: room)
          case 1: copy(block.bytes, from: done, into: room)
          default: copy(closing, from: done, into: room)
          }
        done += taken
        guard taken == 0, !room.isEmpty else { return taken }
        part += 1
        done = 0
      }
      return 0
    }
  }

  private func copy(
    _ bytes: some RandomAccessCollection<UInt8>, from start: Int,
    into room: UnsafeMutableRawBufferPointer
  ) -> Int {
    let taken = min(room.count, bytes.count - start)
    room.copyBytes(from: bytes.dropFirst(start).prefix(taken))
    return taken
  }
}
