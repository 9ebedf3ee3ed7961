import Model

/// The Spanish of findings on rows of rg-382 that need other rows or the directory.
enum RouteFindings {
  /// R110, or R111 at the column that is at fault.
  static func numbering(
    _ code: DiagnosticCode, _ column: RouteColumn?, _ row: RouteRow, line: Int, _ ordinals: [Int16]
  ) -> Diagnostic {
    let establishment = DaneCode(number: row.establishment)
    guard let column else {
      return Diagnostic(
        .r110, line: line,
        message:
          "La acción \(row.action) ya está en la versión \(row.version) de la ruta de \(establishment.text) de \(row.vigencia) en este archivo. Se espera cada número de acción una sola vez; vale la primera fila.",
        establishment: establishment)
    }
    let isGoal = column == .meta_no
    let number = isGoal ? row.goal : row.opportunity
    return Diagnostic(
      .r111, line: line, column: Int(ordinals[column.rawValue]), field: "\(column)",
      value: String(number),
      message: isGoal
        ? "La meta \(number) ya pertenece a otra oportunidad de mejora de esta ruta. Se espera que cada número de meta pertenezca a una sola oportunidad_no."
        : "La oportunidad \(number) ya pertenece a otro componente en esta ruta. Se espera que cada número de oportunidad pertenezca a un solo componente.",
      establishment: establishment)
  }

  static func versionElsewhere(_ row: RouteRow, line: Int) -> Diagnostic {
    let establishment = DaneCode(number: row.establishment)
    return Diagnostic(
      .x207, line: line,
      message:
        "La versión \(row.version) de la ruta de \(establishment.text) de \(row.vigencia) ya vino en un archivo anterior. Se espera cada versión en un solo archivo; si es una corrección, numérela con una versión mayor.",
      establishment: establishment)
  }
}

/// The Spanish of findings against the directory.
enum DirectoryFindings {
  static func finding(
    _ status: DirectoryStatus, _ code: DaneCode, line: Int, column: Int
  ) -> Diagnostic {
    let isInactive = status == .inactive
    return Diagnostic(
      isInactive ? .x202 : .x201, line: line, column: column, field: "codigo_dane",
      value: code.text,
      message: isInactive
        ? "El establecimiento está inactivo en el directorio. Se espera un establecimiento activo; si volvió a funcionar, actualice el directorio."
        : "El directorio no tiene este código DANE. Se espera un establecimiento del directorio; revise el código o agréguelo.",
      establishment: code)
  }
}
