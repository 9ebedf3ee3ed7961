import Model

/// The municipalities of establishments by number, so that what is summed up by municipality stands in
/// lists.
struct HomeNumbers {
  /// Ascending.
  let codes: [MunicipalityCode]
  /// By place of the establishment: the number of its municipality, its place in `codes`.
  let ofEstablishment: [Int]

  init(_ establishments: [Establishment]) {
    codes = Set(establishments.map(\.municipality)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices))
    var known: (code: MunicipalityCode, number: Int)?
    ofEstablishment = establishments.map { establishment in
      // In the order of the directory most have the same as the one before.
      if let known, known.code == establishment.municipality { return known.number }
      let number = numbers[establishment.municipality] ?? 0
      known = (establishment.municipality, number)
      return number
    }
  }
}
