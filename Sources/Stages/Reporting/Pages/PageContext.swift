import Model

/// What the pages share, worked out once: who belongs to whom, and the figures to compare with.
final class PageContext: Sendable {
  let input: PageInput
  let report: ReportInput
  let territory: Territory
  let catalogue: Catalogue
  /// By their number in the reading order.
  private let sources: [SourceName]
  /// Places of the establishments by the place of their municipality in `report.municipalities`.
  let members: [[Int]]
  let municipalityPlaces: [MunicipalityCode: Int]
  /// By place of the establishment.
  let statuses: [DeliveryStatus]
  let activities: [[ActivityOutcome]]
  let excluded: [[ExcludedCondition]]
  /// Sums of the territory and its municipalities, in the period and in the year before.
  let totals: ComponentSums
  let previousTotals: ComponentSums
  let previousOfMunicipality: [ComponentSums]
  /// By place of the municipality: who works on each component, by component.
  let workers: [[(component: ComponentIndex, establishments: [Int])]]
  /// Establishments of `poaiv.csv`, by the entity that is to report them; empty in a run of one.
  private let reportedByEntity: [EntityCode: [ReportedEstablishment]]
  /// Position of each component a year before, where it was worked on.
  let previousPositions: [ComponentIndex: Int]

  init(_ input: PageInput) {
    let report = input.report
    let (territory, period) = (report.territory, report.period)
    let establishments = territory.establishments
    self.input = input
    self.report = report
    self.territory = territory
    catalogue = territory.catalogue
    sources = report.files.map(\.source)
    var municipalityPlaces: [MunicipalityCode: Int] = [:]
    for (place, area) in report.municipalities.enumerated() {
      municipalityPlaces[area.code] = place
    }
    var places: [DaneCode: Int] = [:]
    var members = [[Int]](repeating: [], count: report.municipalities.count)
    var previousSums = [ComponentSums](
      repeating: ComponentSums(component: 0), count: report.municipalities.count)
    for (place, establishment) in establishments.enumerated() {
      places[establishment.code] = place
      guard let home = municipalityPlaces[establishment.municipality] else { continue }
      members[home].append(place)
      guard let before = territory.routes[place, period - 1] else { continue }
      previousSums[home].add(before.facts.totals)
    }
    self.municipalityPlaces = municipalityPlaces
    self.members = members
    previousOfMunicipality = previousSums
    statuses = establishments.indices.map { territory.deliveryStatus($0, period) }
    activities = PageContext.grouped(
      report.outcomes, count: establishments.count
    ) { places[$0.activity.key.establishment] }
    excluded = PageContext.grouped(
      report.irregularities.excluded, count: establishments.count
    ) { places[$0.key.establishment] }
    totals = PageContext.total(report.municipalities.map(\.figure.sums))
    previousTotals = PageContext.total(previousSums)
    workers = members.map { PageContext.workers(report, $0) }
    previousPositions = PageContext.positions(report, period - 1)
    reportedByEntity =
      report.entities == nil ? [:] : PageContext.byEntity(ReportedEstablishment.all(report), report)
  }

  var period: Int { report.period }
  var cutoff: Day { territory.judgement.cutoff }

  func establishment(_ place: Int) -> Establishment { territory.establishments[place] }

  func route(_ place: Int, _ vigencia: Int) -> CountingRoute? {
    territory.routes[place, vigencia]
  }

  /// `archivo:linea`, as the report tells it; of what all threads share only the names are touched.
  func evidence(_ place: Place?) -> String {
    guard let place else { return "" }
    return sources[Int(place.file)].place(ofLine: Int(place.line))
  }

  /// The code where the catalogue names none.
  ///
  /// In a run of several entities with the entity, since names of municipalities repeat over the country.
  func municipalityName(_ code: MunicipalityCode) -> String {
    let name = report.municipality(code)?.name ?? code.text
    guard let entity = report.entity(of: code), entity.kind == .department else { return name }
    return "\(name) (\(entity.name))"
  }

  /// Pages above that of a municipality.
  func crumbs(above code: MunicipalityCode) -> [Frame.Crumb] {
    guard let entity = report.entity(of: code) else { return [] }
    return [
      Frame.Crumb(text: "Entidades", link: "../entidades.html"),
      Frame.Crumb(text: entity.name, link: "../entidades/\(entity.code.text).html"),
    ]
  }

  func reported(by entity: EntityCode) -> [ReportedEstablishment] {
    reportedByEntity[entity] ?? []
  }

  private static func byEntity(
    _ reports: [ReportedEstablishment], _ report: ReportInput
  ) -> [EntityCode: [ReportedEstablishment]] {
    var groups: [EntityCode: [ReportedEstablishment]] = [:]
    for reported in reports {
      let municipality = report.territory.establishments[reported.establishment].municipality
      guard let entity = report.entity(of: municipality) else { continue }
      groups[entity.code, default: []].append(reported)
    }
    return groups
  }

  func component(_ component: ComponentIndex) -> Catalogue.Component {
    catalogue.components[Int(component)]
  }

  func process(of component: ComponentIndex) -> Catalogue.Process {
    catalogue.processes[Int(catalogue.components[Int(component)].process)]
  }

  /// How many establishments are in each state.
  func counts(of places: some Sequence<Int>) -> [DeliveryState: Int] {
    places.reduce(into: [:]) { $0[statuses[$1].state, default: 0] += 1 }
  }

  private static func grouped<Element>(
    _ elements: [Element], count: Int, by place: (Element) -> Int?
  ) -> [[Element]] {
    var groups = [[Element]](repeating: [], count: count)
    for element in elements {
      guard let place = place(element) else { continue }
      groups[place].append(element)
    }
    return groups
  }

  private static func total(_ sums: [ComponentSums]) -> ComponentSums {
    sums.reduce(into: ComponentSums(component: 0)) { $0.add($1) }
  }

  private static func workers(
    _ report: ReportInput, _ members: [Int]
  ) -> [(component: ComponentIndex, establishments: [Int])] {
    var found: [ComponentIndex: [Int]] = [:]
    for place in members {
      guard let route = report.territory.routes[place, report.period] else { continue }
      for sums in route.facts.components { found[sums.component, default: []].append(place) }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// As RG-220 orders them: most establishments, then lowest valuation, then code.
  private static func positions(
    _ report: ReportInput, _ vigencia: Int
  ) -> [ComponentIndex: Int] {
    struct Tally {
      var establishments = 0
      var levelSum = 0
      var levels = 0
    }
    let territory = report.territory
    var tallies: [ComponentIndex: Tally] = [:]
    for place in territory.establishments.indices {
      for sums in territory.routes[place, vigencia]?.facts.components ?? [] {
        tallies[sums.component, default: Tally()].establishments += 1
      }
      let levels = territory.evaluations[place, vigencia]?.levels ?? []
      for (component, level) in levels.enumerated() where level > 0 {
        tallies[ComponentIndex(component), default: Tally()].levelSum += Int(level)
        tallies[ComponentIndex(component), default: Tally()].levels += 1
      }
    }
    let codes = territory.catalogue.components.map(\.code)
    let order = tallies.filter { $0.value.establishments > 0 }.sorted { left, right in
      guard left.value.establishments == right.value.establishments else {
        return left.value.establishments > right.value.establishments
      }
      let (leftMean, rightMean) = (
        Ratio(left.value.levelSum, over: left.value.levels),
        Ratio(right.value.levelSum, over: right.value.levels)
      )
      switch (leftMean, rightMean) {
      case (let leftMean?, let rightMean?) where leftMean != rightMean:
        return leftMean < rightMean
      case (.some, nil): return true
      case (nil, .some): return false
      default:
        return codes[Int(left.key)].utf8.lexicographicallyPrecedes(codes[Int(right.key)].utf8)
      }
    }
    return Dictionary(
      uniqueKeysWithValues: order.enumerated().map { ($1.key, $0 + 1) })
  }
}
