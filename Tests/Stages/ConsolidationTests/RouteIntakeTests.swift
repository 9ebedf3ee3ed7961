import Consolidation
import Model
import TestSupport
import Testing

/// Keys and numbering of rg-382 (contract 1 §5.2 and §5.3; contract 2, R110 and R111).
@Suite struct RouteNumberingTests {
  private let opportunity = RouteColumn.oportunidad_no.rawValue + 1
  private let goal = RouteColumn.meta_no.rawValue + 1

  @Test func theFirstRowOfAKeyStands() throws {
    var script = RowScript()
    script.add(action: 1)
    script.add(action: 1)
    script.add(action: 2)
    script.add(action: 1)
    let readout = try script.intake()
    #expect(readout.accepted == 2)
    #expect(readout.rejects == ["3 #1 R110", "5 #3 R110"])
    #expect(readout.parts.map(\.standing) == [2])
    #expect(readout.parts[0].firstRejected?.line == 3)
  }

  @Test func everyNumberOfAnActionIsAKeyOfItsOwn() throws {
    let numbers = Array(1...300) + [9999]
    var script = RowScript()
    for number in numbers + numbers { script.add(action: UInt16(number)) }
    let readout = try script.intake()
    #expect(readout.accepted == numbers.count)
    #expect(readout.rejects.count == numbers.count)
    #expect(readout.rejects.first == "\(numbers.count + 2) #\(numbers.count) R110")
  }

  @Test func keysAreOfAnEstablishmentAVigenciaAndAVersion() throws {
    var script = RowScript()
    script.add(action: 1)
    script.add(action: 1, component: 1, version: 2)
    script.add(action: 1, component: 2, vigencia: 2024)
    script.add(action: 1, component: 1, establishment: 2)
    let readout = try script.intake()
    #expect(readout.accepted == 4 && readout.findings.isEmpty)
    #expect(readout.parts.map(\.version) == [1, 2, 1, 1])
  }

  @Test func anOpportunityBelongsToOneComponentAndAGoalToOneOpportunity() throws {
    var script = RowScript()
    script.add(action: 1, opportunity: 1, goal: 1, component: 0)
    script.add(action: 2, opportunity: 1, goal: 2, component: 1)
    script.add(action: 3, opportunity: 2, goal: 1, component: 1)
    script.add(action: 4, opportunity: 2, goal: 2, component: 0)
    let readout = try script.intake()
    #expect(readout.findings == ["3:\(opportunity) R111", "4:\(goal) R111"])
    #expect(readout.accepted == 2, "a rejected row fixes no numbering")
  }

  @Test func bothFaultsOfNumberingAndTheKeyAreTold() throws {
    var script = RowScript()
    script.add(action: 1, opportunity: 1, goal: 1, component: 0)
    script.add(action: 2, opportunity: 2, goal: 2, component: 1)
    script.add(action: 1, opportunity: 2, goal: 1, component: 0)
    let readout = try script.intake()
    #expect(readout.findings == ["4:0 R110", "4:\(opportunity) R111", "4:\(goal) R111"])
    #expect(readout.rejects == ["4 #2 R110 R111"])
  }

  @Test func aRowRejectedForItsNumberingKeepsItsKey() throws {
    var script = RowScript()
    script.add(action: 1, component: 0)
    script.add(action: 2, component: 1)
    script.add(action: 2, component: 0)
    let readout = try script.intake()
    #expect(readout.rejects == ["3 #1 R111", "4 #2 R110"])
  }

  @Test func aRowRejectedForItsKeyFixesNoNumbering() throws {
    var script = RowScript()
    script.add(action: 1, opportunity: 1, goal: 1, component: 0)
    script.add(action: 1, opportunity: 2, goal: 2, component: 1)
    script.add(action: 2, opportunity: 2, goal: 3, component: 2)
    script.add(action: 3, opportunity: 3, goal: 2, component: 2)
    #expect(try script.intake().rejects == ["3 #1 R110"])
  }

  @Test func aRowRejectedForItsValuesTakesNoPart() throws {
    var script = RowScript()
    script.add(action: 1, component: 2) { $0.flags = .isRejected }
    script.add(action: 1, component: 0)
    let readout = try script.intake()
    #expect(readout.accepted == 1 && readout.findings.isEmpty)
    #expect(readout.parts[0].firstRejected?.line == 2)
    #expect(readout.parts[0].first?.line == 3)
  }

  @Test func aRejectedRowWithoutAVersionIsAPartOfItsOwn() throws {
    var script = RowScript()
    script.add(action: 1) { $0.flags = [.isRejected, .hasNoVersion] }
    script.add(action: 1)
    let parts = try script.intake().parts
    #expect(parts.map(\.version) == [nil, 1])
    #expect(parts.map(\.standing) == [0, 1])
  }

  @Test func theDirectoryIsAskedAfterTheNumbering() throws {
    let directory = DirectoryIndex([
      TerritoryFixture.establishment(1),
      Establishment(
        code: TerritoryFixture.code(2), name: "", municipality: MunicipalityCode(number: 68_013),
        sector: .official, zone: nil, regime: nil, saber: nil, isActive: false,
        place: TerritoryFixture.place(1)),
    ])
    var script = RowScript()
    script.add(action: 1, establishment: 1)
    script.add(action: 1, establishment: 2)
    script.add(action: 1, establishment: 3)
    script.add(action: 1, establishment: 3)
    let readout = try script.intake(directory: directory)
    let column = RouteColumn.codigo_dane.rawValue + 1
    #expect(readout.findings == ["3:\(column) X202", "4:\(column) X201", "5:0 R110"])
    #expect(readout.accepted == 1)
  }

  @Test func versionsOfAnEarlierFileAreX207() throws {
    var script = RowScript()
    script.add(action: 1, version: 1)
    script.add(action: 1, version: 2)
    script.add(action: 2, version: 1)
    let readout = try script.intake { key, version in
      key == TerritoryFixture.key(1, 2025) && version == 1
    }
    #expect(readout.rejects == ["2 #0 X207", "4 #2 X207"])
    #expect(readout.accepted == 0)
  }

  /// A version that stands in an earlier file can't count, so that nothing of it is kept but its rows.
  @Test func ofAVersionOfAnEarlierFileNoFactsAreKept() throws {
    var script = RowScript()
    script.add(action: 1, version: 1)
    script.add(action: 1, version: 2)
    let key = TerritoryFixture.key(1, 2025)
    let readout = try script.intake(taken: [RouteVersion(key: key, version: 1)])
    #expect(readout.accepted == 2)
    #expect(readout.parts.map(\.standing) == [1, 1])
    #expect(readout.parts.map { $0.closed?.facts.totals.actions } == [0, 1])
    #expect(readout.opportunities.count == 1)
  }

  /// Of a vigencia that no figure needs there are no facts, but the route counts.
  @Test func aRouteOfAVigenciaLongAgoCounts() throws {
    var script = RowScript()
    script.add(action: 1, vigencia: 2010)
    let parts = try script.intake().parts
    #expect(parts.map { $0.closed?.facts.totals.actions } == [0])
    #expect(Resolution(parts).routes.count == 1)
  }

  /// A number that is taken is a fault of its own, told in the first reading.
  @Test func inASecondReadingOnlyRowsThatStandAreX207() throws {
    var script = RowScript()
    script.add(action: 1, version: 2)
    script.add(action: 1, version: 1)
    script.add(action: 1, version: 1)
    script.add(action: 2, version: 1) { $0.flags = [.isRejected, .hasNoVersion] }
    script.add(action: 2, version: 1) { $0.flags = .isRejected }
    script.add(action: 2, version: 1)
    let readout = try script.intake { _, version in version == 1 }
    #expect(readout.rejects == ["3 #1 X207", "4 #2 R110", "7 #5 X207"])
    #expect(readout.accepted == 0)
  }
}

/// What the rows of a route add up to.
@Suite struct RouteFactsTests {
  @Test func sumsByComponentAndInTotal() throws {
    var script = RowScript()
    script.add(action: 1, opportunity: 1, goal: 1, component: 0) {
      $0.progress = 100_00
      $0.end = TerritoryFixture.day("2025-01-01").number
    }
    script.add(action: 2, opportunity: 1, goal: 2, component: 0) {
      $0.progress = 99_99
      $0.end = TerritoryFixture.day("2025-11-29").number
    }
    script.add(action: 3, opportunity: 2, goal: 3, component: 1) {
      $0.end = TerritoryFixture.day("2025-11-30").number
    }
    script.add(action: 4, opportunity: 3, goal: 4, component: 0)
    let facts = try script.intake().facts()
    #expect(facts.totals.actions == 4 && facts.totals.done == 1 && facts.totals.overdue == 1)
    #expect(facts.totals.progress == 199_99)
    #expect(facts.goals == 4 && facts.totals.opportunities == 3)
    #expect(facts.components.map(\.component) == [0, 1])
    let first = facts.components[0]
    #expect(first.actions == 3 && first.opportunities == 2 && first.goals == 3)
    #expect(facts.components[1].actions == 1)
    #expect(try script.intake().opportunities.map(\.actions) == [2, 1, 1])
    #expect(facts.opportunities?.length == 3 && facts.opportunities?.last.line == 5)
  }

  /// A date on the cut-off is in, the day after is out.
  @Test func datesUpToTheCutoff() throws {
    let (last, after) = (TerritoryFixture.day("2025-11-30"), TerritoryFixture.day("2025-12-01"))
    var script = RowScript()
    script.add(action: 1) {
      ($0.start, $0.end, $0.followUp) = (after.number, after.number, after.number)
    }
    #expect(try script.intake().facts().firstStarted == nil)
    #expect(try script.intake().facts().ended == 0)
    #expect(try !script.intake().facts().hasFollowUp)
    script.add(action: 2) {
      ($0.start, $0.end, $0.followUp) = (last.number, last.number, last.number)
      $0.progress = 30_00
    }
    script.add(action: 3) { $0.end = last.number }
    let facts = try script.intake().facts()
    #expect(facts.firstStarted?.line == 3 && facts.hasFollowUp)
    #expect(facts.firstEnded?.line == 3 && facts.ended == 2 && facts.endedProgress == 30_00)
  }

  private func goalRow(
    _ script: inout RowScript, _ action: UInt16, goal: UInt16, indicator: Bool = true,
    baseline: Int? = nil, target: Int? = nil, achieved: Int? = nil
  ) {
    script.add(action: action, goal: goal) { row in
      if indicator { row.flags.insert(.hasIndicator) }
      if let baseline { (row.baseline, _) = (baseline, row.flags.insert(.hasBaseline)) }
      if let target { (row.target, _) = (target, row.flags.insert(.hasTarget)) }
      if let achieved { (row.achieved, _) = (achieved, row.flags.insert(.hasAchieved)) }
    }
  }

  @Test func aGoalIsMeasurableWithIndicatorBaselineAndAnotherTarget() throws {
    var script = RowScript()
    goalRow(&script, 1, goal: 1, baseline: 0, target: 100)
    goalRow(&script, 2, goal: 2, indicator: false, baseline: 0, target: 100)
    goalRow(&script, 3, goal: 3, target: 100)
    goalRow(&script, 4, goal: 4, baseline: 100)
    goalRow(&script, 5, goal: 5, baseline: 100, target: 100)
    let facts = try script.intake().facts()
    #expect(facts.goals == 5 && facts.measurableGoals == 1 && facts.metGoals == 0)
  }

  @Test func theLogroIsLimitedAndFollowsTheDirectionOfTheTarget() throws {
    var script = RowScript()
    goalRow(&script, 1, goal: 1, baseline: 10_00, target: 80_00, achieved: 45_00)
    goalRow(&script, 2, goal: 2, baseline: 80_00, target: 10_00, achieved: 45_00)
    goalRow(&script, 3, goal: 3, baseline: 10_00, target: 80_00, achieved: 80_00)
    goalRow(&script, 4, goal: 4, baseline: 80_00, target: 10_00, achieved: -5_00)
    goalRow(&script, 5, goal: 5, baseline: 10_00, target: 80_00, achieved: 9_00)
    goalRow(&script, 6, goal: 6, baseline: -3_00, target: 6_00, achieved: 0)
    let facts = try script.intake().facts()
    #expect(facts.measurableGoals == 6 && facts.metGoals == 2)
    #expect(
      Array(facts.partlyMet) == [
        Fraction(numerator: 1, denominator: 2), Fraction(numerator: 1, denominator: 2),
        Fraction(numerator: 1, denominator: 3),
      ])
  }

  @Test func ofAGoalTheFirstPresentValueStandsAndX211IsToldOnce() throws {
    var script = RowScript()
    goalRow(&script, 1, goal: 1, indicator: false, target: 100)
    goalRow(&script, 2, goal: 1, baseline: 0, target: 100)
    goalRow(&script, 3, goal: 1, baseline: 5, target: 7, achieved: 50)
    goalRow(&script, 4, goal: 1, baseline: 6, achieved: 100)
    goalRow(&script, 5, goal: 2, achieved: 1)
    goalRow(&script, 6, goal: 2, achieved: 2)
    let readout = try script.intake()
    let told = readout.conditional.map { part, finding in
      "\(part) \(finding.line):\(finding.column) \(finding.code.text) \(finding.field) "
        + "\(finding.value) \(finding.statement)"
    }
    let (baseline, achieved) = (RouteColumn.linea_base, RouteColumn.valor_logrado)
    #expect(
      told == [
        "0 4:\(baseline.rawValue + 1) X211 linea_base 0,05 otherValue(goal: 1, first: 0)",
        "0 7:\(achieved.rawValue + 1) X211 valor_logrado 0,02 otherValue(goal: 2, first: 1)",
      ])
    #expect(try Array(readout.facts().partlyMet) == [Fraction(numerator: 1, denominator: 2)])
  }

  @Test func incompleteActionsAndMixedEditionsAreToldOnceARoute() throws {
    var script = RowScript()
    script.add(action: 1)
    script.add(action: 2) { $0.flags = .isIncomplete }
    script.add(action: 3) { $0.flags = .isIncomplete }
    script.add(action: 4, opportunity: 2, goal: 2, component: 3)
    script.add(action: 5, opportunity: 3, goal: 3, component: 2)
    let readout = try script.intake()
    #expect(readout.warnings == ["3: 2 of 5, 5"])
    #expect(try readout.facts().incomplete == 2)
    #expect(try readout.facts().firstIncomplete?.line == 3)
  }

  /// However the rows are cut into blocks, the same parts.
  @Test func blocksPlayNoPart() throws {
    for seed in 0..<20 {
      var random = SeededRandom(seed: UInt64(seed))
      var script = RowScript()
      for _ in 0..<80 { script.addAny(establishment: random.number(1...3), &random) }
      let whole = try script.intake()
      for size in [1, 2, 7, 64] {
        let cut = try script.intake(blocksOf: size)
        #expect(cut.everyPart == whole.everyPart, "seed \(seed), blocks of \(size)")
        #expect(cut.findings == whole.findings && cut.rejects == whole.rejects)
      }
    }
  }

  /// A route that is opened where another was closed has nothing of it.
  @Test func routesInTheMemoryOfClosedOnes() throws {
    var random = SeededRandom(seed: 1)
    var script = RowScript()
    for establishment in 1...2200 {
      for _ in 0..<random.number(1...12) {
        script.addAny(establishment: establishment, vigencia: 2025, versions: 1, &random)
      }
    }
    let turns = try script.intake()
    let allOpen = try script.intake(keepsAllOpen: true)
    #expect(!turns.isScattered)
    #expect(turns.everyPart == allOpen.everyPart)
    #expect(turns.findings == allOpen.findings && turns.rejects == allOpen.rejects)
    #expect(turns.conditional.map(\.part) == allOpen.conditional.map(\.part))
  }

  /// Routes whose rows are far apart are told, and read rightly with all of them open.
  @Test func scatteredRoutes() throws {
    var script = RowScript()
    for action in [1, 2, 1] {
      for establishment in 1...1100 {
        script.add(action: UInt16(action), establishment: establishment)
      }
    }
    #expect(try script.intake().isScattered)
    let readout = try script.intake(keepsAllOpen: true)
    #expect(!readout.isScattered)
    #expect(readout.accepted == 2200 && readout.rejects.count == 1100)
    #expect(readout.parts.map(\.standing) == Array(repeating: 2, count: 1100))
    var near = RowScript()
    for establishment in 1...1100 {
      for action in [1, 2, 1] { near.add(action: UInt16(action), establishment: establishment) }
    }
    let together = try near.intake()
    #expect(!together.isScattered && together.accepted == 2200)
    #expect(together.parts.map(\.key) == readout.parts.map(\.key))
  }

  /// Routes of establishments that don't count stay open besides, so that a wrong code that comes
  /// again and again does not make the file be read twice.
  @Test(arguments: [(1, false), (4096, false), (4097, true)])
  func straysStayOpen(strays: Int, isScattered: Bool) throws {
    let active = 1...1100
    let wrong = 5000..<5000 + strays
    var script = RowScript()
    for establishment in wrong { script.add(action: 1, establishment: establishment) }
    for establishment in active { script.add(action: 1, establishment: establishment) }
    for establishment in wrong { script.add(action: 1, establishment: establishment) }
    let directory = DirectoryIndex(active.map { TerritoryFixture.establishment($0) })
    let readout = try script.intake(directory: directory)
    #expect(readout.isScattered == isScattered)
    guard !isScattered else { return }
    #expect(readout.accepted == active.count && readout.rejects.count == 2 * strays)
    #expect(readout.findings.filter { $0.hasSuffix("R110") }.count == strays)
  }

  /// The 1024 routes opened last stay open, and the one opened first is closed first.
  @Test(arguments: [
    (1024, 1, false), (1025, 1, true), (1025, 2, false), (1026, 2, true), (1026, 3, false),
    (2048, 1024, true), (2048, 1025, false), (2049, 1025, true), (2049, 1026, false),
    (3000, 1976, true), (3000, 1977, false),
  ]) func routesAreClosedInTheirOrder(opened: Int, again: Int, isScattered: Bool) throws {
    var script = RowScript()
    for establishment in 1...opened { script.add(action: 1, establishment: establishment) }
    script.add(action: 2, establishment: again)
    let readout = try script.intake()
    #expect(readout.isScattered == isScattered)
    guard !isScattered else { return }
    #expect(readout.parts.count == opened && readout.accepted == opened + 1)
    // In the order of first rows, each with its own.
    #expect(readout.parts.map(\.key.establishment) == (1...opened).map(TerritoryFixture.code))
    let expected = (1...opened).map { $0 == again ? 2 : 1 }
    #expect(readout.parts.map(\.standing) == expected)
  }
}
