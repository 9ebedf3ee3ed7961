import Model

/// The Spanish of findings on records of the kinds other than rg-382.
enum RecordFindings {
  /// R110.
  static func repeated(_ record: InputRecord, line: Int) -> Diagnostic {
    Diagnostic(
      .r110, line: line,
      message:
        "Ya hay un registro con la misma clave (\(key(of: record))). Se espera uno solo; vale el primero en el orden de lectura.",
      establishment: record.establishment)
  }

  private static func key(of record: InputRecord) -> String {
    switch record {
    case .establishment(let row): "codigo_dane \(row.code.text)"
    case .delivery(let row): text(row.key)
    case .valuation(let row): text(row.key) + ", el mismo componente"
    case .planned(let row): text(row.key) + ", codigo_actividad \(row.code)"
    case .executed(let row):
      text(row.key) + ", codigo_actividad \(row.code), fecha_ejecucion \(row.executed.iso)"
    case .strategy(let row): "vigencia \(row.vigencia), codigo_pam \(row.code)"
    case .exclusion(let row):
      text(row.key) + ", condicion \(row.condition?.code ?? "todas")"
    case .decision(let row): text(row.key)
    }
  }

  private static func text(_ key: RouteKey) -> String {
    "vigencia \(key.vigencia), codigo_dane \(key.establishment.text)"
  }
}
