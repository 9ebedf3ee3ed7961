import BuiltInTemplates
import Reporting
import TemplateEngine

/// Folders of templates that a user edits (contract 4, `pmi templates`).
package enum TemplateFolder {
  /// Writes the built-in templates below `folder`; returns how many.
  ///
  /// A file that is there already is not touched, and nothing is written then.
  package static func export(to folder: String) throws(RunFailure) -> Int {
    try NewFiles.write(BuiltInTemplates.files.map { ($0.path, $0.bytes()) }, below: folder)
    return BuiltInTemplates.files.count
  }

  /// Throws every error of the templates in `folder`, taken with the built-in ones for what it lacks.
  package static func check(_ folder: String) throws(RunFailure) {
    for dialect in CSVDialect.all { _ = try Documents(folder: folder, dialect: dialect) }
  }
}
