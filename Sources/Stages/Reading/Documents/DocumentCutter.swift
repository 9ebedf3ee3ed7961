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

    /// Its bytes between the root's tags.
    let block: Block
  }

  /// The root's tag and its first child have to stand in so many bytes.
  private static let longestHead = 1 << 17
  private static let longestPiece = 16 << 20
  /// Room behind a piece for the root's end tag.
  static let longestClosing = 256

  private let file: RawFile
  private let size: Int
  private var frame: DocumentFrame?
  private var carry: Block? = Block(capacity: 0)
  /// Bytes of the root's tag before the piece that is next.
  private var opened = 0
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
      if isLast { return Piece(block: block) }
      if frame == nil { frame = DocumentFrame(in: block.bytes) }
      if let frame, let cut = frame.lastCut(in: block.bytes, behind: opened) {
        carry = rest(of: block, from: cut, frame)
        return Piece(block: block)
      }
      let longest = frame == nil ? DocumentCutter.longestHead : DocumentCutter.longestPiece
      guard block.count < longest else {
        isUncut = true
        return nil
      }
    }
  }

  /// Cuts `block` and closes the root behind it; gives what follows, with the root's tag before it.
  private func rest(of block: Block, from cut: Int, _ frame: DocumentFrame) -> Block {
    let rest = Block(capacity: frame.opening.count + block.count - cut)
    frame.opening.withUnsafeBytes { rest.append($0) }
    rest.append(block.bytes.slice(cut, block.count))
    block.grow(by: cut - block.count)
    frame.closing.withUnsafeBytes { block.append($0) }
    opened = frame.opening.count
    return rest
  }

  /// `block` with at least `size` more bytes behind it, or all there are.
  private func filled(_ block: Block) throws(FileFault) -> (Block, isLast: Bool) {
    let added = max(size, block.count)
    let larger = Block(capacity: block.count + added + DocumentCutter.longestClosing)
    larger.append(block.bytes)
    let room = UnsafeMutableRawBufferPointer(rebasing: larger.room[..<added])
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
}
