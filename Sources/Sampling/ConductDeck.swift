/// Who is who: ten EE are set, so that even a small territory shows every state and condition.
struct ConductDeck {
  private static let setConducts: [Conduct] = [
    Conduct(troubles: .notDelivered, systematic: true, supported: true),
    Conduct(troubles: [.late, .disjointed], systematic: true),
    Conduct(troubles: [.returned, .notMeasurable], systematic: true, supported: true),
    Conduct(troubles: [.noFollowUp, .incomplete], systematic: true),
    Conduct(troubles: [.slow, .noSelfEvaluation]),
    Conduct(troubles: .allRejected, systematic: true, supported: true),
    Conduct(lastState: .pending, revisesRoutes: true),
    Conduct(lastState: .undated, followsNewEdition: true),
    Conduct(lastState: .unregistered),
    Conduct(),
  ]

  let seed: UInt64
  let establishments: Int

  /// The EE's place in the deck; nil for those that are drawn.
  func place(of index: Int) -> Int? {
    let size = Self.setConducts.count
    guard establishments >= size else { return index }
    let place = (index * size + establishments - 1) / establishments
    return place < size && place * establishments / size == index ? place : nil
  }

  /// The one inactive EE of the deck; others are drawn.
  func isInactive(_ index: Int) -> Bool {
    if let place = place(of: index) { return place == Self.setConducts.count - 1 }
    var random = SplitMix64(seed, .deck, index)
    return random.chance(3)
  }

  func conduct(of index: Int) -> Conduct {
    var random = SplitMix64(seed, .conduct, index)
    var conduct = drawn(&random)
    if let place = place(of: index) {
      let maturity = conduct.maturity
      conduct = Self.setConducts[place]
      conduct.maturity = maturity
    }
    return conduct
  }

  private func drawn(_ random: inout SplitMix64) -> Conduct {
    var conduct = Conduct()
    conduct.maturity = 30 + random.below(66)
    if random.chance(32) {
      conduct.troubles = Troubles(rawValue: 1 << UInt16(random.below(Troubles.codes.count)))
      conduct.systematic = random.chance(45)
      conduct.supported = random.chance(55)
    }
    let states: [DeliveryState] = [.pending, .announced, .undated, .unregistered]
    if random.chance(12) { conduct.lastState = random.pick(states) }
    conduct.followsNewEdition = random.chance(9)
    conduct.revisesRoutes = random.chance(12)
    conduct.namesComponents = random.chance(8)
    if random.chance(30) { conduct.request = 1 + random.below(3) }
    return conduct
  }
}
