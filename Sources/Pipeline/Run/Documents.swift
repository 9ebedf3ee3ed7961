import BuiltInTemplates
import Foundation
import Model
import Reporting
import TemplateEngine

/// The templates of a run, compiled before any input is read.
struct Documents {
  private let tables: [String: Template]
  let pages: PageTemplates
  /// Path and digest-worthy bytes of every template, sorted by path.
  let sources: [(path: String, bytes: [UInt8])]

  /// Compiles the built-in templates and those that replace them; throws every problem as a sentence.
  init(folder: String?, dialect: CSVDialect) throws(RunFailure) {
    sources = TemplateSources.read(folder)
    let csv = TemplateSet(TemplateSources.named(sources, in: "csv/"))
    var problems: [TemplateError] = []
    var tables: [String: Template] = [:]
    for table in ReportTables.declarations {
      do throws(TemplateErrors) {
        tables[table.name] = try Template.compile(
          table.name + ".csv", in: csv, for: table.shape, as: .csv(dialect))
      } catch {
        problems += error.errors
      }
    }
    do throws(TemplateErrors) {
      pages = try PageTemplates(sources)
    } catch {
      throw .templates((problems + error.errors).map(\.message))
    }
    guard problems.isEmpty else { throw .templates(problems.map(\.message)) }
    self.tables = tables
  }

  func template(of table: OutputTable) -> Template? { tables[table.name] }
}

/// Where templates come from.
enum TemplateSources {
  /// The built-in templates, each replaced by the file of the same path in `folder` if it is there.
  static func read(_ folder: String?) -> [(path: String, bytes: [UInt8])] {
    BuiltInTemplates.files.map { path, bytes in
      if let folder, let data = FileManager.default.contents(atPath: folder + "/" + path) {
        return (path, Array(data))
      }
      return (path, bytes())
    }
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
