import Archive
import Glibc

/// Finds the cells of a worksheet in the one form in which the library writes them.
///
/// Worksheets are nearly all of a workbook, and every byte of them is read back: a scanner that knows
/// no more XML than that form takes a fifth of the parser's time. What it does not know is a fault.
/// What stands before and behind the cells goes on to the parser.
struct SheetScanner {
  /// The longest text of a cell, each of its characters escaped, and a tag.
  private static let capacity = 1 << 18

  private(set) var contents = PartContents()
  /// The worksheet without its cells.
  private(set) var frame: [UInt8] = []
  private var place = CellPlace(row: 0, column: 0)
  private var isInCells = false
  private var plain: [UInt8] = []

  /// Reads a whole part; `false` at the first thing that is not known.
  mutating func scan(
    _ pull: (UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int
  ) throws(ArchiveFault) -> Bool {
    let room = UnsafeMutableRawBufferPointer.allocate(
      byteCount: SheetScanner.capacity, alignment: 64)
    defer { room.deallocate() }
    var held = 0
    while true {
      let got = try pull(UnsafeMutableRawBufferPointer(rebasing: room[held...]))
      let bytes = UnsafeRawBufferPointer(rebasing: room[..<(held + got)])
      guard let used = take(bytes) else { return false }
      held = bytes.count - used
      guard got > 0 else {
        frame.append(contentsOf: bytes[used...])
        return !isInCells
      }
      guard held < room.count else { return false }
      room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[used...]))
    }
  }

  /// Takes tags, each with the text before it, as far as they are whole; how many bytes, or `nil` at
  /// a fault.
  private mutating func take(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var used = 0
    // The letter of the element whose value stands before the next tag.
    var element = UInt8(0)
    while let start = SheetScanner.find(0x3C, in: bytes, from: used),
      let end = SheetScanner.find(0x3E, in: bytes, from: start)
    {
      let text = UnsafeRawBufferPointer(rebasing: bytes[used..<start])
      let tag = UnsafeRawBufferPointer(rebasing: bytes[(start + 1)..<end])
      if isInCells {
        guard let next = takeCell(tag, behind: text, of: element) else { return nil }
        element = next
        // A value begins in this tag: it is whole only with the next.
        if element != 0 {
          guard let next = SheetScanner.find(0x3C, in: bytes, from: end),
            SheetScanner.find(0x3E, in: bytes, from: next) != nil
          else { return used }
        }
      } else {
        frame.append(contentsOf: bytes[used...end])
        guard frame.count <= SheetScanner.capacity else { return nil }
        isInCells = tag.elementsEqual("sheetData".utf8)
      }
      used = end + 1
    }
    return used
  }

  /// Takes a tag between the cells; the letter of the element whose value begins, 0 for none, `nil` at
  /// a fault.
  private mutating func takeCell(
    _ tag: UnsafeRawBufferPointer, behind text: UnsafeRawBufferPointer, of element: UInt8
  ) -> UInt8? {
    guard let first = tag.first else { return nil }
    if element != 0 {
      guard tag.count == 2, first == 0x2F, tag[1] == element else { return nil }
      return takeValue(text, of: element) ? 0 : nil
    }
    guard text.isEmpty else { return nil }
    switch first {
    case 0x63: return move(to: tag) ? 0 : nil
    // t, v
    case 0x74, 0x76: return first
    // is, row
    case 0x69, 0x72: return 0
    case 0x2F:
      guard tag.count == 10, tag.elementsEqual("/sheetData".utf8) else { return 0 }
      isInCells = false
      frame += Array("</sheetData>".utf8)
      return 0
    default: return nil
    }
  }

  /// Takes the name of the cell that begins, as in `c r="C7" s="2"`.
  private mutating func move(to tag: UnsafeRawBufferPointer) -> Bool {
    let before = 5
    guard tag.count > before, tag[2] == 0x72,
      let quote = SheetScanner.find(0x22, in: tag, from: before),
      let found = CellPlace(UnsafeRawBufferPointer(rebasing: tag[before..<quote]))
    else { return false }
    place = found
    return true
  }

  private mutating func takeValue(_ text: UnsafeRawBufferPointer, of element: UInt8) -> Bool {
    if element == 0x76 {
      guard let number = SheetScanner.number(text) else { return false }
      contents.add(number, at: place)
    } else if SheetScanner.find(0x26, in: text, from: 0) == nil {
      contents.add(text, at: place)
    } else {
      guard unescape(text) else { return false }
      plain.withUnsafeBytes { contents.add($0, at: place) }
    }
    return true
  }

  /// The number that digits stand for; whole ones, which most are, are told without the C library.
  static func number(_ text: UnsafeRawBufferPointer) -> Double? {
    // So many digits are below 2⁵³, where every whole number is a Double.
    guard (1...15).contains(text.count), text.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return Double(String(decoding: text, as: UTF8.self))
    }
    return Double(text.reduce(0) { $0 * 10 + Int($1 - 0x30) })
  }

  private mutating func unescape(_ text: UnsafeRawBufferPointer) -> Bool {
    plain.removeAll(keepingCapacity: true)
    var rest = text[...]
    while let start = rest.firstIndex(of: 0x26) {
      plain += rest[..<start]
      guard let end = rest[start...].firstIndex(of: 0x3B) else { return false }
      switch String(decoding: rest[(start + 1)..<end], as: UTF8.self) {
      case "amp": plain.append(0x26)
      case "lt": plain.append(0x3C)
      case "gt": plain.append(0x3E)
      default: return false
      }
      rest = rest[(end + 1)...]
    }
    plain += rest
    return true
  }

  private static func find(
    _ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    let found = memchr(base + start, Int32(byte), bytes.count - start)
    return found.map { UnsafeRawPointer($0) - base }
  }
}
