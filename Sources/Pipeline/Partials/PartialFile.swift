import Digest
import Frames
import Model
import Partials
import Reading

extension StoredFile {
  /// What the first reading of a file found out of it.
  init(_ file: IntakeFile) {
    self.init()
    bytes = file.bytes ?? file.source.size
    sha256 = file.sha256
    kinds = file.outcome.kinds
    format = file.outcome.format?.rawValue
    encoding = file.outcome.encoding?.rawValue
    findings = file.outcome.findings
    sheets = file.outcome.sheets
  }

  /// The same as its reading would have told it; `nil` for a name that no reading gives.
  var outcome: FileOutcome? {
    var outcome = FileOutcome()
    outcome.kinds = kinds
    outcome.format = format.flatMap(SourceFormat.init)
    outcome.encoding = encoding.flatMap(SourceEncoding.init)
    outcome.findings = findings
    outcome.sheets = sheets
    guard outcome.format?.rawValue == format, outcome.encoding?.rawValue == encoding else {
      return nil
    }
    return outcome
  }
}

extension StoredEntry {
  init(_ problem: SourceProblem) {
    switch problem.kind {
    case .linkLeavesFolder: self = .linkLeavesFolder
    case .notAFile: self = .notAFile
    case .unreadable(let number): self = .unreadable(errno: number)
    }
  }

  /// What is told and not read at a path; `nil` for a file.
  func problem(at path: [UInt8]) -> SourceProblem? {
    switch self {
    case .file: nil
    case .linkLeavesFolder: SourceProblem(path: path, kind: .linkLeavesFolder)
    case .notAFile: SourceProblem(path: path, kind: .notAFile)
    case .unreadable(let number): SourceProblem(path: path, kind: .unreadable(errno: number))
    }
  }
}

extension PartialSettings {
  /// Those of a reading by this program.
  init(_ judgement: Judgement, _ vocabulary: Vocabulary) {
    self.init(
      program: Product.version, judgement: judgement,
      vocabulary: PartialSettings.digest(of: vocabulary))
  }

  /// Of everything that the words and names of values are compared with, and that messages name.
  private static func digest(of vocabulary: Vocabulary) -> SHA256Value {
    var parts: [String] = ["edicion", String(vocabulary.defaultEdition.year)]
    for process in vocabulary.catalogue.processes {
      parts += [
        "proceso", String(process.edition.year), process.area, process.areaName, process.code,
        process.name,
      ]
    }
    for component in vocabulary.catalogue.components {
      parts += [
        "componente", String(component.edition.year), String(component.process), component.code,
        component.name,
      ]
    }
    for alias in vocabulary.catalogue.aliases {
      parts += ["alias", String(alias.component), alias.spelling]
    }
    for municipality in vocabulary.municipalities.all {
      parts += ["municipio", municipality.code.text, municipality.name]
    }
    for (alias, column) in vocabulary.columnAliases.sorted(by: { $0.key < $1.key }) {
      parts += ["columna", alias, column]
    }
    var writer = PackedWriter()
    for part in parts { writer.append(part) }
    return writer.bytes.withUnsafeBytes { SHA256Stream.digest(of: $0) }
  }
}
