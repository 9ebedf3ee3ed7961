/// The establishment's code: sector and zone, municipality, sequence, check digit (contract 2, X212).
enum DaneCode {
  /// The check digit of the first eleven digits.
  static func checkDigit(of eleven: Int) -> Int {
    var rest = eleven
    var sum = 0
    for position in 0..<11 {
      let weight = position < 6 ? position + 2 : position - 4
      sum += rest % 10 * weight
      rest /= 10
    }
    return (11 - sum % 11) % 10
  }

  /// A code of twelve digits whose check digit holds.
  static func code(sectorZone: Int, municipality: Int, sequence: Int) -> Int {
    let eleven = (sectorZone * 100_000 + municipality) * 100_000 + sequence
    return eleven * 10 + checkDigit(of: eleven)
  }
}
