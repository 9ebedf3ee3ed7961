import Model

/// The allowed words nearest to a misspelt one; prepared once a run.
struct NearestWords: Sendable {
  private struct Candidate: Sendable {
    let spelling: String
    let folded: [UInt8]

    init(_ spelling: String) {
      self.spelling = spelling
      folded = Folding.word(spelling)
    }
  }

  private static let most = 3

  private let yesNo = ["SI", "NO"].map(Candidate.init)
  private let processes: [Candidate]
  private let municipalities: [Candidate]
  private let components: [Candidate]

  init(catalogue: Catalogue, municipalities: Municipalities) {
    processes = catalogue.processes.map { Candidate($0.code) }
    self.municipalities = municipalities.all.map { Candidate($0.code.text) }
    components = catalogue.components.flatMap { [Candidate($0.code), Candidate($0.name)] }
  }

  /// At most three words that a column allows, the nearest first, those equally near by spelling.
  func spellings(to value: String, column: Column) -> [String] {
    let folded = Folding.word(String(value.prefix(80)))
    let greatest = max(2, folded.count / 3)
    let pattern = EditPattern(folded)
    var nearest: [(distance: Int, spelling: String)] = []
    for candidate in candidates(column.type) {
      // A word that is shorter or longer by more can't be as near.
      guard abs(candidate.folded.count - folded.count) <= greatest else { continue }
      let distance = pattern.distance(to: candidate.folded)
      if distance <= greatest { nearest.append((distance, candidate.spelling)) }
    }
    nearest.sort { ($0.distance, $0.spelling) < ($1.distance, $1.spelling) }
    return nearest.prefix(NearestWords.most).map(\.spelling)
  }

  private func candidates(_ type: ColumnType) -> [Candidate] {
    switch type {
    case .word(let words): words.map { Candidate($0.spelling) }
    case .yesNo: yesNo
    case .process: processes
    case .municipality: municipalities
    case .component: components
    default: []
    }
  }
}

/// How many edits make one word of another (Levenshtein).
package enum EditDistance {
  package static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
    EditPattern(left).distance(to: right)
  }
}

/// A word that others are compared with.
///
/// The differences between the rows of the table of distances are kept as bits, 64 letters of the word
/// in a step (G. Myers, A fast bit-vector algorithm for approximate string matching, JACM 46, 1999; in
/// the form of H. Hyyrö, 2003, for the distance of whole words); longer words fill a table.
struct EditPattern {
  private let word: [UInt8]
  /// For each byte the places at which the word has it.
  private var places: [UInt64] = []

  init(_ word: [UInt8]) {
    self.word = word
    guard word.count <= 64 else { return }
    places = [UInt64](repeating: 0, count: 256)
    for (place, byte) in word.enumerated() { places[Int(byte)] |= 1 << UInt64(place) }
  }

  func distance(to other: [UInt8]) -> Int {
    guard !word.isEmpty else { return other.count }
    guard !places.isEmpty else { return tableDistance(to: other) }
    let last: UInt64 = 1 << UInt64(word.count - 1)
    var more = UInt64.max
    var less: UInt64 = 0
    var distance = word.count
    for byte in other {
      let equal = places[Int(byte)]
      let diagonal = (((equal & more) &+ more) ^ more) | equal | less
      var right = less | ~(diagonal | more)
      let left = more & diagonal
      if right & last != 0 { distance += 1 }
      if left & last != 0 { distance -= 1 }
      right = right << 1 | 1
      more = left << 1 | ~(diagonal | right)
      less = right & diagonal
    }
    return distance
  }

  private func tableDistance(to other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (line, byte) in word.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (place, letter) in other.enumerated() {
        let change = diagonal + (byte == letter ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(change, diagonal + 1, row[place] + 1)
      }
    }
    return row[other.count]
  }
}
