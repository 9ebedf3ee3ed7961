/// The known name that a misspelt one most likely meant; `nil` where none is near.
///
/// Near is an edit distance of at most a third of the name's length, at least 2; of several the
/// first by distance, then by bytes. Cost: names longer than 64 bytes are not compared.
func nearestName(to name: String, among known: [String]) -> String? {
  let target = Array(name.utf8)
  guard target.count <= 64 else { return nil }
  let limit = max(2, target.count / 3)
  let candidates = Set(known).compactMap { candidate -> (distance: Int, name: String)? in
    let bytes = Array(candidate.utf8)
    guard bytes.count <= 64, abs(bytes.count - target.count) <= limit else { return nil }
    let distance = editDistance(target, bytes)
    return distance <= limit && distance < bytes.count ? (distance, candidate) : nil
  }
  return candidates.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforePrevious = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    for column in 0..<right.count {
      let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
      var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, beforePrevious[column - 1] + 1)
      }
      current.append(best)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[right.count]
}
