import Model

/// The tags of a document's root, and the name of its first child.
struct DocumentFrame {
  /// The root's start tag on one line.
  let opening: [UInt8]
  let closing: [UInt8]
  /// `<` and the name of the root's first child, and its end tag.
  private let mark: [UInt8]
  private let markEnd: [UInt8]

  /// The frame of the document that begins with `head`; `nil` where it can't be told: its first child
  /// is not in the head, the root has none, or it is a document of another kind than is cut.
  init?(in head: Bytes) {
    var place = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard DocumentFrame.skip(in: head, &place),
      let name = DocumentFrame.name(in: head, at: place),
      let end = DocumentFrame.tagEnd(in: head, from: place), head[end - 2] != 0x2F
    else { return nil }
    opening = head[place..<end].map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
    closing = Array("</".utf8) + name + [0x3E]
    guard closing.count <= DocumentCutter.longestClosing else { return nil }
    place = end
    guard DocumentFrame.skip(in: head, &place),
      let child = DocumentFrame.name(in: head, at: place)
    else { return nil }
    mark = [0x3C] + child
    markEnd = Array("</".utf8) + child + [0x3E]
  }

  /// Where the last start tag with the child's name begins behind the first `first` bytes and not
  /// right there, among those that may stand right below the root: an element in the child may have
  /// the same name, as in `<valoracion><valoracion>3</valoracion></valoracion>`.
  func lastCut(in bytes: Bytes, behind first: Int) -> Int? {
    var place = bytes.count - mark.count - 1
    while place > first {
      if bytes[place] == 0x3C, DocumentFrame.endsName(bytes[place + mark.count]),
        bytes.slice(place, place + mark.count).elementsEqual(mark),
        isBetweenChildren(bytes, place)
      {
        return place
      }
      place -= 1
    }
    return nil
  }

  /// Whether what ends before `place` is an element of the child's name, an empty one, or a comment.
  private func isBetweenChildren(_ bytes: Bytes, _ place: Int) -> Bool {
    var end = place
    while end > 0, DocumentFrame.isBlank(bytes[end - 1]) { end -= 1 }
    func follows(_ text: some Collection<UInt8>) -> Bool {
      end >= text.count && bytes.slice(end - text.count, end).elementsEqual(text)
    }
    return follows(markEnd) || follows("/>".utf8) || follows("-->".utf8)
  }

  // MARK: - The head

  /// Passes over blanks, comments and instructions; `false` if what follows is no start tag.
  private static func skip(in head: Bytes, _ place: inout Int) -> Bool {
    while place + 1 < head.count {
      if isBlank(head[place]) {
        place += 1
      } else if head[place] == 0x3C, head[place + 1] == 0x3F {
        guard let end = head.end(of: "?>", from: place) else { return false }
        // Only what XML 1.0 says is looked at elsewhere.
        let isOther = head.slice(0, end).end(of: "1.1", from: place) != nil
        guard !isOther else { return false }
        place = end
      } else if head[place] == 0x3C, head[place + 1] == 0x21 {
        guard head.slice(place, head.count).starts(with: "<!--".utf8),
          let end = head.end(of: "-->", from: place + 4)
        else { return false }
        place = end
      } else {
        return head[place] == 0x3C && head[place + 1] != 0x2F
      }
    }
    return false
  }

  /// The name behind the `<` at `place`, if it ends in the head.
  private static func name(in head: Bytes, at place: Int) -> [UInt8]? {
    var end = place + 1
    while end < head.count, !endsName(head[end]), head[end] != 0x3C { end += 1 }
    guard end > place + 1, end < head.count, head[end] != 0x3C else { return nil }
    return Array(head[place + 1..<end])
  }

  /// Behind the `>` outside quotes that ends the tag at `place`.
  private static func tagEnd(in head: Bytes, from place: Int) -> Int? {
    var quote: UInt8?
    for offset in place..<head.count {
      let byte = head[offset]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x3E {
        return offset + 1
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      }
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == 0x3E || byte == 0x2F
  }
}
