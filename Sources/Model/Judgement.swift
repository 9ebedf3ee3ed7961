/// The period that a run reports on and the date it judges by (contract 1, words; contract 3).
package struct Judgement: Sendable, Equatable {
  /// `P`.
  package let period: Int
  /// `C`, on or after 1 January of the period.
  package let cutoff: Day

  package init(period: Int, cutoff: Day) {
    self.period = period
    self.cutoff = cutoff
  }

  /// The cut-off of a vigencia up to the period.
  package func cutoff(of vigencia: Int) -> Day {
    vigencia < period ? Day.endOfYear(vigencia) : cutoff
  }

  /// What a run of the year before judges by.
  package var previous: Judgement {
    Judgement(period: period - 1, cutoff: Day.endOfYear(period - 1))
  }
}
