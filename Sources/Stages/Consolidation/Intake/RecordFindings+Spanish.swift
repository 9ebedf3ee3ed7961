import Model

/// The Spanish of findings on records of the kinds other than rg-382.
enum RecordFindings {
  /// R110.
  static func repeated(_ record: InputRecord, line: Int) -> Finding {
    Finding(
      .r110, line: line, .text(repeated(key: key(of: record)).text),
      establishment: record.establishment)
  }

  /// R110 of the self-evaluation, whose records come by the million.
  static func repeated(_ row: Valuation, line: Int) -> Finding {
    Finding(
      .r110, line: line, .repeatedValuation(vigencia: UInt16(clamping: row.key.vigencia)),
      establishment: row.key.establishment)
  }

  static func repeated(key: Sentence) -> Sentence {
    "Ya hay un registro con la misma clave (\(key)). Se espera uno solo; vale el primero en el orden de lectura."
  }

  private static func key(of record: InputRecord) -> Sentence {
    switch record {
    case .establishment(let row): "codigo_dane \(row.code)"
    case .delivery(let row): text(row.key)
    case .valuation(let row): valuationKey(row.key)
    case .planned(let row): "\(text(row.key)), codigo_actividad \(row.code)"
    case .executed(let row):
      "\(text(row.key)), codigo_actividad \(row.code), fecha_ejecucion \(row.executed.iso)"
    case .strategy(let row): "vigencia \(String(row.vigencia)), codigo_pam \(row.code)"
    case .exclusion(let row): "\(text(row.key)), condicion \(row.condition?.code ?? "todas")"
    case .decision(let row): text(row.key)
    }
  }

  static func valuationKey(_ key: RouteKey) -> Sentence {
    "\(text(key)), el mismo componente"
  }

  private static func text(_ key: RouteKey) -> Sentence {
    "vigencia \(UInt16(clamping: key.vigencia)), codigo_dane \(key.establishment)"
  }
}
