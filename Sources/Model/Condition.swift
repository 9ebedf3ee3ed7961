/// The conditions of activities 6 and 9 that may become an indicio (contract 3, Irregularities).
public enum Condition: UInt8, CaseIterable, Sendable {
  case i01 = 1
  case i02, i03, i04, i05, i06, i07, i08, i09, i10

  /// Such as `I07`.
  public var code: String {
    rawValue < 10 ? "I0\(rawValue)" : "I\(rawValue)"
  }

  public init?(code: String) {
    guard let known = Condition.allCases.first(where: { $0.code == code.uppercased() }) else {
      return nil
    }
    self = known
  }
}

/// A set of conditions of one establishment in one vigencia.
public struct ConditionSet: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  public init(_ condition: Condition) {
    rawValue = 1 << UInt16(condition.rawValue)
  }

  public static let all = ConditionSet(Condition.allCases.map(ConditionSet.init))

  public var conditions: [Condition] {
    Condition.allCases.filter { contains(ConditionSet($0)) }
  }
}
