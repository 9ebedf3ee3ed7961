import Model

/// A statement as plain numbers; the sentence of one that was made already stands elsewhere.
struct PackedStatement: Hashable {
  enum Form: UInt8 {
    case text, value, surplusFields, endBeforeStart, lateFollowUp, repeatedAction
    case repeatedValuation, goalElsewhere, opportunityElsewhere, versionElsewhere
    case unknownEstablishment, inactiveEstablishment
    case superseded, lostVersion, incompleteActions, mixedEditions, otherValue
    case deliveredWithoutRoute, routeWithoutDelivery
  }

  /// Up to four numbers of 16 bits, or one.
  let content: UInt64
  let version: UInt32
  let rawForm: UInt8

  /// `nil` of bytes that are none.
  var form: Form? { Form(rawValue: rawForm) }

  /// Whether many findings say the same; of the others hardly two are alike.
  var isRepeated: Bool {
    switch form {
    case .repeatedAction, .repeatedValuation, .versionElsewhere, .superseded, .lostVersion,
      .incompleteActions, .mixedEditions, .otherValue, .deliveredWithoutRoute,
      .routeWithoutDelivery, nil:
      false
    case .text, .value, .surplusFields, .endBeforeStart, .lateFollowUp, .goalElsewhere,
      .opportunityElsewhere, .unknownEstablishment, .inactiveEstablishment:
      true
    }
  }

  /// Whether the sentence also depends on the value.
  var quotesValue: Bool {
    if form == .goalElsewhere || form == .opportunityElsewhere { return true }
    let fault = ValueFault(rawValue: UInt8(truncatingIfNeeded: number(0)))
    return form == .value && (fault == .notAllowed || fault == .malformedCode)
  }

  /// What was taken apart.
  init(content: UInt64, version: UInt32, rawForm: UInt8) {
    (self.content, self.version, self.rawForm) = (content, version, rawForm)
  }

  fileprivate init(_ form: Form, _ content: UInt64 = 0, version: UInt32 = 0) {
    rawForm = form.rawValue
    self.content = content
    self.version = version
  }

  fileprivate func number(_ place: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: content >> UInt64(16 * place))
  }
}

extension Statement {
  /// With the sentence of one that was made already.
  var packed: (statement: PackedStatement, text: String) {
    if case .text(let text) = self { return (PackedStatement(.text), text) }
    return (numbers, "")
  }

  private var numbers: PackedStatement {
    switch self {
    case .text: PackedStatement(.text)
    case .value(let fault, let kind, let column):
      PackedStatement(
        .value,
        UInt64(fault.rawValue) | UInt64(kind.rawValue) << 16
          | UInt64(UInt16(clamping: column)) << 32)
    case .surplusFields(let width): PackedStatement(.surplusFields, UInt64(width))
    case .endBeforeStart: PackedStatement(.endBeforeStart)
    case .lateFollowUp(let cutoff):
      PackedStatement(.lateFollowUp, UInt64(UInt32(bitPattern: cutoff.number)))
    case .repeatedAction(let action, let version, let vigencia):
      PackedStatement(
        .repeatedAction, UInt64(action) | UInt64(vigencia) << 16, version: version)
    case .repeatedValuation(let vigencia): PackedStatement(.repeatedValuation, UInt64(vigencia))
    case .goalElsewhere: PackedStatement(.goalElsewhere)
    case .opportunityElsewhere: PackedStatement(.opportunityElsewhere)
    case .versionElsewhere(let version, let vigencia):
      PackedStatement(.versionElsewhere, UInt64(vigencia), version: version)
    case .unknownEstablishment: PackedStatement(.unknownEstablishment)
    case .inactiveEstablishment: PackedStatement(.inactiveEstablishment)
    case .superseded(let version, let counting, let vigencia):
      PackedStatement(
        .superseded, UInt64(counting) | UInt64(vigencia) << 32, version: version)
    case .lostVersion(let version, let counting, let vigencia):
      PackedStatement(
        .lostVersion, UInt64(counting) | UInt64(vigencia) << 32, version: version)
    case .incompleteActions(let count, let all, let vigencia):
      PackedStatement(
        .incompleteActions, UInt64(count) | UInt64(all) << 16 | UInt64(vigencia) << 32)
    case .mixedEditions(let vigencia): PackedStatement(.mixedEditions, UInt64(vigencia))
    case .deliveredWithoutRoute(let vigencia):
      PackedStatement(.deliveredWithoutRoute, UInt64(vigencia))
    case .routeWithoutDelivery(let vigencia):
      PackedStatement(.routeWithoutDelivery, UInt64(vigencia))
    case .otherValue(let goal, let first):
      PackedStatement(.otherValue, UInt64(bitPattern: Int64(first)), version: UInt32(goal))
    }
  }

  /// What was packed; `nil` where it is no statement.
  init?(_ packed: PackedStatement, text: UnsafeRawBufferPointer) {
    switch packed.form {
    case .text: self = .text(String(decoding: text, as: UTF8.self))
    case .value:
      guard let fault = ValueFault(rawValue: UInt8(truncatingIfNeeded: packed.number(0))),
        let kind = RecordKind(rawValue: UInt8(truncatingIfNeeded: packed.number(1)))
      else { return nil }
      self = .value(fault, kind, column: Int(packed.number(2)))
    case .surplusFields: self = .surplusFields(width: Int(packed.content))
    case .endBeforeStart: self = .endBeforeStart
    case .lateFollowUp:
      self = .lateFollowUp(
        cutoff: Day(number: Int32(bitPattern: UInt32(truncatingIfNeeded: packed.content))))
    case .repeatedAction:
      self = .repeatedAction(
        packed.number(0), version: packed.version, vigencia: packed.number(1))
    case .repeatedValuation: self = .repeatedValuation(vigencia: packed.number(0))
    case .goalElsewhere: self = .goalElsewhere
    case .opportunityElsewhere: self = .opportunityElsewhere
    case .versionElsewhere:
      self = .versionElsewhere(packed.version, vigencia: packed.number(0))
    case .unknownEstablishment: self = .unknownEstablishment
    case .inactiveEstablishment: self = .inactiveEstablishment
    case .superseded:
      self = .superseded(
        packed.version, by: UInt32(truncatingIfNeeded: packed.content), vigencia: packed.number(2))
    case .lostVersion:
      self = .lostVersion(
        packed.version, counting: UInt32(truncatingIfNeeded: packed.content),
        vigencia: packed.number(2))
    case .incompleteActions:
      self = .incompleteActions(
        packed.number(0), of: packed.number(1), vigencia: packed.number(2))
    case .mixedEditions: self = .mixedEditions(vigencia: packed.number(0))
    case .deliveredWithoutRoute: self = .deliveredWithoutRoute(vigencia: packed.number(0))
    case .routeWithoutDelivery: self = .routeWithoutDelivery(vigencia: packed.number(0))
    case .otherValue:
      self = .otherValue(
        goal: UInt16(truncatingIfNeeded: packed.version),
        first: Int(Int64(bitPattern: packed.content)))
    case nil: return nil
    }
  }
}
