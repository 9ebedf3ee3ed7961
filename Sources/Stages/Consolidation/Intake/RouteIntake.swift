import Model
import Spool

/// What the intake of rows needs to know of the run.
package struct IntakeContext: Sendable {
  package let catalogue: Catalogue
  /// `nil` where there is no directory to judge by.
  package let directory: DirectoryIndex?
  package let judgement: Judgement?
  /// Vigencias whose facts the figures need.
  package let window: ClosedRange<Int>

  package init(
    catalogue: Catalogue, directory: DirectoryIndex?, judgement: Judgement?,
    window: ClosedRange<Int>
  ) {
    self.catalogue = catalogue
    self.directory = directory
    self.judgement = judgement
    self.window = window
  }
}

extension IntakeContext {
  /// What is kept of the facts of a vigencia's routes; nothing of those that can't count.
  fileprivate func scope(
    of vigencia: Int, mayCount: Bool, details: (any DetailStore)?
  ) -> RouteAccumulator.Scope {
    let yearsAgo = judgement.map { $0.period - vigencia }
    return RouteAccumulator.Scope(
      isWanted: mayCount && window.contains(vigencia),
      hasIndicators: yearsAgo == 0 || yearsAgo == 1,
      keep: yearsAgo == 0 ? details?.keep : nil)
  }
}

extension RoutePart {
  /// `nil` for rejected rows whose version can't be read.
  package var routeVersion: RouteVersion? {
    version.map { RouteVersion(key: key, version: $0) }
  }
}

/// What taking a block added to what is known of its file.
package struct IntakeResult {
  package var accepted = 0
  /// Findings that stand, with the ordinal of their record in the file.
  package var findings: [RowFinding] = []
  /// Findings that stand if the part at that place counts (R112, X211).
  package var conditional: [(part: Int32, finding: RowFinding)] = []
  /// Valid as long as the block.
  package var rejects: [(rank: UInt32, reject: IntakeReject)] = []

  package init() {}
}

/// An oportunidad of a route that is closed.
package struct KeptOpportunity {
  package let number: UInt16
  package let component: ComponentIndex
  package let actions: Int
  package let progress: Int
  /// Its first counting row.
  package let first: Place
  /// The text of that row, in UTF-8; valid as long as it is being set aside.
  package let text: UnsafeBufferPointer<UInt8>
}

/// Where the details of actions are set aside, by one file's intake.
package protocol DetailStore: AnyObject {
  /// Sets the details of an action aside behind those at `previous`.
  func keep(_ row: RouteRow, place: Place, texts: RouteTexts, previous: TextReference)
    throws(SpoolError) -> TextReference
  /// Sets the oportunidades of a route aside; tells where and how many bytes they take.
  func keep(_ opportunities: [KeptOpportunity])
    throws(SpoolError) -> (offset: Int, length: Int)
  /// Whether the details of actions are wanted, or only the oportunidades.
  var wantsActions: Bool { get }
}

/// Does a piece of work for each number below a count, on as many threads as the caller has.
package typealias SideBySide = (_ count: Int, _ work: (Int) -> Void) -> Void

/// The rows of rg-382 of one file, taken in their order (contract 1 §5.2 and §5.3).
package final class RouteIntake {
  /// Whether a version of a route stands in an earlier file, so that its rows are rejected as X207.
  package typealias VersionJudge = (_ key: RouteKey, _ version: UInt32) -> Bool

  private let file: FileNumber
  private let context: IntakeContext
  private let keepsTexts: Bool
  /// Where the details of actions go, if they are wanted.
  private let keptActions: (any DetailStore)?
  private let isElsewhere: VersionJudge?
  private var routes: OpenRoutes

  /// An intake of `file`.
  ///
  /// With `isElsewhere` the file is read a second time, only to tell the rows whose version stands
  /// in an earlier file (X207): no others are looked at. `taken` are versions that are known to stand
  /// in one, of which no facts are kept. `keepsAllOpen` is for files in which the rows of a route are far
  /// apart.
  package init(
    file: FileNumber, context: IntakeContext, details: (any DetailStore)?, keepsAllOpen: Bool,
    taken: Set<RouteVersion> = [], isElsewhere: VersionJudge? = nil
  ) {
    routes = OpenRoutes(
      file: file, keepsAllOpen: keepsAllOpen, isStray: { context.directory?.isStray($0) ?? false }
    ) { accumulator throws(SpoolError) in
      guard isElsewhere == nil else { return accumulator.part }
      let mayCount = accumulator.part.routeVersion.map { !taken.contains($0) } ?? true
      return try accumulator.close(
        context.scope(
          of: accumulator.part.key.vigencia, mayCount: mayCount, details: details))
    }
    self.file = file
    self.context = context
    keepsTexts = details != nil
    keptActions = details?.wantsActions == true ? details : nil
    self.isElsewhere = isElsewhere
  }

  /// Whether a row came of a route that was closed: the file has to be read again with
  /// `keepsAllOpen`, and what this intake found is void.
  package var isScattered: Bool { routes.isScattered }

  /// Takes the rows of the next block.
  package func take(
    _ block: DecodedBlock, linesBefore: Int, ranksBefore: Int
  ) throws(SpoolError) -> IntakeResult {
    var taking = Taking(
      block: block, linesBefore: UInt32(linesBefore), ranksBefore: UInt32(ranksBefore))
    let rows = block.rows
    var start = 0
    while start < rows.count {
      let row = rows[start]
      var end = start + 1
      while end < rows.count, rows[end].isOfRoute(of: row) { end += 1 }
      if isWanted(row) {
        guard let slot = try routes.slot(of: row) else { break }
        try take(
          start..<end, of: routes.accumulators[slot], part: routes.partNumbers[slot], &taking)
      }
      start = end
    }
    return taking.result
  }

  /// A block whose rows are taken, and what came of them.
  private struct Taking {
    let block: DecodedBlock
    let linesBefore: UInt32
    let ranksBefore: UInt32
    var result = IntakeResult()
    /// How many of the block's conditional findings are behind.
    var conditional = 0

    /// The conditional finding of a row, if it has one; rows are asked for in their order.
    @inline(__always)
    mutating func late(of row: Int) -> RowFinding? {
      let findings = block.conditionalFindings
      while conditional < findings.count, findings[conditional].row < row { conditional += 1 }
      guard conditional < findings.count, findings[conditional].row == row else { return nil }
      return findings[conditional].finding
    }
  }

  /// Takes rows of one route that stand together.
  private func take(
    _ range: Range<Int>, of route: RouteAccumulator, part: Int32, _ taking: inout Taking
  ) throws(SpoolError) {
    let (rows, texts) = (taking.block.rows, taking.block.texts)
    let status = status(rows[range.lowerBound].establishment)
    let cutoff = cutoff(of: rows[range.lowerBound].vigencia)
    let stands = status == .active && isElsewhere == nil
    for index in range {
      let row = rows[index]
      let place = Place(
        file: file, line: row.line + taking.linesBefore, rank: row.rank + taking.ranksBefore)
      if row.flags.contains(.isRejected) {
        route.reject(at: place)
        continue
      }
      let numbering = route.number(row, at: place)
      guard numbering.isEmpty, stands else {
        route.reject(at: place)
        let faults = faults(of: row, numbering, status, at: place, taking.block.ordinals)
        reject(at: place, faults, taking.block.source(row: index), &taking.result)
        continue
      }
      taking.result.accepted += 1
      if keepsTexts, row.texts >= 0 {
        try keepDetails(of: row, route, at: place, texts[Int(row.texts)])
      }
      let other = route.count(row, at: place, cutoff: cutoff, catalogue: context.catalogue)
      if let other {
        let finding = RouteFindings.otherValue(
          other, row, line: Int(place.line), taking.block.ordinals)
        taking.result.conditional.append((part, RowFinding(rank: place.rank, finding: finding)))
      }
      if var late = taking.late(of: index) {
        late.rank = place.rank
        late.finding.line = Int(place.line)
        taking.result.conditional.append((part, late))
      }
    }
  }

  /// The parts of the file, in the order of their first rows; its open routes are closed by `forEach`.
  package func close(
    _ forEach: SideBySide = { count, work in (0..<count).forEach(work) }
  ) throws(SpoolError) -> [RoutePart] {
    try routes.closeAll(forEach)
  }

  // MARK: - Judging

  private func cutoff(of vigencia: UInt16) -> Day {
    context.judgement?.cutoff(of: Int(vigencia)) ?? Day.endOfYear(Int(vigencia))
  }

  /// What is against a row: its numbering, or else its establishment, or else its version.
  private func faults(
    of row: RouteRow, _ numbering: NumberingFaults, _ status: DirectoryStatus, at place: Place,
    _ ordinals: [Int16]
  ) -> [Finding] {
    let line = Int(place.line)
    guard numbering.isEmpty else {
      return RouteFindings.numbering(numbering, row, line: line, ordinals)
    }
    guard status == .active else {
      return [
        DirectoryFindings.finding(
          status, DaneCode(number: row.establishment), line: line,
          column: Int(ordinals[RouteColumn.codigo_dane.rawValue]))
      ]
    }
    return [RouteFindings.versionElsewhere(row, line: line)]
  }

  /// Whether a row is one of those that are told: all but in a second reading.
  private func isWanted(_ row: RouteRow) -> Bool {
    guard let isElsewhere else { return true }
    guard !row.flags.contains(.hasNoVersion) else { return false }
    let key = RouteKey(
      establishment: DaneCode(number: row.establishment), vigencia: Int(row.vigencia))
    return isElsewhere(key, row.version)
  }

  private func status(_ code: UInt64) -> DirectoryStatus {
    context.directory?.status(code) ?? .active
  }

  private func reject(
    at place: Place, _ faults: [Finding], _ source: RecordSource, _ result: inout IntakeResult
  ) {
    var codes: DiagnosticCodes = []
    for fault in faults {
      result.findings.append(RowFinding(rank: place.rank, finding: fault))
      codes.insert(fault.code)
    }
    result.rejects.append(
      (place.rank, IntakeReject(line: Int(place.line), codes: codes, source: source)))
  }

  // MARK: - Details

  private func keepDetails(
    of row: RouteRow, _ route: RouteAccumulator, at place: Place, _ texts: RouteTexts
  ) throws(SpoolError) {
    route.keepText(texts.opportunity)
    guard let keptActions else { return }
    route.lastDetail = try keptActions.keep(
      row, place: place, texts: texts, previous: route.lastDetail)
  }
}

extension RouteRow {
  /// Whether it has the establishment, vigencia and version of another.
  @inline(__always)
  fileprivate func isOfRoute(of other: RouteRow) -> Bool {
    establishment == other.establishment && vigencia == other.vigencia && version == other.version
      && flags.contains(.hasNoVersion) == other.flags.contains(.hasNoVersion)
  }
}
