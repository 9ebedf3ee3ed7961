/// What a part of a workbook holds, told from another by its digest.
///
/// Both sides fill one, the writer with what it hands to the library and the check with what it reads
/// back; they are equal if nothing was lost, moved or changed, but for a chance of one in 2⁶⁴. A digest
/// begins with a key of the process.
struct PartContents: Equatable {
  private static let key = UInt64.random(in: 0...UInt64.max)

  private var count = 0
  private var digest = PartContents.key
  /// Odd, so that no bit of a word is lost in a product.
  private let factor = (PartContents.key &* 0x9E37_79B9_7F4A_7C15) | 1

  /// A text of a cell; nothing where it is empty, which is no value.
  mutating func add(_ text: UnsafeRawBufferPointer, at place: CellPlace) {
    guard !text.isEmpty else { return }
    add(place)
    mix(UInt64(text.count))
    var start = 0
    while start &+ 8 <= text.count {
      mix(text.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      start &+= 8
    }
    guard start < text.count else { return }
    mix(text[start...].reduce(0) { $0 << 8 | UInt64($1) })
  }

  mutating func add(_ text: String, at place: CellPlace) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0), at: place) }
  }

  /// A number of at most two places, which is all that is written; dates are numbers too.
  mutating func add(_ number: Double, at place: CellPlace) {
    add(place)
    // Workbooks hold 16 digits, with which a binary fraction may come back as its neighbour.
    // Of the two zeros the positive one.
    mix(((number * 100).rounded() + 0).bitPattern)
  }

  /// Something of which only the number is known.
  mutating func add() {
    count += 1
  }

  private mutating func add(_ place: CellPlace) {
    count += 1
    mix(UInt64(truncatingIfNeeded: place.row << 32 | place.column))
  }

  /// Mixes a word in: both halves of its product with a word that depends on all before.
  @inline(__always)
  private mutating func mix(_ word: UInt64) {
    let product = (digest ^ word).multipliedFullWidth(by: factor)
    digest = (digest << 23 | digest >> 41) &+ (product.high ^ product.low)
  }
}

/// Where a cell stands; 0-based.
struct CellPlace {
  let row: Int
  let column: Int

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// From its name, `C7`; `nil` for anything but capital letters before digits.
  init?(_ name: UnsafeRawBufferPointer) {
    var row = 0
    var column = 0
    for byte in name {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
      case 0x30...0x39 where column > 0: row = row * 10 + Int(byte - 0x30)
      default: return nil
      }
      guard column <= 1 << 20, row <= 1 << 24 else { return nil }
    }
    guard row > 0 else { return nil }
    self.init(row: row - 1, column: column - 1)
  }
}
