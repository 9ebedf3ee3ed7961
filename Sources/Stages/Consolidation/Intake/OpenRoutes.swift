import Model
import Spool

/// The parts of a file's routes: those whose rows still arrive as accumulators, the others closed to
/// what figures need.
///
/// A file usually holds the rows of a route together, so only the routes opened last are kept open;
/// those of establishments that don't count, which a slip in a code brings forth anywhere, longer.
/// A row of a closed one can't be judged any more: `isScattered` tells it, and the file has to be
/// read again with every route kept open.
struct OpenRoutes {
  struct Key: Hashable {
    let establishment: UInt64
    let vigencia: UInt16
    /// 0 where it can't be read.
    let version: UInt32
  }

  /// Routes that are kept open at a time.
  static let limit = 1024

  /// Of those, routes that don't count.
  static let strayLimit = 4096

  /// Routes that one thread closes at a time.
  private static let stretch = 64

  typealias Closing = (RouteAccumulator) throws(SpoolError) -> RoutePart

  private let file: FileNumber
  private let limit: Int
  private let close: Closing
  private var places: [Key: Int32] = [:]
  private var last: (key: Key, slot: Int)?
  private let isStray: (UInt64) -> Bool
  /// Slots that may be closed for others, used in turns from the oldest on.
  private var ring: [Int] = []
  private var oldest = 0
  /// All parts so far; those of open routes are not filled yet.
  private var parts: [RoutePart] = []
  private(set) var isScattered = false
  /// Open routes by slot.
  var accumulators: [RouteAccumulator] = []
  /// For each slot the number of its part in the file, in the order of first rows.
  private(set) var partNumbers: [Int32] = []
  private var keys: [Key] = []

  private static let closed: Int32 = -1

  /// With `keepsAllOpen` no route is closed before the end; `isStray` tells the codes of
  /// establishments whose routes don't count.
  init(
    file: FileNumber, keepsAllOpen: Bool, isStray: @escaping (UInt64) -> Bool = { _ in false },
    close: @escaping Closing
  ) {
    self.file = file
    self.isStray = isStray
    self.close = close
    limit = keepsAllOpen ? Int.max : OpenRoutes.limit
  }

  /// The slot of a row's route, opened if it is new; `nil` if it is closed already.
  mutating func slot(of row: RouteRow) throws(SpoolError) -> Int? {
    let version = row.flags.contains(.hasNoVersion) ? 0 : row.version
    let key = Key(
      establishment: row.establishment, vigencia: row.vigencia, version: version)
    if let last, last.key == key { return last.slot }
    let slot: Int
    if let known = places[key] {
      guard known != OpenRoutes.closed else {
        isScattered = true
        return nil
      }
      slot = Int(known)
    } else {
      slot = try open(key)
    }
    last = (key, slot)
    return slot
  }

  private mutating func open(_ key: Key) throws(SpoolError) -> Int {
    let route = RouteKey(
      establishment: DaneCode(number: key.establishment), vigencia: Int(key.vigencia))
    let part = RoutePart(key: route, version: key.version == 0 ? nil : key.version, file: file)
    let number = Int32(parts.count)
    parts.append(part)
    let strays = accumulators.count - ring.count
    let staysOpen = strays < OpenRoutes.strayLimit && isStray(key.establishment)
    guard ring.count >= limit, !staysOpen else {
      if !staysOpen { ring.append(accumulators.count) }
      accumulators.append(RouteAccumulator(part))
      partNumbers.append(number)
      keys.append(key)
      places[key] = Int32(accumulators.count - 1)
      return accumulators.count - 1
    }
    let slot = ring[oldest]
    oldest = (oldest + 1) % limit
    parts[Int(partNumbers[slot])] = try close(accumulators[slot])
    places[keys[slot]] = OpenRoutes.closed
    accumulators[slot].begin(part)
    partNumbers[slot] = number
    keys[slot] = key
    places[key] = Int32(slot)
    return slot
  }

  /// All parts, in the order of their first rows; the routes are closed, a stretch at a time, by
  /// `forEach`.
  mutating func closeAll(_ forEach: SideBySide) throws(SpoolError) -> [RoutePart] {
    places = [:]
    last = nil
    let open = accumulators
    let stretches = stride(from: 0, to: open.count, by: OpenRoutes.stretch).map {
      $0..<min($0 + OpenRoutes.stretch, open.count)
    }
    var closed = [Result<[RoutePart], SpoolError>](repeating: .success([]), count: stretches.count)
    closed.withUnsafeMutableBufferPointer { [close] closed in
      // Each call has a place of its own.
      nonisolated(unsafe) let closed = closed
      forEach(stretches.count) { number in
        closed[number] = Result { () throws(SpoolError) in
          try open[stretches[number]].map { (route) throws(SpoolError) in try close(route) }
        }
      }
    }
    for (stretch, closed) in zip(stretches, closed) {
      for (slot, part) in zip(stretch, try closed.get()) { parts[Int(partNumbers[slot])] = part }
    }
    accumulators = []
    ring = []
    defer { parts = [] }
    return parts
  }
}
