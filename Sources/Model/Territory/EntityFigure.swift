/// What a run of several entities says of one of them: the figures that a run of it alone would print.
public struct EntityFigure: Sendable {
  public let entity: TerritorialEntity
  /// Whether the run was configured for it; another one is there because the directory names it.
  public let isOfTheRun: Bool
  /// Places of its establishments in `Territory.establishments`, ascending.
  public let establishments: [Int]
  /// In their order, N01 to N30.
  public let indicators: [Indicator]
  /// `nil` where no row of it is of the year before.
  public let previousIndicators: [Indicator]?
  /// Its RG-220, by position.
  public let components: [ComponentFigure]
  /// The sum of its municipalities.
  public let area: AreaFigure

  public init(
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
  public func previous(_ code: String) -> Indicator.Amount? {
    previousIndicators?.first { $0.code == code }?.value
  }

  public func indicator(_ code: String) -> Indicator? {
    indicators.first { $0.code == code }
  }
}
