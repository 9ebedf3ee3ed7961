/// What a run of several entities says of one of them: the figures that a run of it alone would print.
package struct EntityFigure: Sendable {
  package let entity: TerritorialEntity
  /// Whether the run was configured for it; another one is there because the directory names it.
  package let isOfTheRun: Bool
  /// Places of its establishments in `Territory.establishments`, ascending.
  package let establishments: [Int]
  /// In their order, N01 to N30.
  package let indicators: [Indicator]
  /// `nil` where no row of it is of the year before.
  package let previousIndicators: [Indicator]?
  /// Its RG-220, by position.
  package let components: [ComponentFigure]
  /// The sum of its municipalities.
  package let area: AreaFigure

  package init(
    entity: TerritorialEntity, isOfTheRun: Bool, establishments: [Int], indicators: [Indicator],
    previousIndicators: [Indicator]?, components: [ComponentFigure], area: AreaFigure
  ) {
    self.entity = entity
    self.isOfTheRun = isOfTheRun
    self.establishments = establishments
    self.indicators = indicators
    self.previousIndicators = previousIndicators
    self.components = components
    self.area = area
  }

  /// The value of an indicator in the year before.
  package func previous(_ code: String) -> Indicator.Amount? {
    previousIndicators?.first { $0.code == code }?.value
  }

  package func indicator(_ code: String) -> Indicator? {
    indicators.first { $0.code == code }
  }
}
