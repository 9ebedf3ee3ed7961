/// A cell's place as it is written, `C7`.
struct CellReference: Equatable {
  /// 1-based.
  var column: Int
  var row: Int

  /// `nil` for anything but capital letters and digits, with or without `$`.
  init?(_ text: some Collection<UInt8>) {
    var column = 0
    var row = 0
    for byte in text where byte != 0x24 {
      if byte >= 0x41, byte <= 0x5A, row == 0 {
        column = column * 26 + Int(byte - 0x40)
      } else if byte >= 0x30, byte <= 0x39, column > 0 {
        row = row * 10 + Int(byte & 0x0F)
      } else {
        return nil
      }
      guard column <= 1 << 20, row <= 1 << 24 else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.column = column
    self.row = row
  }
}
