/// The names that are known at a place of a template: those of the innermost record, then of the
/// ones around it, outwards.
struct NameScope {
  private struct Frame {
    let shape: Shape
    /// Whether its body is written once a row.
    let repeats: Bool
    /// Tells a frame from another that stood at its depth before.
    let serial: Int
  }

  /// What a name leads to: a slot of a frame, 0 outermost, and slots through the records below.
  struct Found {
    let frame: Int
    let slot: Int
    var rest: [Int] = []
    var kind: Kind
  }

  struct Failure: Error {
    let problem: TemplateError.Problem
  }

  private struct StreamUse: Hashable {
    let serial: Int
    let path: [Int]
  }

  private var frames: [Frame]
  private var serial = 0
  private var readStreams: Set<StreamUse> = []

  init(_ root: Shape) {
    frames = [Frame(shape: root, repeats: false, serial: 0)]
  }

  mutating func open(_ shape: Shape, repeats: Bool) {
    serial += 1
    frames.append(Frame(shape: shape, repeats: repeats, serial: serial))
  }

  mutating func close() {
    frames.removeLast()
  }

  /// Finds the parts of a dotted name; none at all means the only field of the innermost record.
  func resolve(_ path: [String]) -> Result<Found, Failure> {
    guard let first = path.first else { return implicitValue() }
    for (index, frame) in frames.enumerated().reversed() {
      guard let slot = frame.shape.slot(first) else { continue }
      let found = Found(frame: index, slot: slot, kind: frame.shape.fields[slot].kind)
      return follow(path, from: found)
    }
    let known = frames.flatMap { $0.shape.fields.map(\.name) }
    let nearest = nearestName(to: first, among: known)
    return .failure(Failure(problem: .unknownName(first, nearest: nearest)))
  }

  private func implicitValue() -> Result<Found, Failure> {
    guard frames.count > 1, let fields = frames.last?.shape.fields, fields.count == 1,
      fields[0].kind.isPlainValue
    else { return .failure(Failure(problem: .noImplicitValue)) }
    return .success(Found(frame: frames.count - 1, slot: 0, kind: fields[0].kind))
  }

  private func follow(_ path: [String], from start: Found) -> Result<Found, Failure> {
    var found = start
    for (index, part) in path.enumerated().dropFirst() {
      guard case .record(let shape) = found.kind else {
        let name = path[..<index].joined(separator: ".")
        return .failure(Failure(problem: .notARecord(name: name, kind: found.kind)))
      }
      guard let slot = shape.slot(part) else {
        let nearest = nearestName(to: part, among: shape.fields.map(\.name))
        return .failure(Failure(problem: .unknownName(part, nearest: nearest)))
      }
      found.rest.append(slot)
      found.kind = shape.fields[slot].kind
    }
    return .success(found)
  }

  /// Marks a stream as read; `false` if it is read elsewhere, or again for every row around here.
  mutating func claimStream(_ found: Found) -> Bool {
    let use = StreamUse(serial: frames[found.frame].serial, path: [found.slot] + found.rest)
    let isRepeated = frames[(found.frame + 1)...].contains(where: \.repeats)
    return readStreams.insert(use).inserted && !isRepeated
  }
}
