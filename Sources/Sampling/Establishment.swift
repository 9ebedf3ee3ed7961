/// The conditions of contract 3 that an EE is made to meet.
struct Troubles: OptionSet {
  let rawValue: UInt16

  static let notDelivered = Troubles(rawValue: 1 << 0)
  static let late = Troubles(rawValue: 1 << 1)
  static let returned = Troubles(rawValue: 1 << 2)
  static let notMeasurable = Troubles(rawValue: 1 << 3)
  static let noFollowUp = Troubles(rawValue: 1 << 4)
  static let slow = Troubles(rawValue: 1 << 5)
  static let disjointed = Troubles(rawValue: 1 << 6)
  static let allRejected = Troubles(rawValue: 1 << 7)
  static let incomplete = Troubles(rawValue: 1 << 8)
  static let noSelfEvaluation = Troubles(rawValue: 1 << 9)

  /// The codes of the conditions, in the order of the bits.
  static let codes = (1...10).map { $0 < 10 ? "I0\($0)" : "I\($0)" }

  /// The place of the first of them in `codes`.
  var firstIndex: Int {
    rawValue.trailingZeroBitCount % Self.codes.count
  }
}

/// The state of a delivery (contract 3, RG-300), as the sample means it.
enum DeliveryState {
  case onTime, late, returned, missing, pending, announced, undated, unregistered

  /// Whether rows of the route are to count.
  var hasRoute: Bool {
    switch self {
    case .onTime, .late, .returned, .undated: true
    case .missing, .pending, .announced, .unregistered: false
    }
  }
}

/// How an EE behaves over the vigencias.
struct Conduct {
  var troubles: Troubles = []
  /// The troubles hold in every vigencia, otherwise in the last only.
  var systematic = false
  /// Assistance that meets its requirements was given.
  var supported = false
  /// The state of the last vigencia, where no trouble says otherwise.
  var lastState = DeliveryState.onTime
  /// How well the EE manages itself, 0 to 100.
  var maturity = 60
  /// Follows the edition of 2026 in the last vigencia.
  var followsNewEdition = false
  /// Its routes come in two versions.
  var revisesRoutes = false
  /// Names components instead of giving their codes.
  var namesComponents = false
  /// 0 none, else the place in `Vocabulary.modalities` of what it asks for.
  var request = 0
}

/// An EE of the territory.
struct Establishment {
  var index: Int
  var code: Int
  /// The place in the territory's municipalities.
  var municipality: Int
  var official: Bool
  var rural: Bool
  var active: Bool
  var name: Phrase
  /// The place in `Vocabulary.Directory.regimes` and `.categories`; nil for none.
  var regime: Int?
  var category: Int?
  var enrolment: Int
  var conduct: Conduct
}
