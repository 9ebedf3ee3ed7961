/// What is done to a row to make it bad.
enum Mutation: Equatable {
  case clear(Int)
  case put(Int, Fragment)
  case overflow
  case repeatRow
  case reverseDates
  case otherComponent
  case followUpNextYear
  case otherBase
  case foreignEdition
  case copyElsewhere
  case badHigherVersion
  case unknownEstablishment
  case inactiveEstablishment
  case breakCheckDigit
  case otherMunicipality
  case certifiedMunicipality
  case otherZone
  case unknownActivity
  case unknownStrategy
  case decideOnHealthy
}

/// A way to be bad, under the code that tells of it (contract 2).
struct Defect: Equatable {
  var code: String
  var mutation: Mutation

  /// The defects of a kind, those that no other kind shows first.
  static func list(for kind: RecordKind, pool: inout TextPool) -> [Defect] {
    DefectRecipe.recipes(for: kind).map { recipe in
      switch recipe {
      case .change(let code, let mutation): Defect(code: code, mutation: mutation)
      case .clear(let column):
        Defect(code: "R101", mutation: .clear(kind.index(of: column)))
      case .put(let code, let column, let text):
        Defect(code: code, mutation: .put(kind.index(of: column), pool.add(text)))
      }
    }
  }
}

/// Which rows of a kind are bad, evenly spread, and how: the defects take turns.
struct DefectSchedule {
  private let perMillion: Int
  private let defects: [Defect]
  private var sum = 1_000_000
  private var turn = 0

  init(_ defects: [Defect], perMillion: Int) {
    self.defects = defects
    self.perMillion = perMillion
    sum -= perMillion
  }

  var isEmpty: Bool { perMillion == 0 || defects.isEmpty }

  /// The defect of the next row; nil for a good one.
  @inline(__always)
  mutating func next() -> Defect? {
    guard !isEmpty else { return nil }
    sum += perMillion
    guard sum >= 1_000_000 else { return nil }
    sum -= 1_000_000
    return another()
  }

  /// The next defect in turn, where the one before does not fit the row.
  mutating func another() -> Defect {
    turn += 1
    return defects[(turn - 1) % defects.count]
  }

  var count: Int { defects.count }
}
