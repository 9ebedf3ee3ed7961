/// What a part of a workbook holds, told from another by its digest.
///
/// Both sides fill one, the writer with what it hands to the library and the check with what it reads
/// back; they are equal if nothing was lost, moved or changed. A digest has 64 bits and a key of the
/// process, so that no content can be made to collide.
struct PartContents: Equatable {
  private var count = 0
  private var hasher = Hasher()

  /// A text of a cell; nothing where it is empty, which is no value.
  mutating func add(_ text: UnsafeRawBufferPointer, at place: CellPlace) {
    guard !text.isEmpty else { return }
    add(place)
    hasher.combine(text.count)
    hasher.combine(bytes: text)
  }

  mutating func add(_ text: String, at place: CellPlace) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0), at: place) }
  }

  /// A number of at most two places, which is all that is written; dates are numbers too.
  mutating func add(_ number: Double, at place: CellPlace) {
    add(place)
    // Workbooks hold 16 digits, with which a binary fraction may come back as its neighbour.
    hasher.combine((number * 100).rounded())
  }

  /// Something of which only the number is known.
  mutating func add() {
    count += 1
  }

  private mutating func add(_ place: CellPlace) {
    count += 1
    hasher.combine(place.row << 32 | place.column)
  }

  static func == (one: PartContents, other: PartContents) -> Bool {
    one.count == other.count && one.hasher.finalize() == other.hasher.finalize()
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
