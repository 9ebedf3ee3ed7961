import Consolidation
import Model
import TestSupport
import Testing

/// Rows of rg-382 for tests: the establishment and vigencia are those of the fixture's number 1 in
/// 2025, the component is A-1-1, everything else is said or absent.
struct RowScript {
  var rows: [RouteRow] = []

  mutating func add(
    action: UInt16, opportunity: UInt16 = 1, goal: UInt16 = 1, component: ComponentIndex = 0,
    establishment: Int = 1, vigencia: UInt16 = 2025, version: UInt32 = 1,
    _ change: (inout RouteRow) -> Void = { _ in }
  ) {
    var row = RouteRow()
    row.establishment = TerritoryFixture.code(establishment).number
    (row.vigencia, row.version) = (vigencia, version)
    (row.action, row.opportunity, row.goal) = (action, opportunity, goal)
    row.component = component
    row.rank = UInt32(rows.count)
    row.line = row.rank + 2
    change(&row)
    rows.append(row)
  }

  /// Adds a row of an establishment with all else by chance, also against the rules.
  mutating func addAny(
    establishment: Int, vigencia: UInt16? = nil, versions: Int = 2, _ random: inout SeededRandom
  ) {
    let progress = UInt16(random.number(0...100_00))
    let end = TerritoryFixture.day("2025-11-30").number + Int32(random.number(-2...2))
    let target = random.number(1...9)
    let flags: RouteRow.Flags = random.pick([
      [.hasIndicator, .hasBaseline, .hasTarget], .isIncomplete, .isRejected,
      [.isRejected, .hasNoVersion], [.hasIndicator, .hasBaseline, .hasTarget, .hasAchieved],
    ])
    add(
      action: UInt16(random.number(1...30)), opportunity: UInt16(random.number(1...5)),
      goal: UInt16(random.number(1...8)), component: ComponentIndex(random.number(0...3)),
      establishment: establishment, vigencia: vigencia ?? UInt16(random.number(2024...2025)),
      version: UInt32(random.number(1...versions))
    ) { row in
      (row.progress, row.end, row.target, row.flags) = (progress, end, target, flags)
    }
  }

  /// What the intake of the rows gives, in blocks of at most `size` rows.
  func intake(
    blocksOf size: Int = 1000, directory: DirectoryIndex? = nil, keepsAllOpen: Bool = false,
    period: Int = 2025, taken: Set<RouteVersion> = [],
    isElsewhere: RouteIntake.VersionJudge? = nil
  ) throws -> RowReadout {
    let context = IntakeContext(
      catalogue: TerritoryFixture.catalogue, directory: directory,
      judgement: Judgement(period: period, cutoff: TerritoryFixture.day("\(period)-11-30")),
      window: period - 3...period)
    let store = OpportunityStore()
    let intake = RouteIntake(
      file: 0, context: context, details: store, keepsAllOpen: keepsAllOpen, taken: taken,
      isElsewhere: isElsewhere)
    var readout = RowReadout()
    var start = 0
    while start < rows.count {
      var block = DecodedBlock(
        kind: .routes, ordinals: RecordKind.routes.columns.indices.map { Int16($0 + 1) })
      for row in rows[start..<min(start + size, rows.count)] {
        var moved = row
        moved.line -= UInt32(start)
        moved.rank -= UInt32(start)
        block.rows.append(moved)
      }
      let result = try intake.take(block, linesBefore: start, ranksBefore: start)
      readout.accepted += result.accepted
      readout.findings += result.findings.map {
        "\($0.finding.line):\($0.finding.column) \($0.finding.code.text)"
      }
      readout.conditional += result.conditional.map { ($0.part, $0.finding.finding) }
      readout.rejects += result.rejects.map { rank, reject in
        "\(reject.line) #\(rank) \(reject.codes.map(\.text).joined(separator: " "))"
      }
      start += size
    }
    readout.isScattered = intake.isScattered
    readout.parts = try intake.close()
    readout.opportunities = store.opportunities
    return readout
  }
}

/// Keeps oportunidades in memory.
private final class OpportunityStore: DetailStore {
  private(set) var opportunities: [OpportunitySums] = []
  let wantsActions = false

  func keep(_ row: RouteRow, place: Place, texts: RouteTexts, previous: TextReference)
    -> TextReference
  {
    .none
  }

  func keep(_ kept: [KeptOpportunity]) -> (offset: Int, length: Int) {
    let offset = opportunities.count
    for opportunity in kept {
      var sums = OpportunitySums(
        number: opportunity.number, component: opportunity.component, first: opportunity.first,
        text: Array(opportunity.text))
      (sums.actions, sums.progress) = (opportunity.actions, opportunity.progress)
      opportunities.append(sums)
    }
    return (offset, kept.count)
  }
}

struct RowReadout {
  var accepted = 0
  var findings: [String] = []
  /// Findings that stand if the part at that place counts.
  var conditional: [(part: Int32, finding: Finding)] = []
  var rejects: [String] = []
  var parts: [RoutePart] = []
  var opportunities: [OpportunitySums] = []
  var isScattered = false

  /// All that is known of each part, with its oportunidades, wherever they were set aside.
  var everyPart: [String] {
    parts.map { part in
      guard var facts = part.closed?.facts else { return "\(part)" }
      let kept = facts.opportunities.map { opportunities[$0.offset..<$0.offset + $0.length] }
      facts.opportunities = nil
      return "\(part) \(facts) \(kept.map(Array.init) ?? [])"
    }
  }

  func facts(_ place: Int = 0) throws -> RouteFacts {
    try #require(parts[place].closed).facts
  }

  /// Of each part the first incomplete row and how many there are, and the first of a second edition.
  var warnings: [String] {
    parts.map { "\($0.incompleteLine): \($0.incomplete) of \($0.standing), \($0.mixedLine)" }
  }
}
