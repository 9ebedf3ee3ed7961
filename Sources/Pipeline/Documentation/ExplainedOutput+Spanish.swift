import Reporting
import TemplateEngine

/// The columns of the results, each with every table that has it; meanings are those of the tables'
/// declarations.
enum ExplainedOutput {
  /// Columns in the order of the tables.
  static let all: [Explanation] = {
    var order: [String] = []
    var uses: [String: [Use]] = [:]
    for table in ReportTables.declarations {
      for field in table.columns {
        if uses[field.name] == nil { order.append(field.name) }
        uses[field.name, default: []].append(Use(table: table.name, field: field))
      }
    }
    return order.compactMap { name in uses[name].flatMap { explanation($0) } }
  }()

  private struct Use {
    let table: String
    let field: Field
  }

  private static func explanation(_ uses: [Use]) -> Explanation? {
    guard let first = uses.first else { return nil }
    let name = first.field.name
    let note = OutputNotes.byName[name] ?? OutputNote(name, .program)
    return Explanation(
      .outputColumn, name, title: String(first.field.documentation.dropLast()),
      meaning: grouped(uses) { $0.field.documentation },
      rule: note.rules + (EntityNotes.additions[name].map { [$0] } ?? [])
        + grouped(uses) { form($0.field.kind) },
      example: note.example ?? example(first.field.kind),
      remedy: note.origin.remedy,
      source: "Tablas (Docs/Tablas.md): \(tables(uses)).", related: note.related)
  }

  private static func tables(_ uses: [Use]) -> String {
    uses.map { $0.table + ".csv" }.joined(separator: ", ")
  }

  /// A text of each use; uses with the same text together, without their tables where all agree.
  private static func grouped(_ uses: [Use], _ text: (Use) -> String) -> [String] {
    let groups = Dictionary(grouping: uses, by: text)
    guard groups.count > 1 else { return Array(groups.keys) }
    var seen: Set<String> = []
    return uses.map(text).filter { seen.insert($0).inserted }.map {
      "\(tables(groups[$0] ?? [])): \($0)"
    }
  }

  private static func form(_ kind: Kind) -> String {
    switch kind {
    case .integer: "Se escribe como número entero; sin dato, vacío."
    case .decimal, .measure:
      "Se escribe con dos decimales, redondeado (la mitad se aleja de cero); sin dato, vacío y nunca 0."
    case .number: "Se escribe sin decimales si es un conteo y con dos si no lo es; sin dato, vacío."
    case .date: "Se escribe como AAAA-MM-DD; sin dato, vacío."
    case .yesNo: "Se escribe SI o NO; sin dato, vacío."
    case .text, .plain, .link, .image, .flag, .record, .list, .stream:
      "Se escribe como texto; si empieza por =, +, - o @ lleva antes un apóstrofo, para que Excel no lo tome por fórmula."
    }
  }

  private static func example(_ kind: Kind) -> String {
    switch kind {
    case .integer, .number: "12 se escribe 12."
    case .decimal, .measure: "85,217 se escribe 85,22."
    case .date: "El 5 de marzo de 2025 se escribe 2025-03-05."
    case .yesNo: "Se escribe SI, sin tilde."
    case .text, .plain, .link, .image, .flag, .record, .list, .stream:
      "Se escribe como está en el archivo de donde sale."
    }
  }
}

/// What a column of the results is made of, beyond its declaration.
struct OutputNote: Sendable {
  /// Where its value comes from, which says what to correct.
  enum Origin: Sendable {
    case directory, catalogue, route, delivery, valuation, assistance, rules, classes, exclusions
    case decisions, strategies, files, program
  }

  let name: String
  let origin: Origin
  let rules: [String]
  let example: String?
  let related: [String]

  init(
    _ name: String, _ origin: Origin, _ rule: String? = nil, _ example: String? = nil,
    _ related: [String] = []
  ) {
    self.name = name
    self.origin = origin
    rules = rule.map { [$0] } ?? []
    self.example = example
    self.related = related
  }
}

extension OutputNote.Origin {
  fileprivate var remedy: String {
    switch self {
    case .directory: "Si no es correcto, corrija el directorio de establecimientos."
    case .catalogue:
      "Si no es correcto, corrija el componente en la ruta o el catálogo de la configuración."
    case .route: "Si no es correcto, corrija la ruta (RG-382) y envíela con una version mayor."
    case .delivery: "Si no es correcto, corrija el control de entregas (RG-300)."
    case .valuation: "Si no es correcto, corrija la autoevaluación."
    case .assistance: "Si no es correcto, corrija el plan (RG-217) o lo ejecutado (RG-22)."
    case .rules:
      "Vea la evidencia en irregularidades.csv y corrija el registro de donde sale; si no debe contar, agregue una fila en exclusiones con quien lo autoriza."
    case .classes:
      "Vea los motivos en asistencia-clasificacion.csv y corrija el registro de donde sale cada uno: el directorio, la ruta o lo que dio el indicio."
    case .exclusions: "Si no es correcto, corrija la fila de exclusiones."
    case .decisions: "Registre o corrija la palabra del líder en decisiones."
    case .strategies: "Si no es correcto, corrija el PAM."
    case .files: "Vaya al archivo y a la línea que se indican y corrija lo que pide el mensaje."
    case .program: "No tiene que hacer nada: lo da el programa."
    }
  }
}
