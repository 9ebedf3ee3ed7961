import Consolidation
import Model
import Spool

extension IntakeOutcome {
  /// The territory that the records add up to.
  func territory(judgement: Judgement, settings: Settings) -> Territory {
    let active = records.establishments.filter(\.isActive).sorted { $0.code < $1.code }
    let vigencias = records.vigencias.union(resolution.routes.keys.map(\.vigencia))
    return Territory(
      judgement: judgement, catalogue: settings.vocabulary.catalogue,
      municipalities: settings.vocabulary.municipalities,
      defaultEdition: settings.vocabulary.defaultEdition, establishments: active,
      routes: resolution.routes, rejectedRoutes: resolution.rejectedRoutes,
      deliveries: records.deliveries, evaluations: acceptedEvaluations, planned: records.planned,
      executed: records.executed, strategies: records.strategies, exclusions: records.exclusions,
      decisions: records.decisions, vigencias: vigencias, jurisdiction: settings.jurisdiction)
  }

  /// Self-evaluations with a valued component; keys that only rejected rows took are none.
  private var acceptedEvaluations: [RouteKey: SelfEvaluation] {
    let evaluations = records.evaluations
    func isValued(_ evaluation: SelfEvaluation) -> Bool { evaluation.levels.contains { $0 > 0 } }
    // Nearly always all of them: then they are not copied.
    return evaluations.values.allSatisfy(isValued)
      ? evaluations : evaluations.filter { isValued($0.value) }
  }

  /// Adds the findings that compare records.
  func crossCheck(judgement: Judgement?, settings: Settings) throws(SpoolError) {
    let checks = CrossChecks(
      records: records, routes: resolution.routes,
      municipalities: settings.vocabulary.municipalities, jurisdiction: settings.jurisdiction,
      ordinal: { files[Int($0.file)].ordinal($1, $2, line: Int($0.line)) })
    try add(checks.run(judgement: judgement))
  }

  /// Adds findings that are made when all files are read.
  func add(_ findings: consuming [(file: FileNumber, finding: Finding)]) throws(SpoolError) {
    findings.sort {
      $0.file == $1.file ? Finding.precedes($0.finding, $1.finding) : $0.file < $1.file
    }
    var rest = findings[...]
    while let first = rest.first {
      let own = rest.prefix { $0.file == first.file }
      rest = rest.dropFirst(own.count)
      let log = files[Int(first.file)].log
      log.add(late: own.lazy.map(\.finding))
      if let failure = log.failure { throw failure }
    }
  }

  /// Whether a part of a file counts.
  func counts(_ part: Int32, of file: IntakeFile) -> Bool {
    resolution.isCounting[firstPart[Int(file.number)] + Int(part)]
  }
}
