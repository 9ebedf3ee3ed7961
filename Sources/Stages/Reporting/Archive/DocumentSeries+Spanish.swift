import Model

/// A documentary series of the expediente: the register or procedure that its documents belong to.
struct DocumentSeries: Sendable {
  /// As the quality system names it, such as `MI-GE-RG-382`.
  let code: String
  let name: String
  /// Titles of its documents by their path in the run, without the folder of the format and without
  /// extension; tables without one here have that of their declaration.
  let titles: [String: String]
  let kinds: [RecordKind]

  init(
    _ code: String, _ name: String, kinds: [RecordKind] = [], titles: [String: String] = [:]
  ) {
    self.code = code
    self.name = name
    self.kinds = kinds
    self.titles = titles
  }

  /// In the order of the inventory: what came in, then what the run made.
  static let all: [DocumentSeries] =
    received + made + [feedback, validation, news, control, others]

  private static let feedbackPlace = received.count + made.count

  /// By the document's path in the run, without folder and extension.
  private static let places: [String: Int] = Dictionary(
    all.enumerated().flatMap { place, series in series.titles.keys.map { ($0, place) } },
    uniquingKeysWith: { first, _ in first })

  /// The series of a file of the input.
  static func place(of kinds: [RecordKind]) -> Int {
    all.firstIndex { series in kinds.first.map(series.kinds.contains) ?? false }
      ?? received.count - 1
  }

  /// The series and title of a document of the run.
  ///
  /// `path` is relative to the run; `names` gives those of the establishments, municipalities
  /// and entities.
  static func of(_ path: String, names: (String) -> String?) -> (place: Int, title: String) {
    let stem = stem(path)
    guard let slash = stem.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      let name = String(stem)
      guard let place = places[name] else { return (all.count - 1, name) }
      return (place, all[place].titles[name] ?? name)
    }
    let folder = stem[..<slash]
    let name = String(stem[stem.utf8.index(after: slash)...])
    guard ["establecimientos", "municipios", "entidades"].contains(folder) else {
      return (all.count - 1, name)
    }
    if let code = letterOf(name), let letter = places["rg-110-carta"] {
      return (letter, "RG-110, carta. \(names(entity(code)) ?? code)")
    }
    return (feedbackPlace, names(folder == "entidades" ? entity(name) : name) ?? name)
  }

  /// What an entity is asked for by, since a certified municipality has the same code.
  static func entity(_ code: String) -> String { "entidad " + code }

  /// The code of the entity whose letter a document is: `68001-carta`.
  private static func letterOf(_ name: String) -> String? {
    name.hasSuffix("-carta") ? String(name.dropLast("-carta".count)) : nil
  }

  /// `html/municipios/68013.html` is `municipios/68013`; `manifest.json` is `manifest`.
  private static func stem(_ path: String) -> Substring {
    var stem = path[...]
    for folder in ["csv/", "html/"] where stem.hasPrefix(folder) {
      stem = stem.dropFirst(folder.count)
    }
    guard let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")) else { return stem }
    return stem[..<dot]
  }

  private static let received = [
    DocumentSeries(
      "MI-GE-PR-45", "Directorio de establecimientos educativos", kinds: [.establishments]),
    DocumentSeries("MI-GE-RG-382", "Rutas de mejoramiento institucional", kinds: [.routes]),
    DocumentSeries("MI-GE-RG-300", "Control de entregas de las rutas", kinds: [.deliveries]),
    DocumentSeries("MI-GE-PR-41", "Autoevaluaciones institucionales", kinds: [.valuations]),
    DocumentSeries("MI-GE-RG-217", "Plan de asistencia técnica", kinds: [.plannedActivities]),
    DocumentSeries(
      "MI-GE-RG-22", "Ejecución de la asistencia técnica", kinds: [.executedActivities]),
    DocumentSeries("MI-GE-PR-43", "Plan de Apoyo al Mejoramiento", kinds: [.strategies]),
    DocumentSeries(
      "MI-GE-PR-45", "Exclusiones y decisiones del líder", kinds: [.exclusions, .decisions]),
    DocumentSeries("MI-GE-PR-45", "Archivos recibidos sin reconocer"),
  ]

  private static let made = [
    DocumentSeries(
      "MI-GE-RG-220", "Aspectos a mejorar en la consolidación territorial",
      titles: [
        "rg-220": "RG-220, aspectos a mejorar por componente",
        "rg-220-municipios": "RG-220 por municipio y proceso",
        "rg-220-transiciones": "Cambios de valoración por componente",
        "rg-220-entidades": "RG-220 por entidad y componente",
        "rg-220-detalle": "Oportunidades de mejora, una por una",
      ]),
    DocumentSeries(
      "MI-GE-RG-380", "Informe de resultados",
      titles: [
        "index": "Tablero de la vigencia", "rg-380": "RG-380, informe de resultados",
        "rg-380-indicadores": "Indicadores N01 a N30",
        "rg-380-establecimientos": "Resultados por establecimiento",
        "rg-380-municipios": "Resultados por municipio",
        "entidades": "Entidades territoriales certificadas",
        "rg-380-entidades": "Resultados por entidad",
        "rg-380-entidades-indicadores": "Indicadores N01 a N30 por entidad",
        "entidades-municipios": "Municipios de cada entidad",
        "resultados": "Libro con todas las tablas",
      ]),
    DocumentSeries(
      "MI-GE-PR-45", "Indicios de irregularidad",
      titles: [
        "irregularidades": "Condiciones que se cumplen",
        "exclusiones": "Condiciones excluidas",
        "poaiv-entidades": "Establecimientos para reportar, por entidad",
        "poaiv": "Establecimientos para reportar a Inspección y Vigilancia",
      ]),
    DocumentSeries(
      "AP-AI-RG-110", "Carta a Inspección y Vigilancia",
      titles: ["rg-110-carta": "RG-110, carta a Inspección y Vigilancia"]),
    DocumentSeries(
      "MI-GE-RG-217", "Estrategia de asistencia técnica",
      titles: [
        "asistencia": "Asistencia técnica",
        "asistencia-clasificacion": "Clase de asistencia de cada establecimiento",
        "asistencia-cumplimiento": "Cumplimiento del plan de asistencia",
        "pam-alineacion": "Alineación del plan con el PAM",
        "rg-217-propuesta": "RG-217, borrador del plan siguiente",
      ]),
    DocumentSeries(
      "MI-GE-RG-68", "Agenda de asistencia técnica",
      titles: ["rg-68-agenda": "RG-68, agenda de asistencia técnica"]),
    DocumentSeries(
      "MI-GE-PR-42", "Insumo de la caracterización",
      titles: ["pr-42-caracterizacion": "Insumo de PR-42, caracterización"]),
    DocumentSeries(
      "MI-GE-PR-43", "Insumo del Plan de Apoyo al Mejoramiento",
      titles: ["pr-43-pam": "Insumo de PR-43, PAM"]),
    DocumentSeries(
      "MI-GE-PR-44", "Insumo del Proyecto Educativo Institucional",
      titles: ["pr-44-pei": "Insumo de PR-44, PEI"]),
    DocumentSeries(
      "MI-GE-PR-45", "Insumo de infraestructura",
      titles: ["infraestructura": "Insumo del mantenimiento de infraestructura"]),
    DocumentSeries(
      "MI-GE-PR-55", "Insumo del control de establecimientos",
      titles: ["pr-55-control": "Insumo de PR-55, control"]),
  ]

  private static let feedback = DocumentSeries(
    "MI-GE-PR-45", "Retroalimentación a establecimientos y municipios")

  private static let validation = DocumentSeries(
    "MI-GE-PR-45", "Validación de los registros",
    titles: [
      "validacion": "Validación de la entrada", "archivos": "Archivos recibidos",
      "diagnosticos": "Hallazgos", "rechazos": "Registros rechazados",
    ])

  private static let news = DocumentSeries(
    "MI-GE-PR-45", "Novedades", titles: ["novedades": "Novedades desde la ejecución anterior"])

  private static let control = DocumentSeries(
    "AP-AI-RG-121", "Hoja de control e inventario del expediente",
    titles: [
      "rg-121-hoja-control": "RG-121, hoja de control de expediente",
      "rg-120-fuid": "RG-120, formato único de inventario documental",
      "archivo": "Hoja de control e inventario, para firmar",
      "manifest": "Manifiesto con las huellas de la ejecución",
    ])

  private static let others = DocumentSeries(
    "MI-GE-PR-45", "Otros documentos de la ejecución",
    titles: ["datapackage": "Descripción de las tablas para otros programas"])
}
