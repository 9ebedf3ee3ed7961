/// How much a finding weighs: an error rejects the row (F codes: the file); contract 2.
public enum Severity: String, Sendable {
  case error
  case warning = "advertencia"
  case info
}

/// Every code of contract 2.
///
/// A code never changes its meaning.
public enum DiagnosticCode: UInt8, CaseIterable, Sendable {
  case f001, f002, f003, f004, f005, f006, f007, f008, f009, f011, f012, f013
  case r101, r102, r103, r104, r105, r106, r107, r108, r109, r110, r111, r112, r113
  case x201, x202, x203, x204, x206, x207, x208, x209, x210, x211, x212, x213, x214, x215, x216
  case x217

  /// The code as it is printed, such as `R104`.
  public var text: String {
    DiagnosticCode.texts[Int(rawValue)]
  }

  public var severity: Severity {
    switch self {
    case .f003, .f012, .f013, .x206: .info
    case .f001, .f009, .f011, .r112, .r113, .x203, .x204, .x208, .x209, .x210, .x211, .x212,
      .x213, .x214, .x215, .x216, .x217:
      .warning
    default: .error
    }
  }

  /// Whether a file with it counts 0 rows and nothing else is said of it (contract 1 §5.5).
  public var refusesFile: Bool {
    switch self {
    case .f001, .f002, .f004, .f005, .f006, .f007, .f008, .f009: true
    default: false
    }
  }

  public init?(text: String) {
    guard let place = DiagnosticCode.texts.firstIndex(of: text.uppercased()) else { return nil }
    self.init(rawValue: UInt8(place))
  }

  private static let texts: [String] = allCases.map { "\($0)".uppercased() }
}
