import ArgumentParser
import Model
import Pipeline

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Solo revisa los archivos y muestra los hallazgos.",
    aliases: ["validar"])

  enum Format: String, ExpressibleByArgument {
    case text, csv, jsonl
  }

  @Option(
    help: ArgumentHelp("Carpeta con los archivos de entrada.", valueName: "carpeta"),
    completion: .directory)
  var input: String

  @Option(help: ArgumentHelp("Vigencia; con ella se revisan también los plazos.", valueName: "año"))
  var period: Int?

  @Option(help: ArgumentHelp("Fecha de corte, AAAA-MM-DD.", valueName: "fecha"))
  var asOf: String?

  @OptionGroup var settings: ConfigurationOptions

  @Option(
    help: ArgumentHelp("text, csv o jsonl.", valueName: "formato"),
    completion: .list(["text", "csv", "jsonl"]))
  var format = Format.text

  @Option(help: ArgumentHelp("Número de hilos; si falta, los núcleos del equipo.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    _ = try judgement()
    _ = try Jobs.count(jobs)
  }

  private func judgement() throws -> Judgement? {
    guard let period else {
      guard asOf == nil else { throw ValidationError("--as-of se usa junto con --period.") }
      return nil
    }
    return try JudgementArguments.judgement(period: period, asOf: asOf)
  }

  func run() throws {
    let (configuration, folder) = try settings.read()
    let validation = try Validation(
      input: input, judgement: try judgement(), configuration: configuration,
      configurationFolder: folder, jobs: try Jobs.count(jobs))
    if format == .csv { Terminal.give(FindingText.csvHeader) }
    let counts = try validation.run { finding, file in
      switch format {
      case .text: Terminal.say(FindingText.line(finding, file: file))
      case .csv: Terminal.give(FindingText.csv(finding, file: file))
      case .jsonl: Terminal.give(FindingText.json(finding, file: file))
      }
    }
    if format == .text {
      Terminal.complain(
        "\(counts[.error] ?? 0) errores, \(counts[.warning] ?? 0) advertencias, \(counts[.info] ?? 0) informaciones."
      )
    }
    if counts[.error] ?? 0 > 0 { throw ExitCode(ExitStatus.findings) }
  }
}

/// A finding as `pmi validate` prints it.
enum FindingText {
  static let csvHeader = "codigo,gravedad,archivo,linea,columna,campo,valor,mensaje"

  /// `file:line:column: gravedad [código] mensaje`; a line or column that is not known is left out.
  static func line(_ finding: Diagnostic, file: String) -> String {
    var place = Terminal.harmless(file)
    if finding.line > 0 { place += ":\(finding.line)" }
    if finding.line > 0, finding.column > 0 { place += ":\(finding.column)" }
    let value = finding.value.isEmpty ? "" : " Valor: «\(Terminal.harmless(finding.value))»."
    let field = finding.field.isEmpty ? "" : "\(finding.field): "
    return
      "\(place): \(finding.code.severity.rawValue) [\(finding.code.text)] \(field)\(Terminal.harmless(finding.message))\(value)"
  }

  static func csv(_ finding: Diagnostic, file: String) -> String {
    cells(finding, file: file).map { _, value in quoted(value) }.joined(separator: ",")
  }

  static func json(_ finding: Diagnostic, file: String) -> String {
    "{" + cells(finding, file: file).map { "\"\($0)\":\(escaped($1))" }.joined(separator: ",") + "}"
  }

  private static func cells(_ finding: Diagnostic, file: String) -> [(String, String)] {
    [
      ("codigo", finding.code.text), ("gravedad", finding.code.severity.rawValue),
      ("archivo", file), ("linea", finding.line > 0 ? String(finding.line) : ""),
      ("columna", finding.column > 0 ? String(finding.column) : ""), ("campo", finding.field),
      ("valor", finding.value), ("mensaje", finding.message),
    ]
  }

  private static func quoted(_ text: String) -> String {
    let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    let guarded = isFormula ? "'" + text : text
    guard guarded.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return guarded
    }
    return "\"" + guarded.doublingQuotes + "\""
  }

  private static func escaped(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
