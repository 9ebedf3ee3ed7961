import Model
import Publishing
import Reporting

/// Compares a run with the one that `current` named before.
enum NewsComparison {
  /// What changed since `predecessor`; where it can't be read, why.
  static func news(_ report: ReportInput, since predecessor: Predecessor) -> News {
    switch predecessor {
    case .none: return News(.first)
    case .unusable(let name, let fault):
      return News(.impossible(run: name, reason: fault.problem.message))
    case .run(let run):
      let name = run.manifest.run.description
      do throws(PublishedTable.Fault) {
        return News(.with(run: name), items(report, try EarlierReport(run)))
      } catch {
        return News(.impossible(run: name, reason: error.reason))
      }
    }
  }

  private static func items(_ report: ReportInput, _ earlier: EarlierReport) -> [NewsItem] {
    let territory = report.territory
    var items: [DaneCode: [NewsItem]] = [:]
    for (place, establishment) in territory.establishments.enumerated() {
      let bearer = NewsItem.Bearer(
        code: establishment.code, name: establishment.name,
        municipality: establishment.municipality.text,
        municipalityName: report.municipalityName(establishment.municipality), isListed: true)
      let now = report.irregularities.findings(of: place).map {
        ($0.condition.code, $0.state.rawValue)
      }
      let conditions = conditions(
        of: bearer, before: earlier.conditions[establishment.code] ?? [:],
        now: Dictionary(now, uniquingKeysWith: { first, _ in first }))
      let delivery = delivery(
        of: bearer, before: earlier.establishments[establishment.code],
        state: territory.deliveryStatus(place, report.period).state,
        version: territory.routes[place, report.period].map { Int($0.version) })
      items[establishment.code] = conditions + (delivery.map { [$0] } ?? [])
    }
    for (code, before) in earlier.conditions where items[code] == nil {
      guard let bearer = earlier.establishments[code]?.bearer else { continue }
      items[code] = conditions(of: bearer, before: before, now: [:])
    }
    return items.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// The conditions that appear and those that end, by code.
  private static func conditions(
    of bearer: NewsItem.Bearer, before: [String: String], now: [String: String]
  ) -> [NewsItem] {
    Set(before.keys).symmetricDifference(now.keys).sorted().map { code in
      NewsItem(
        bearer, .condition(code), now[code] == nil ? .ends : .appears, before: before[code],
        now: now[code])
    }
  }

  /// A delivery arrived where its state came nearer to a route in hand, or a higher version counts.
  private static func delivery(
    of bearer: NewsItem.Bearer, before: EarlierReport.Establishment?, state: DeliveryState,
    version: Int?
  ) -> NewsItem? {
    let stepBefore = before.flatMap { DeliveryState(rawValue: $0.state) }?.step ?? 0
    guard state.step > stepBefore || version ?? 0 > before?.version ?? 0 else { return nil }
    return NewsItem(
      bearer, .delivery, .arrives, before: before?.state, now: state.rawValue,
      versionBefore: before?.version, versionNow: version)
  }
}

extension DeliveryState {
  /// How near a delivery is to a route in hand: nothing came, it is announced, it came and went
  /// back, it is there.
  fileprivate var step: Int {
    switch self {
    case .unregistered, .notDelivered, .pending: 0
    case .announced: 1
    case .returned: 2
    case .delivered, .late, .onTime: 3
    }
  }
}

extension News {
  /// Whether a run tells more than its predecessor, but for the day it was judged by: a delivery, a
  /// condition, or what it was made of.
  func saysSomething(in description: RunDescription, since predecessor: Predecessor) -> Bool {
    guard case .run(let earlier) = predecessor, case .with = comparison else { return true }
    return !items.isEmpty || !description.isMadeOfTheSame(as: earlier.manifest.description)
  }
}

extension RunDescription {
  /// Whether two runs differ in nothing but their cut-off and what follows from it.
  fileprivate func isMadeOfTheSame(as other: RunDescription) -> Bool {
    version == other.version && configuration == other.configuration
      && templates == other.templates && inputs.map(\.path) == other.inputs.map(\.path)
      && inputs.map(\.content) == other.inputs.map(\.content)
      && arguments.filter { $0 != cutOff } == other.arguments.filter { $0 != other.cutOff }
  }
}
