import Model

/// What changed since the run that `current` named before (contract 4, Publishing).
///
/// The only figures of a run that depend on another one.
package struct News: Sendable {
  /// With what the run could be compared.
  package enum Comparison: Sendable, Equatable {
    /// There is no earlier run.
    case first
    /// `run` names the earlier run, `reason` says why it can't be read; a sentence.
    case impossible(run: String, reason: String)
    case with(run: String)
  }

  package let comparison: Comparison
  /// By establishment, subject and condition.
  package let items: [NewsItem]

  package init(_ comparison: Comparison, _ items: [NewsItem] = []) {
    self.comparison = comparison
    self.items = items
  }

  package func count(_ change: NewsItem.Change) -> Int {
    items.count { $0.change == change }
  }

  /// The earlier run; absent in the first one.
  package var run: String? {
    switch comparison {
    case .first: nil
    case .impossible(let run, _), .with(let run): run
    }
  }
}

/// One change of one establishment.
package struct NewsItem: Sendable, Equatable {
  /// What changed, as it is printed.
  package enum Subject: Sendable, Equatable {
    case delivery
    /// The code of the condition.
    case condition(String)
  }

  package enum Change: String, Sendable {
    case arrives = "LLEGA"
    case appears = "APARECE"
    case ends = "TERMINA"
  }

  /// An establishment as the run that knows it names it.
  package struct Bearer: Sendable, Equatable {
    package let code: DaneCode
    package let name: String
    package let municipality: String
    package let municipalityName: String
    /// Whether the directory of this run has it.
    package let isListed: Bool

    package init(
      code: DaneCode, name: String, municipality: String, municipalityName: String, isListed: Bool
    ) {
      self.code = code
      self.name = name
      self.municipality = municipality
      self.municipalityName = municipalityName
      self.isListed = isListed
    }
  }

  package let establishment: Bearer
  package let subject: Subject
  package let change: Change
  /// State of the delivery or the condition in the earlier run; absent where it had none.
  package let before: String?
  package let now: String?
  /// The version of the route that counted and counts; of deliveries only.
  package let versionBefore: Int?
  package let versionNow: Int?

  package init(
    _ establishment: Bearer, _ subject: Subject, _ change: Change, before: String?,
    now: String?, versionBefore: Int? = nil, versionNow: Int? = nil
  ) {
    self.establishment = establishment
    self.subject = subject
    self.change = change
    self.before = before
    self.now = now
    self.versionBefore = versionBefore
    self.versionNow = versionNow
  }

  var conditionCode: String? {
    if case .condition(let code) = subject { code } else { nil }
  }
}
