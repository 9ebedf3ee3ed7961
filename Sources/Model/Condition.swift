/// The conditions of activities 6 and 9 that may become an indicio (contract 3, Irregularities).
package enum Condition: UInt8, CaseIterable, Sendable {
  case i01 = 1
  case i02, i03, i04, i05, i06, i07, i08, i09, i10

  /// Such as `I07`.
  package var code: String {
    rawValue < 10 ? "I0\(rawValue)" : "I\(rawValue)"
  }

  package init?(code: String) {
    guard let known = Condition.allCases.first(where: { $0.code == code.uppercased() }) else {
      return nil
    }
    self = known
  }
}

/// A set of conditions of one establishment in one vigencia.
package struct ConditionSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  package init(_ condition: Condition) {
    rawValue = 1 << UInt16(condition.rawValue)
  }

  package static let all = ConditionSet(Condition.allCases.map(ConditionSet.init))

  package var conditions: [Condition] {
    Condition.allCases.filter { contains(ConditionSet($0)) }
  }
}
