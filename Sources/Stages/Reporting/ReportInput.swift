import Model
import TemplateEngine

/// Who publishes, as the configuration names them.
package struct Entity: Sendable, Equatable {
  package var name = "Secretaría de Educación de Santander"
  /// DIVIPOLA code of the department.
  package var departmentCode = "68"
  package var departmentName = "Santander"
  package var city = "Bucaramanga"
  package var leaderName = ""
  package var leaderPosition = "Líder del Grupo de Calidad Educativa"
  package var professionalName = ""
  package var professionalPosition = "Profesional Universitario, Grupo de Calidad Educativa"
  package var addressee = "Inspección y Vigilancia"
  /// The path of a picture; empty for none.
  package var logo = ""
  /// `#1f4e79`, on which white can be read; empty for the templates' own.
  package var color = ""
  /// What the archive's forms ask for; an empty one is left to be written by hand.
  package var administrativeUnit = "Secretaría de Educación"
  package var producingOffice = "Grupo de Calidad Educativa"
  package var inventoryPurpose = "Inventario de archivo de gestión"
  package var retentionCode = ""
  package var retentionSeries = ""
  /// `ALTA`, `MEDIA`, `BAJA`, `NINGUNA` or empty.
  package var consultationFrequency = ""

  package init() {}
}

/// What a run says of a file (contract 3, `archivos.csv`).
package struct FileReport: Sendable {
  package let name: String
  package let kinds: [RecordKind]
  package let format: String?
  package let encoding: String?
  package let bytes: Int?
  package let sha256: String?
  /// The worksheets of a packaged workbook, whose lines are places in them (`SheetLine`).
  package var sheets: [String] = []
  package var accepted = 0
  package var superseded = 0
  package var rejected = 0

  package init(
    name: String, kinds: [RecordKind], format: String?, encoding: String?, bytes: Int?,
    sha256: String?
  ) {
    self.name = name
    self.kinds = kinds
    self.format = format
    self.encoding = encoding
    self.bytes = bytes
    self.sha256 = sha256
  }

  package var read: Int { accepted + superseded + rejected }

  /// What places in it are told by.
  var source: SourceName { SourceName(name: name, sheets: sheets) }

  /// The line as it is printed: of a packaged workbook the row of its worksheet.
  func printed(line: Int) -> Int {
    sheets.isEmpty ? line : SheetLine.row(of: line)
  }
}

/// The names of a file and of the worksheets that its lines are places in.
struct SourceName: Sendable {
  let name: String
  let sheets: [String]

  /// `archivo:linea`; of a workbook with several worksheets `libro.xlsx:Hoja1!7`.
  func place(ofLine line: Int) -> String {
    guard !sheets.isEmpty else { return "\(name):\(line)" }
    let sheet = SheetLine.sheet(of: line)
    let row = SheetLine.row(of: line)
    guard sheets.count > 1, sheets.indices.contains(sheet) else { return "\(name):\(row)" }
    return "\(name):\(SheetLine.quoted(sheets[sheet]))!\(row)"
  }
}

/// Everything that the tables and pages of a run are made of.
package struct ReportInput: Sendable {
  package let territory: Territory
  package let thresholds: Thresholds
  package let entity: Entity
  /// The entity's, shown on every page.
  package let logo: EmbeddedImage?
  package let irregularities: Irregularities
  package let outcomes: [ActivityOutcome]
  /// In their order, N01 to N30.
  package let indicators: [Indicator]
  /// What a run of the year before would print; `nil` where no row is of it.
  package let previousIndicators: [Indicator]?
  /// By position.
  package let components: [ComponentFigure]
  package let processes: [MunicipalityProcessFigure]
  package let transitions: [TransitionFigure]
  package let municipalities: [(code: MunicipalityCode, figure: AreaFigure)]
  /// By code; `nil` in a run of one entity.
  package let entities: [EntityFigure]?
  /// By their number in the reading order.
  package let files: [FileReport]
  /// The rows of `archivos.csv`.
  package var listedFiles: [FileReport] = []
  /// What changed since an earlier run; nothing but `novedades` shows it.
  package var news = News(.first)
  /// Codes of the processes of PR-44 and of infraestructura.
  package let peiProcesses: [String]
  package let infrastructureProcesses: [String]
  /// The oportunidades of a route, read back from where they were set aside.
  package let opportunities: @Sendable (OpportunityReference) throws -> [OpportunitySums]

  package init(
    territory: Territory, thresholds: Thresholds, entity: Entity, logo: EmbeddedImage?,
    irregularities: Irregularities, outcomes: [ActivityOutcome], indicators: [Indicator],
    previousIndicators: [Indicator]?,
    components: [ComponentFigure], processes: [MunicipalityProcessFigure],
    transitions: [TransitionFigure], municipalities: [(code: MunicipalityCode, figure: AreaFigure)],
    entities: [EntityFigure]? = nil, files: [FileReport], peiProcesses: [String],
    infrastructureProcesses: [String],
    opportunities: @escaping @Sendable (OpportunityReference) throws -> [OpportunitySums]
  ) {
    self.territory = territory
    self.thresholds = thresholds
    self.entity = entity
    self.logo = logo
    self.irregularities = irregularities
    self.outcomes = outcomes
    self.indicators = indicators
    self.previousIndicators = previousIndicators
    self.components = components
    self.processes = processes
    self.transitions = transitions
    self.municipalities = municipalities
    self.entities = entities
    self.files = files
    self.peiProcesses = peiProcesses
    self.infrastructureProcesses = infrastructureProcesses
    self.opportunities = opportunities
  }

  package var period: Int { territory.judgement.period }

  package func municipality(_ code: MunicipalityCode) -> Municipalities.Municipality? {
    territory.municipalities[code]
  }

  /// The entity responsible for a municipality; `nil` in a run of one.
  package func entity(of municipality: MunicipalityCode) -> TerritorialEntity? {
    territory.jurisdiction?.entities.entity(of: municipality)
  }

  package func municipalityName(_ code: MunicipalityCode) -> String {
    municipality(code)?.name ?? ""
  }

  /// `archivo:linea`, or the row of a worksheet.
  package func evidence(_ place: Place?) -> String {
    place.map { files[Int($0.file)].source.place(ofLine: Int($0.line)) } ?? ""
  }
}
