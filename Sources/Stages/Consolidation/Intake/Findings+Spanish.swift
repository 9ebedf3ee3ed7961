import Model

/// Findings on rows of rg-382 that need other rows or the directory.
enum RouteFindings {
  private static let columns = RecordKind.routes.columns

  /// R110, and R111 at each column that is at fault.
  static func numbering(
    _ faults: NumberingFaults, _ row: RouteRow, line: Int, _ ordinals: [Int16]
  ) -> [Finding] {
    let establishment = DaneCode(number: row.establishment)
    var findings: [Finding] = []
    func tellElsewhere(_ column: RouteColumn, _ number: UInt16, _ statement: Statement) {
      findings.append(
        Finding(
          .r111, line: line, column: Int(ordinals[column.rawValue]),
          field: columns[column.rawValue].name, value: String(number), statement,
          establishment: establishment))
    }
    if faults.contains(.repeatedAction) {
      findings.append(
        Finding(
          .r110, line: line,
          .repeatedAction(row.action, version: row.version, vigencia: row.vigencia),
          establishment: establishment))
    }
    if faults.contains(.opportunityElsewhere) {
      tellElsewhere(.oportunidad_no, row.opportunity, .opportunityElsewhere)
    }
    if faults.contains(.goalElsewhere) { tellElsewhere(.meta_no, row.goal, .goalElsewhere) }
    return findings
  }

  /// A value of a meta that is not the first (X211).
  static func otherValue(
    _ other: RouteAccumulator.OtherValue, _ row: RouteRow, line: Int, _ ordinals: [Int16]
  ) -> Finding {
    Finding(
      .x211, line: line, column: Int(ordinals[other.column.rawValue]),
      field: columns[other.column.rawValue].name, value: Hundredths.text(other.value),
      .otherValue(goal: other.goal, first: other.first),
      establishment: DaneCode(number: row.establishment))
  }

  static func versionElsewhere(_ row: RouteRow, line: Int) -> Finding {
    Finding(
      .x207, line: line, .versionElsewhere(row.version, vigencia: row.vigencia),
      establishment: DaneCode(number: row.establishment))
  }
}

/// Findings against the directory.
enum DirectoryFindings {
  static func finding(
    _ status: DirectoryStatus, _ code: DaneCode, line: Int, column: Int
  ) -> Finding {
    let isInactive = status == .inactive
    return Finding(
      isInactive ? .x202 : .x201, line: line, column: column, field: "codigo_dane",
      value: code.text, isInactive ? .inactiveEstablishment : .unknownEstablishment,
      establishment: code)
  }
}

/// The Spanish of what is found while rows are taken, and of what routes and deliveries lack.
package enum IntakeMessages {
  /// The sentence of a finding that is made here; `nil` of another.
  package static func sentence(of finding: Finding) -> Sentence? {
    let establishment = finding.establishment ?? DaneCode(number: 0)
    return switch finding.statement {
    case .repeatedAction(let action, let version, let vigencia):
      "La acción \(action) ya está en la versión \(version) de la ruta de \(establishment) de \(vigencia) en este archivo. Se espera cada número de acción una sola vez; vale la primera fila."
    case .goalElsewhere:
      "La meta \(finding.value) ya pertenece a otra oportunidad de mejora de esta ruta. Se espera que cada número de meta pertenezca a una sola oportunidad_no."
    case .opportunityElsewhere:
      "La oportunidad \(finding.value) ya pertenece a otro componente en esta ruta. Se espera que cada número de oportunidad pertenezca a un solo componente."
    case .versionElsewhere(let version, let vigencia):
      "La versión \(version) de la ruta de \(establishment) de \(vigencia) ya vino en un archivo anterior. Se espera cada versión en un solo archivo; si es una corrección, numérela con una versión mayor."
    case .unknownEstablishment:
      "El directorio no tiene este código DANE. Se espera un establecimiento del directorio; revise el código o agréguelo."
    case .inactiveEstablishment:
      "El establecimiento está inactivo en el directorio. Se espera un establecimiento activo; si volvió a funcionar, actualice el directorio."
    case .repeatedValuation(let vigencia):
      RecordFindings.repeated(
        key: RecordFindings.valuationKey(
          RouteKey(establishment: establishment, vigencia: Int(vigencia))))
    case .superseded(let version, let counting, let vigencia):
      "La versión \(version) de la ruta de \(establishment) de \(vigencia) fue reemplazada por la versión \(counting), que es la que cuenta. No se espera nada más."
    case .lostVersion(let version, let counting, let vigencia):
      "Se rechazaron todas las filas de la versión \(version) de la ruta de \(establishment) de \(vigencia); cuenta la versión \(counting), con cifras más antiguas. Se espera la versión \(version) corregida."
    case .incompleteActions(let count, let all, let vigencia):
      "\(count) de las \(all) acciones de la ruta de \(establishment) de \(vigencia) no tienen responsable, fecha de inicio, fecha de fin o recursos. Se espera que cada acción los tenga; la primera es esta."
    case .mixedEditions(let vigencia):
      "La ruta de \(establishment) de \(vigencia) mezcla componentes de dos ediciones de la Guía 34. Se espera una sola edición en toda la ruta."
    case .otherValue(let goal, let first):
      "La meta \(goal) trae \(finding.field) \(finding.value) y antes \(Hundredths.text(first)). Se espera el mismo valor en todas las filas de una meta; vale el primero."
    case .deliveredWithoutRoute(let vigencia):
      "El control dice que \(establishment) entregó la ruta de \(vigencia), y ninguna fila de esa ruta cuenta. Se espera el archivo de la ruta, o sus filas corregidas."
    case .routeWithoutDelivery(let vigencia):
      "Hay ruta de \(establishment) de \(vigencia), y el control de entregas no la tiene o dice que no se entregó. Se espera su fecha_entrega en el RG-300."
    case .text, .value, .surplusFields, .endBeforeStart, .lateFollowUp: nil
    }
  }
}

/// Hundredths as a Spanish text, without zeros that say nothing.
enum Hundredths {
  static func text(_ value: Int) -> String {
    let sign = value < 0 ? "-" : ""
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole),\(rest / 10)" }
    return "\(sign)\(whole),\(rest < 10 ? "0" : "")\(rest)"
  }
}
