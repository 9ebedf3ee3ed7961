import Model

/// Why a row of rg-22 is no support of a condition.
enum SupportImpediment {
  static func text(
    _ activity: ExecutedActivity, _ range: ClosedRange<Day>?, _ judgement: Judgement,
    _ thresholds: Thresholds
  ) -> String? {
    if !activity.meetsRequirements { return "No cumple requisitos." }
    if activity.key.vigencia > judgement.period { return "Es de una vigencia posterior." }
    guard let range else {
      return "Ningún día deja los \(thresholds.reactionDays) días para reaccionar."
    }
    if activity.executed < range.lowerBound {
      return "Es anterior a la primera vigencia en la que se cumple la condición."
    }
    if activity.executed > range.upperBound {
      return "Deja menos de \(thresholds.reactionDays) días para reaccionar antes del corte."
    }
    return nil
  }
}
