/// The rows of rg-300 (contract 3, RG-300: one a state).
struct DeliveryRows {
  let territory: Territory

  /// The control's row of an EE in a vigencia; nil where the control lacks the EE.
  func row(of establishment: Establishment, in period: Int) -> Row? {
    guard establishment.active else { return nil }
    let state = territory.state(of: establishment, in: period)
    var random = SplitMix64(territory.options.seed, .delivery, establishment.index, period, 2)
    let noted = random.chance(50) || establishment.conduct.followsNewEdition
    if state == .unregistered || (state == .undated && !noted) { return nil }
    let isPending = state == .pending
    let limit = isPending ? CalendarDay(period, 12, 15) : CalendarDay(period, 3, 31)
    guard let delivered = deliveryDay(state, in: period, &random) else {
      return bare(establishment, period, limit)
    }
    var row = bare(establishment, period, limit)
    let words = territory.words.support
    row[3] = .date(delivered)
    row[4] = .text(random.pick(words.channels))
    row[5] = .numbered(
      prefix: territory.words.radicado, number: period * 1_000_000 + establishment.index,
      digits: 10, suffix: .none)
    putReview(&row, state, delivered, &random)
    if random.chance(15) { row[9] = .text(random.pick(words.deliveryRemarks)) }
    return row
  }

  private func bare(_ establishment: Establishment, _ period: Int, _ limit: CalendarDay) -> Row {
    [.integer(period), .dane(establishment.code), .date(limit)] + Row(repeating: .absent, count: 7)
  }

  private func deliveryDay(
    _ state: DeliveryState, in period: Int, _ random: inout SplitMix64
  ) -> CalendarDay? {
    switch state {
    case .missing, .pending, .undated, .unregistered: nil
    case .late: CalendarDay(period, 4, 1).adding(days: 1 + random.below(60))
    case .onTime, .returned, .announced: CalendarDay(period, 3, 1 + random.below(31))
    }
  }

  private func putReview(
    _ row: inout Row, _ state: DeliveryState, _ delivered: CalendarDay,
    _ random: inout SplitMix64
  ) {
    guard state != .announced else { return }
    let reviewed = delivered.adding(days: 10 + random.below(20))
    if state == .returned {
      row[6] = .date(reviewed)
    } else if random.chance(12) {
      row[6] = .date(reviewed)
      row[7] = .date(reviewed.adding(days: 3 + random.below(12)))
      row[8] = .date(reviewed.adding(days: 20))
    } else if random.chance(60) {
      row[8] = .date(reviewed)
    }
  }
}
