/// What a page tells of an action, read back from where it was set aside; a class, so that its texts
/// are counted once.
public final class ActionDetail: Sendable {
  public let place: Place
  public let opportunity: Int
  public let goal: Int
  public let action: Int
  public let component: ComponentIndex
  public let progress: Int
  public let start: Day?
  public let end: Day?
  public let followUp: Day?
  public let opportunityText: String
  public let goalText: String
  public let indicatorText: String
  public let actionText: String
  public let evidenceText: String

  public init(
    place: Place, opportunity: Int, goal: Int, action: Int, component: ComponentIndex,
    progress: Int, start: Day?, end: Day?, followUp: Day?, opportunityText: String,
    goalText: String, indicatorText: String, actionText: String, evidenceText: String
  ) {
    self.place = place
    self.opportunity = opportunity
    self.goal = goal
    self.action = action
    self.component = component
    self.progress = progress
    self.start = start
    self.end = end
    self.followUp = followUp
    self.opportunityText = opportunityText
    self.goalText = goalText
    self.indicatorText = indicatorText
    self.actionText = actionText
    self.evidenceText = evidenceText
  }
}
