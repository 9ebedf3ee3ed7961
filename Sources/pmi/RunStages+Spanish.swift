import Pipeline

extension RunStage {
  var spanish: String {
    switch self {
    case .templates: "plantillas"
    case .listing: "inventario de la entrada"
    case .directory: "directorio"
    case .records: "otros registros"
    case .routes: "rutas de mejoramiento"
    case .versions: "versiones en varios archivos"
    case .figures: "cifras e indicios"
    case .tables: "tablas"
    case .pages: "páginas"
    case .publication: "publicación"
    }
  }
}

extension RunPart {
  var spanish: String {
    switch self {
    case .digest: "huella de entradas"
    case .taking: "reparto de filas"
    }
  }
}

/// The sentence of the line of progress.
enum ProgressText {
  /// As much as fits in `width` columns, the least important left out first.
  static func line(_ progress: RunProgress, width: Int) -> String {
    let parts =
      switch progress.stage {
      case .directory, .records, .routes: reading(progress)
      case .pages: pages(progress)
      default: [String]()
      }
    var line = progress.stage.spanish
    for part in parts where line.count + 3 + part.count <= width { line += " · " + part }
    return String(line.prefix(max(0, width)))
  }

  private static func reading(_ progress: RunProgress) -> [String] {
    let (done, total) = (progress.done, progress.expected)
    let bytes = min(done[.bytesRead], total[.bytesRead])
    return [
      "\(megabytes(bytes)) de \(megabytes(total[.bytesRead])) MB", remaining(progress),
      "\(grouped(done[.files])) de \(grouped(total[.files])) archivos",
      "\(grouped(done[.rows])) filas",
    ].compactMap { $0 }
  }

  private static func pages(_ progress: RunProgress) -> [String] {
    [
      "\(grouped(progress.done[.pages])) de \(grouped(progress.expected[.pages]))",
      remaining(progress),
    ].compactMap { $0 }
  }

  private static func remaining(_ progress: RunProgress) -> String? {
    progress.remaining.map { "faltan \(SpanishNumber.duration($0))" }
  }

  private static func grouped(_ count: Int) -> String { SpanishNumber.grouped(count) }

  private static func megabytes(_ bytes: Int) -> String { grouped((bytes + 999_999) / 1_000_000) }
}
