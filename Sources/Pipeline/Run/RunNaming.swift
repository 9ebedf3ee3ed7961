import Digest
import Model
import Publishing
import Reporting

/// The program's version, as `--version` and manifests print it.
package enum Product {
  package static let version = "0.1.0"
}

/// How a run is named after its content and described in its manifest.
///
/// Nothing of the machine enters: no clock, host, absolute path or number of threads.
enum RunNaming {
  static func identity(
    _ request: RunRequest, _ settings: Settings, _ documents: Documents, _ outcome: IntakeOutcome
  ) -> RunID {
    let cutoff = request.judgement.cutoff.civil
    var identity = RunIdentity(year: cutoff.year, month: cutoff.month, day: cutoff.day)
    identity.add("version", Product.version)
    for argument in arguments(request) { identity.add("argumento", argument) }
    for part in ConfigurationFile.parts(settings.configuration) {
      identity.add(part.key, part.value)
    }
    for text in settings.catalogueTexts { identity.add("catalogo", text) }
    if let logo = settings.logo { identity.add("logo", logo.sha256) }
    for template in documents.sources {
      identity.add("plantilla", template.path)
      identity.add("sha256", digest(of: template.bytes).hex)
    }
    for file in outcome.files {
      identity.add("archivo", file.source.name)
      identity.add("bytes", file.bytes ?? -1)
      identity.add("sha256", file.sha256?.hex ?? "")
    }
    for problem in outcome.listing.problems {
      identity.add("problema", "\(problem.name) \(problem.kind)")
    }
    return identity.runID
  }

  static func description(
    _ request: RunRequest, _ settings: Settings, _ documents: Documents, _ report: ReportInput,
    _ outcome: IntakeOutcome, _ totals: FindingTotals
  ) -> RunDescription {
    RunDescription(
      version: Product.version, period: request.judgement.period,
      cutOff: request.judgement.cutoff.iso, arguments: arguments(request),
      configuration: ConfigurationFile.parts(settings.configuration).map {
        RunDescription.Setting(key: $0.key, value: $0.value)
      },
      templates: documents.sources.map {
        RunDescription.Template(name: $0.path, digest: digest(of: $0.bytes))
      }, inputs: outcome.files.compactMap(input), counts: counts(report, outcome, totals))
  }

  private static func input(_ file: IntakeFile) -> RunDescription.Input? {
    guard let bytes = file.bytes, let sha256 = file.sha256 else { return nil }
    return RunDescription.Input(
      path: file.source.name, content: Fingerprint(bytes: bytes, digest: sha256),
      kinds: file.outcome.kinds.map(\.name),
      read: file.accepted + file.superseded + file.rejected, accepted: file.accepted,
      superseded: file.superseded, rejected: file.rejected)
  }

  private static func counts(
    _ report: ReportInput, _ outcome: IntakeOutcome, _ totals: FindingTotals
  ) -> [RunDescription.Count] {
    [
      ("archivos", report.listedFiles.count),
      ("leidas", outcome.files.reduce(0) { $0 + $1.accepted + $1.superseded + $1.rejected }),
      ("aceptadas", outcome.files.reduce(0) { $0 + $1.accepted }),
      ("reemplazadas", outcome.files.reduce(0) { $0 + $1.superseded }),
      ("rechazadas", outcome.files.reduce(0) { $0 + $1.rejected }),
      ("errores", totals.errors), ("advertencias", totals.warnings),
      ("establecimientos", report.territory.establishments.count),
    ].map { RunDescription.Count(name: $0.0, value: $0.1) }
  }

  /// The arguments that the content of a run depends on.
  private static func arguments(_ request: RunRequest) -> [String] {
    var outputs: [String] = []
    if request.writesTables { outputs.append("csv") }
    if request.writesPages { outputs.append("html") }
    if request.writesWorkbook { outputs.append("xlsx") }
    return [
      "--period", String(request.judgement.period), "--as-of", request.judgement.cutoff.iso,
      "--csv-dialect", request.dialect, "--outputs", outputs.joined(separator: ","),
    ]
  }

  private static func digest(of bytes: [UInt8]) -> SHA256Value {
    bytes.withUnsafeBytes { SHA256Stream.digest(of: $0) }
  }
}
