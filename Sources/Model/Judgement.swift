/// The period that a run reports on and the date it judges by (contract 1, words; contract 3).
public struct Judgement: Sendable, Equatable {
  /// `P`.
  public let period: Int
  /// `C`, on or after 1 January of the period.
  public let cutoff: Day

  public init(period: Int, cutoff: Day) {
    self.period = period
    self.cutoff = cutoff
  }

  /// The cut-off of a vigencia up to the period.
  public func cutoff(of vigencia: Int) -> Day {
    vigencia < period ? Day.endOfYear(vigencia) : cutoff
  }

  /// What a run of the year before judges by.
  public var previous: Judgement {
    Judgement(period: period - 1, cutoff: Day.endOfYear(period - 1))
  }
}
