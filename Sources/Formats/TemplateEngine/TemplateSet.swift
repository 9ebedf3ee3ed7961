/// The templates of a folder, by name, parsed: partials and parents are looked up among them.
public struct TemplateSet: Sendable {
  private let templates: [String: ParsedTemplate]

  /// Parses templates given as bytes by name (the file's name without its extension, say).
  public init(_ sources: [String: [UInt8]]) {
    templates = Dictionary(
      uniqueKeysWithValues: sources.map { ($0, ParsedTemplate(name: $0, source: $1)) })
  }

  /// In the order of their bytes.
  public var names: [String] {
    templates.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What is wrong in the templates whatever their shape, in the order of names, then of text.
  public var syntaxErrors: [TemplateError] {
    names.flatMap { (templates[$0]?.errors ?? []).sorted(by: isBefore) }
  }

  func template(named name: String) -> ParsedTemplate? {
    templates[name]
  }

  /// A template to be compiled: its name, and what it is given and makes.
  public struct Use: Sendable {
    public let name: String
    public let shape: Shape
    public let format: OutputFormat

    public init(name: String, shape: Shape, format: OutputFormat) {
      self.name = name
      self.shape = shape
      self.format = format
    }
  }

  /// Every error of a set of templates as it will be used, each once: those of the language in all
  /// files, those of names and formats where a template is used.
  public func check(_ uses: [Use]) -> [TemplateError] {
    var errors = syntaxErrors
    for use in uses {
      do throws(TemplateErrors) {
        _ = try Template.compile(use.name, in: self, for: use.shape, as: use.format)
      } catch {
        errors += error.errors
      }
    }
    return withoutRepetitions(errors).sorted(by: isBefore)
  }
}

/// The errors without those that say the same of the same place, as a shared partial brings them.
func withoutRepetitions(_ errors: [TemplateError]) -> [TemplateError] {
  var said: [TemplatePlace: [TemplateError.Problem]] = [:]
  return errors.filter { error in
    guard !said[error.place, default: []].contains(error.problem) else { return false }
    said[error.place, default: []].append(error.problem)
    return true
  }
}

/// The order of reports: template, line, column.
func isBefore(_ left: TemplateError, _ right: TemplateError) -> Bool {
  guard left.place.template == right.place.template else {
    return left.place.template.utf8.lexicographicallyPrecedes(right.place.template.utf8)
  }
  return (left.place.line, left.place.column) < (right.place.line, right.place.column)
}
