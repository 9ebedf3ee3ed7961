extension InputRecord {
  public var kind: RecordKind {
    switch self {
    case .establishment: .establishments
    case .delivery: .deliveries
    case .valuation: .valuations
    case .planned: .plannedActivities
    case .executed: .executedActivities
    case .strategy: .strategies
    case .exclusion: .exclusions
    case .decision: .decisions
    }
  }

  public var place: Place {
    switch self {
    case .establishment(let row): row.place
    case .delivery(let row): row.place
    case .valuation(let row): row.place
    case .planned(let row): row.place
    case .executed(let row): row.place
    case .strategy(let row): row.place
    case .exclusion(let row): row.place
    case .decision(let row): row.place
    }
  }

  /// The establishment and vigencia it belongs to; `nil` for the directory and the PAM.
  public var key: RouteKey? {
    switch self {
    case .establishment, .strategy: nil
    case .delivery(let row): row.key
    case .valuation(let row): row.key
    case .planned(let row): row.key
    case .executed(let row): row.key
    case .exclusion(let row): row.key
    case .decision(let row): row.key
    }
  }

  /// The establishment that it names.
  public var establishment: DaneCode? {
    if case .establishment(let row) = self { return row.code }
    return key?.establishment
  }

  /// The establishment that the directory must have (contract 1 §5.3).
  public var judgedEstablishment: DaneCode? { key?.establishment }

  /// The vigencia that its being accepted makes one with data; exclusiones and decisiones don't
  /// (contract 3, RG-380).
  public var countedVigencia: Int? {
    switch self {
    case .strategy(let row): row.vigencia
    case .establishment, .exclusion, .decision: nil
    default: key?.vigencia
    }
  }

  /// The same record at another place.
  public func moved(to place: Place) -> InputRecord {
    switch self {
    case .establishment(let row): .establishment(row.moved(to: place))
    case .delivery(let row): .delivery(row.moved(to: place))
    case .valuation(let row):
      .valuation(Valuation(key: row.key, component: row.component, level: row.level, place: place))
    case .planned(let row): .planned(row.moved(to: place))
    case .executed(let row):
      .executed(
        ExecutedActivity(
          key: row.key, code: row.code, executed: row.executed,
          meetsRequirements: row.meetsRequirements, place: place))
    case .strategy(let row):
      .strategy(Strategy(vigencia: row.vigencia, code: row.code, text: row.text, place: place))
    case .exclusion(let row):
      .exclusion(
        Exclusion(
          key: row.key, reason: row.reason, authority: row.authority, condition: row.condition,
          place: place))
    case .decision(let row):
      .decision(
        Decision(
          key: row.key, reports: row.reports, reason: row.reason, date: row.date, place: place))
    }
  }
}

extension Establishment {
  fileprivate func moved(to place: Place) -> Establishment {
    Establishment(
      code: code, name: name, municipality: municipality, sector: sector, zone: zone,
      regime: regime, saber: saber, isActive: isActive, place: place)
  }
}

extension Delivery {
  fileprivate func moved(to place: Place) -> Delivery {
    Delivery(
      key: key, deadline: deadline, delivered: delivered, returned: returned,
      redelivered: redelivered, feedback: feedback, place: place)
  }
}

extension PlannedActivity {
  fileprivate func moved(to place: Place) -> PlannedActivity {
    PlannedActivity(
      key: key, code: code, modality: modality, scheduled: scheduled, topic: topic,
      strategy: strategy, responsible: responsible, place: place)
  }
}
