import Model

/// What the directory says of a code (contract 1 §5.3).
package enum DirectoryStatus: Sendable {
  case active, inactive, unknown
}

/// The directory as the checks of other records need it.
package struct DirectoryIndex: Sendable {
  private let activity: [UInt64: Bool]

  package init(_ establishments: [Establishment]) {
    activity = Dictionary(
      establishments.map { ($0.code.number, $0.isActive) }, uniquingKeysWith: { first, _ in first })
  }

  package var isEmpty: Bool { activity.isEmpty }

  /// Whether routes of an establishment don't count.
  func isStray(_ code: UInt64) -> Bool {
    activity[code] != true
  }

  package func status(_ code: UInt64) -> DirectoryStatus {
    guard let isActive = activity[code] else { return .unknown }
    return isActive ? .active : .inactive
  }
}
