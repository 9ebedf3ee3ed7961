/// All texts of a sample, as fragments of one pool.
struct Vocabulary {
  /// The texts of routes, objectives and actions.
  struct Route {
    let leads, objectives, goals, goalTails, actions, actionTails: [Fragment]
    let topics: [[Fragment]]
    let indicators: [(name: Fragment, falling: Bool)]
    let responsibles, resources, evidence, remarks: [Fragment]
  }

  /// The texts of deliveries, assistance, exclusions and decisions.
  struct Support {
    let channels, deliveryRemarks, subjects, teams, commitments, assistanceRemarks: [Fragment]
    let strategies: [(strategy: Fragment, goal: Fragment)]
    let exclusionReasons, authorities, reportReasons, otherReasons: [Fragment]
    let report, doNotReport: Fragment
    let conditions: [Fragment]
  }

  /// The texts of the directory.
  struct Directory {
    let officialUrban, officialRural, privateSchools, heroes, saints, veredas: [Fragment]
    let veredaTails: [Fragment]
    let official, notOfficial, urban, rural, both: Fragment
    let regimes, categories: [Fragment]
    let active, newActive, oldActive, inactive, closed: Fragment
    let mailPrefix, mailSuffix: Fragment
  }

  static let areas = ["DIR", "ACA", "ADM", "COM"]

  let route: Route
  let support: Support
  let directory: Directory
  /// `NO`, `INTEGRAL`, `PUNTUAL`, `CAPACITACION`.
  let modalities: [Fragment]
  let strategyCode, radicado: Fragment

  init(pool: inout TextPool) {
    route = Self.route(&pool)
    support = Self.support(&pool)
    directory = Self.directory(&pool)
    modalities = pool.add(["NO", "INTEGRAL", "PUNTUAL", "CAPACITACION"])
    strategyCode = pool.add("PAM-")
    radicado = pool.add("ER")
  }

  private static func route(_ pool: inout TextPool) -> Route {
    Route(
      leads: pool.add(RouteWords.leads), objectives: pool.add(RouteWords.objectives),
      goals: pool.add(RouteWords.goals), goalTails: pool.add(RouteWords.goalTails),
      actions: pool.add(RouteWords.actions), actionTails: pool.add(RouteWords.actionTails),
      topics: areas.map { pool.add(RouteWords.topics[$0, default: [""]]) },
      indicators: RouteWords.indicators.map { (pool.add($0.name), $0.falling) },
      responsibles: pool.add(RouteWords.responsibles), resources: pool.add(RouteWords.resources),
      evidence: pool.add(RouteWords.evidence), remarks: pool.add(RouteWords.remarks))
  }

  private static func support(_ pool: inout TextPool) -> Support {
    Support(
      channels: pool.add(SupportWords.channels),
      deliveryRemarks: pool.add(SupportWords.deliveryRemarks),
      subjects: pool.add(SupportWords.subjects), teams: pool.add(SupportWords.teams),
      commitments: pool.add(SupportWords.commitments),
      assistanceRemarks: pool.add(SupportWords.assistanceRemarks),
      strategies: SupportWords.strategies.map { (pool.add($0.strategy), pool.add($0.goal)) },
      exclusionReasons: pool.add(SupportWords.exclusionReasons),
      authorities: pool.add(SupportWords.authorities),
      reportReasons: pool.add(SupportWords.reportReasons),
      otherReasons: pool.add(SupportWords.otherReasons),
      report: pool.add("REPORTAR"), doNotReport: pool.add("NO REPORTAR"),
      conditions: pool.add(Troubles.codes))
  }

  private static func directory(_ pool: inout TextPool) -> Directory {
    Directory(
      officialUrban: pool.add(NameWords.officialUrban),
      officialRural: pool.add(NameWords.officialRural),
      privateSchools: pool.add(NameWords.privateSchools), heroes: pool.add(NameWords.heroes),
      saints: pool.add(NameWords.saints), veredas: pool.add(NameWords.veredas),
      veredaTails: pool.add(NameWords.veredas.map { " – VEREDA " + $0 }),
      official: pool.add("OFICIAL"), notOfficial: pool.add("NO OFICIAL"),
      urban: pool.add("URBANA"), rural: pool.add("RURAL"), both: pool.add("URBANA-RURAL"),
      regimes: pool.add(["LIBERTAD REGULADA", "LIBERTAD VIGILADA", "CONTROLADO"]),
      categories: pool.add(["A+", "A", "B", "C", "D"]),
      active: pool.add("ACTIVO"), newActive: pool.add("NUEVO-ACTIVO"),
      oldActive: pool.add("ANTIGUO-ACTIVO"), inactive: pool.add("INACTIVO"),
      closed: pool.add("CIERRE TEMPORAL"),
      mailPrefix: pool.add("ee"), mailSuffix: pool.add("@santander.edu.co"))
  }
}
