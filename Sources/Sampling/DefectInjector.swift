/// The rows that stand where one good row would have stood.
struct BadRows {
  /// In their order.
  var rows: [Row]
  var overflowing = false
  /// A row for the file of repeated routes.
  var copy: Row?
}

/// Makes bad rows of good ones.
struct DefectInjector {
  /// Kinds of few rows: a row that is refused is followed by the good one, as if corrected, so that
  /// the rest of the territory does not fall with it.
  private static let corrected: Set<RecordKind> = [.establishments, .pam, .exclusions, .decisions]

  private let kind: RecordKind
  private let territory: Territory
  private let inactive: Int?
  private let healthy: Int?
  private let badDate: Fragment
  private let absentActivity: Fragment
  private let foreignComponents: [Cell]
  private let absentStrategy: Cell

  init(kind: RecordKind, territory: Territory, pool: inout TextPool) {
    self.kind = kind
    self.territory = territory
    inactive = territory.establishments.first { !$0.active }?.code
    healthy =
      territory.establishments.first {
        $0.active && $0.conduct.troubles.isEmpty && $0.conduct.lastState == .onTime
      }?.code
    badDate = pool.add("31/02/2025")
    absentActivity = pool.add("AT-SIN-PLAN")
    foreignComponents = territory.components.renewed.map(\.code)
    absentStrategy = .numbered(
      prefix: territory.words.strategyCode, number: 99, digits: 2, suffix: .none)
  }

  /// A row of a route that is to be rejected whole.
  func rejected(_ row: Row) -> Row {
    var row = row
    row[.fechaFin] = .text(badDate)
    return row
  }

  /// What the defect makes of a row; nil where it does not fit the row or the form of its file.
  func apply(_ mutation: Mutation, to row: Row, previous: Row?, tabular: Bool) -> BadRows? {
    switch mutation {
    case .clear, .put:
      let bad = changed(row, mutation)
      return BadRows(rows: Self.corrected.contains(kind) ? [bad, row] : [bad])
    case .overflow: return tabular ? BadRows(rows: [row], overflowing: true) : nil
    case .repeatRow: return BadRows(rows: [row, row])
    case .unknownEstablishment: return replaced(row, establishment: unknownCode(row))
    case .inactiveEstablishment: return replaced(row, establishment: inactive)
    case .copyElsewhere: return BadRows(rows: [row], copy: row)
    case .decideOnHealthy:
      return replaced(row, establishment: healthy).map { BadRows(rows: [row] + $0.rows) }
    case .breakCheckDigit: return BadRows(rows: [row])
    case .unknownActivity:
      var bad = row
      bad[1] = .text(absentActivity)
      return BadRows(rows: [bad])
    case .unknownStrategy:
      var bad = row
      bad[kind.index(of: "codigo_pam")] = absentStrategy
      return BadRows(rows: [bad])
    case .otherMunicipality, .certifiedMunicipality, .otherZone:
      return misplaced(row, mutation)
    case .reverseDates, .otherComponent, .followUpNextYear, .otherBase, .foreignEdition,
      .badHigherVersion:
      return badRoute(row, mutation, previous: previous)
    }
  }

  private func changed(_ row: Row, _ mutation: Mutation) -> Row {
    var row = row
    switch mutation {
    case .clear(let column): row[column] = .absent
    case .put(let column, let text): row[column] = .text(text)
    default: break
    }
    return row
  }

  private func replaced(_ row: Row, establishment code: Int?) -> BadRows? {
    guard let code else { return nil }
    var row = row
    row[kind.index(of: "codigo_dane")] = .dane(code)
    return BadRows(rows: [row])
  }

  /// A well-formed code of the row's municipality that no EE bears.
  private func unknownCode(_ row: Row) -> Int? {
    guard case .numbered(_, let code, _, _) = row[kind.index(of: "codigo_dane")] else { return nil }
    let municipality = code / 1_000_000 % 100_000
    return DaneCode.code(sectorZone: 2, municipality: municipality, sequence: 99_901)
  }

  private func misplaced(_ row: Row, _ mutation: Mutation) -> BadRows? {
    var row = row
    switch mutation {
    case .otherZone:
      let words = territory.words.directory
      guard case .numbered(_, let code, _, _) = row[0] else { return nil }
      let urban = code / 100_000_000_000 % 2 == 1
      row[4] = .text(urban ? words.rural : words.urban)
    case .otherMunicipality:
      let others = territory.municipalities.map(\.divipola)
      guard let other = others.first(where: { row[2] != Self.divipola($0) }) else { return nil }
      row[2] = Self.divipola(other)
    default:
      guard let first = territory.certified.first else { return nil }
      row[2] = Self.divipola(first)
    }
    return BadRows(rows: [row])
  }

  private static func divipola(_ code: Int) -> Cell {
    .numbered(prefix: .none, number: code, digits: 5, suffix: .none)
  }

  private func badRoute(_ row: Row, _ mutation: Mutation, previous: Row?) -> BadRows? {
    var bad = row
    guard case .integer(let period) = row[.vigencia] else { return nil }
    switch mutation {
    case .reverseDates:
      bad[.fechaInicio] = .date(CalendarDay(period, 10, 15))
      bad[.fechaFin] = .date(CalendarDay(period, 3, 1))
    case .followUpNextYear:
      bad[.fechaSeguimiento] = .date(CalendarDay(period + 1, 2, 15))
    case .otherComponent:
      guard let previous, Self.agree(previous, row, .oportunidadNo),
        let other = territory.components.current.first(where: {
          $0.code != row[.componente] && $0.name != row[.componente]
        })
      else { return nil }
      bad[.componente] = other.code
    case .otherBase:
      guard let previous, Self.agree(previous, row, .metaNo),
        case .decimal(let base) = row[.lineaBase]
      else { return nil }
      bad[.lineaBase] = .decimal(hundredths: base + 25)
    case .foreignEdition:
      guard row[.edicion] == .absent, let foreign = foreignComponents.first else { return nil }
      bad[.componente] = foreign
      bad[.oportunidadNo] = .integer(901)
      bad[.metaNo] = .integer(901)
    default:
      bad[.version] = .integer(9)
      bad[.fechaFin] = .text(badDate)
      return BadRows(rows: [row, bad])
    }
    return BadRows(rows: [bad])
  }

  /// Whether two rows are of one version of a route and agree in a number.
  private static func agree(_ one: Row, _ other: Row, _ column: RouteColumn) -> Bool {
    [.vigencia, .codigoDane, .version, column].allSatisfy { one[$0] == other[$0] }
  }
}
