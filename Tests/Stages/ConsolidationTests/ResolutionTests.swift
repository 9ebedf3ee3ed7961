import Consolidation
import Model
import TestSupport
import Testing

/// Which version counts (contract 1 §5.4; contract 2, X206, X207 and X216).
@Suite struct ResolutionTests {
  private static let key = TerritoryFixture.key(1, 2025)

  private func part(
    _ version: UInt32?, file: FileNumber, standing: Int, first: UInt32 = 2, rejected: UInt32? = nil,
    key: RouteKey = key
  ) -> RoutePart {
    var part = RoutePart(key: key, version: version, file: file)
    part.standing = standing
    if standing > 0 {
      part.first = TerritoryFixture.place(first, file: file)
      part.closed = ClosedFacts(RouteFacts())
    }
    part.firstRejected = rejected.map { TerritoryFixture.place($0, file: file) }
    return part
  }

  private func resolve(_ parts: [RoutePart]) -> Resolution {
    Resolution(parts)
  }

  private func findings(_ resolution: Resolution) -> [String] {
    var resolution = resolution
    return (0..<4).flatMap { (file: FileNumber) in
      resolution.takeFindings(of: file).map { "\(file):\($0.line) \($0.code.text)" }
    }
  }

  @Test func theHighestVersionCountsWhole() {
    let resolution = resolve([
      part(2, file: 0, standing: 3, first: 9), part(1, file: 0, standing: 5, first: 4),
      part(3, file: 1, standing: 1, first: 6),
    ])
    #expect(resolution.routes[ResolutionTests.key]?.version == 3)
    #expect(resolution.routes[ResolutionTests.key]?.first == TerritoryFixture.place(6, file: 1))
    #expect(resolution.superseded == [0: 8])
    #expect(findings(resolution) == ["0:4 X206", "0:9 X206"])
    #expect(resolution.isCounting == [false, false, true])
    #expect(resolution.elsewhere.isEmpty)
  }

  @Test func ofOneVersionInSeveralFilesTheFirstWithStandingRowsCounts() {
    let resolution = resolve([
      part(1, file: 0, standing: 0, rejected: 2), part(1, file: 1, standing: 2, first: 3),
      part(1, file: 2, standing: 4),
    ])
    let version = RouteVersion(key: ResolutionTests.key, version: 1)
    #expect(resolution.elsewhere == [2: [version]])
    #expect(resolution.routes[ResolutionTests.key]?.first.file == 1)
    #expect(resolution.superseded.isEmpty && findings(resolution).isEmpty)
    #expect(resolution.rejectedRoutes.isEmpty)
  }

  @Test func aSupersededVersionMayStandTwiceToo() {
    let resolution = resolve([
      part(1, file: 0, standing: 2), part(1, file: 1, standing: 7), part(2, file: 2, standing: 1),
    ])
    #expect(resolution.superseded == [0: 2])
    #expect(findings(resolution) == ["0:2 X206"])
    #expect(Array(resolution.elsewhere.keys) == [1])
  }

  @Test func aHighestVersionThatLostEveryRowIsToldAtItsFirstRejectedRow() {
    let resolution = resolve([
      part(3, file: 2, standing: 0, rejected: 8), part(1, file: 0, standing: 1),
      part(2, file: 1, standing: 2), part(3, file: 3, standing: 0, rejected: 2),
    ])
    #expect(findings(resolution) == ["0:2 X206", "2:8 X216"])
    #expect(resolution.routes[ResolutionTests.key]?.version == 2)
    #expect(resolution.routes[ResolutionTests.key]?.isOlderVersion == true)
  }

  @Test func aLowerOrUnreadableVersionThatLostEveryRowIsNot() {
    let resolution = resolve([
      part(1, file: 0, standing: 0, rejected: 2), part(nil, file: 0, standing: 0, rejected: 3),
      part(2, file: 0, standing: 1, rejected: 9),
    ])
    #expect(findings(resolution).isEmpty)
    #expect(resolution.routes[ResolutionTests.key]?.isOlderVersion == false)
  }

  @Test func aRouteThatLostEveryRowIsKeptAsRejected() {
    let other = TerritoryFixture.key(2, 2025)
    let resolution = resolve([
      part(1, file: 1, standing: 0, rejected: 5), part(nil, file: 0, standing: 0, rejected: 9),
      part(1, file: 1, standing: 1, key: other),
    ])
    #expect(resolution.rejectedRoutes == [ResolutionTests.key: TerritoryFixture.place(9, file: 0)])
    #expect(Array(resolution.routes.keys) == [other])
    #expect(findings(resolution).isEmpty)
  }

  @Test func warningsOfPartsThatDoNotCountAreNotTold() {
    var (old, new) = (part(1, file: 0, standing: 1), part(2, file: 1, standing: 1))
    (old.mixedLine, new.mixedLine) = (5, 6)
    (old.incompleteLine, new.incompleteLine) = (4, 3)
    (old.incomplete, new.incomplete) = (1, 1)
    var resolution = resolve([old, new])
    #expect(findings(resolution) == ["0:2 X206", "1:3 R113", "1:6 X214"])
    let told = resolution.takeFindings(of: 1).map { ($0.establishment, $0.statement) }
    #expect(told.allSatisfy { $0.0 == new.key.establishment })
    #expect(
      told.map(\.1) == [
        .incompleteActions(1, of: 1, vigencia: 2025), .mixedEditions(vigencia: 2025),
      ])
  }
}
