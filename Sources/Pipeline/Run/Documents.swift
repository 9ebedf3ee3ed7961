import BuiltInTemplates
import Foundation
import Model
import Reporting
import TemplateEngine

/// What templates are wanted for.
struct DocumentUse {
  var tables: [OutputTable] = []
  var pages: [PageTemplate] = []
  var workers = Workers(1)

  /// Everything that a template may be replaced for.
  static var all: DocumentUse {
    DocumentUse(tables: ReportTables.declarations, pages: ReportPages.declarations)
  }

  /// What a run writes.
  static func of(_ request: RunRequest, _ settings: Settings) -> DocumentUse {
    let ofSeveral = settings.jurisdiction != nil
    return DocumentUse(
      tables: request.writesTables ? ReportTables.declarations : [],
      pages: request.writesPages ? ReportPages.declarations(ofSeveral: ofSeveral) : [],
      workers: Workers(request.jobs))
  }
}

/// The templates of a run, compiled before any input is read: those that it writes with.
struct Documents {
  private let tables: [String: Template]
  let dialect: CSVDialect
  let pages: PageTemplates
  /// Path and digest-worthy bytes of every template, also of those that are not used, sorted by path.
  let sources: [(path: String, bytes: [UInt8])]

  /// Compiles the built-in templates and those that replace them; throws every problem as a sentence.
  init(folder: String?, dialect: CSVDialect, use: DocumentUse = .all) throws(RunFailure) {
    self.dialect = dialect
    sources = try TemplateSources.read(folder)
    let csv = TemplateSet(TemplateSources.named(sources, in: "csv/"))
    var problems: [TemplateError] = []
    var tables: [String: Template] = [:]
    for table in use.tables {
      do throws(TemplateErrors) {
        tables[table.name] = try Template.compile(
          table.name + ".csv", in: csv, for: table.shape, as: .csv(dialect))
      } catch {
        problems += error.errors
      }
    }
    do throws(TemplateErrors) {
      pages = try PageTemplates(sources, of: use.pages, workers: use.workers)
    } catch {
      throw .templates((problems + error.errors).map(\.message))
    }
    guard problems.isEmpty else { throw .templates(problems.map(\.message)) }
    self.tables = tables
  }

  func template(of table: OutputTable) -> Template? { tables[table.name] }

  /// Whether a table is written by the built-in template, so that it has the declared columns.
  func isBuiltIn(_ table: OutputTable) -> Bool {
    let path = "csv/\(table.name).csv"
    let source = sources.first { $0.path == path }?.bytes
    return BuiltInTemplates.files.first { $0.path == path }?.bytes() == source
  }
}

/// Where templates come from.
enum TemplateSources {
  /// The built-in templates, each replaced by the file of the same path in `folder` if it is there,
  /// and the partials that the folder adds.
  ///
  /// Throws for a folder that can't be read and for a file that replaces nothing, which would be a
  /// change that never shows.
  static func read(_ folder: String?) throws(RunFailure) -> [(path: String, bytes: [UInt8])] {
    let builtIn = BuiltInTemplates.files.map { (path: $0.path, bytes: $0.bytes()) }
    guard let folder else { return builtIn }
    var own = try files(in: folder)
    var sources = builtIn.map { source in
      (path: source.path, bytes: own.removeValue(forKey: source.path) ?? source.bytes)
    }
    let strangers = own.keys.filter { !isPartial($0) }.sorted()
    guard strangers.isEmpty else {
      let known = BuiltInTemplates.files.map(\.path).filter { !isPartial($0) }
      throw .templates(
        strangers.map { stranger in
          "\(folder)/\(stranger): no reemplaza ninguna plantilla. Se espera una de: "
            + known.joined(separator: ", ") + "."
        })
    }
    sources += own.map { (path: $0.key, bytes: $0.value) }.sorted { $0.path < $1.path }
    return sources
  }

  /// The `.csv` and `.html` files below a folder, by their path in it.
  private static func files(in folder: String) throws(RunFailure) -> [String: [UInt8]] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue, let names = FileManager.default.enumerator(atPath: folder)
    else {
      throw .templates([
        "«\(folder)» no es una carpeta que se pueda leer. Se espera una con plantillas."
      ])
    }
    var files: [String: [UInt8]] = [:]
    for case let path as String in names
    where (path.hasSuffix(".csv") || path.hasSuffix(".html"))
      && !path.split(separator: "/").contains(where: { $0.hasPrefix(".") })
    {
      guard let data = FileManager.default.contents(atPath: folder + "/" + path) else {
        throw .templates(["«\(folder)/\(path)» no se puede leer."])
      }
      files[path] = Array(data)
    }
    return files
  }

  private static func isPartial(_ path: String) -> Bool {
    path.split(separator: "/").last?.hasPrefix("_") ?? false
  }

  /// The templates below a folder, by their name in it.
  static func named(
    _ sources: [(path: String, bytes: [UInt8])], in prefix: String
  ) -> [String: [UInt8]] {
    Dictionary(
      sources.filter { $0.path.hasPrefix(prefix) }.map {
        (String($0.path.dropFirst(prefix.count)), $0.bytes)
      }, uniquingKeysWith: { first, _ in first })
  }
}
