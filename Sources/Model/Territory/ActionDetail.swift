/// What a page tells of an action, read back from where it was set aside; a class, so that its texts
/// are counted once.
package final class ActionDetail: Sendable {
  package let place: Place
  package let opportunity: Int
  package let goal: Int
  package let action: Int
  package let component: ComponentIndex
  package let progress: Int
  package let start: Day?
  package let end: Day?
  package let followUp: Day?
  package let opportunityText: String
  package let goalText: String
  package let indicatorText: String
  package let actionText: String
  package let evidenceText: String

  package init(
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
