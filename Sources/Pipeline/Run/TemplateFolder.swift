import BuiltInTemplates
import Foundation
import Reporting
import TemplateEngine

/// Folders of templates that a user edits (contract 4, `pmi templates`).
package enum TemplateFolder {
  /// Writes the built-in templates below `folder`; returns how many.
  ///
  /// A file that is there already is not touched, and nothing is written then.
  package static func export(to folder: String) throws(RunFailure) -> Int {
    let manager = FileManager.default
    for (path, _) in BuiltInTemplates.files where manager.fileExists(atPath: folder + "/" + path) {
      throw .cannotWrite(
        "«\(folder)/\(path)» ya existe; se espera una carpeta sin plantillas, para no borrar ninguna."
      )
    }
    for (path, bytes) in BuiltInTemplates.files {
      let full = folder + "/" + path
      do {
        try manager.createDirectory(
          atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes()).write(to: URL(fileURLWithPath: full))
      } catch {
        throw .cannotWrite("no se pudo escribir «\(full)».")
      }
    }
    return BuiltInTemplates.files.count
  }

  /// Throws every error of the templates in `folder`, taken with the built-in ones for what it lacks.
  package static func check(_ folder: String) throws(RunFailure) {
    for dialect in CSVDialect.all { _ = try Documents(folder: folder, dialect: dialect) }
  }
}
