import Foundation

/// Files that a user gets to edit: all are written or, where one of them stands already, none.
enum NewFiles {
  /// Writes each file at its path below `folder`, with the folders that it needs.
  ///
  /// Nothing is ever overwritten.
  static func write(
    _ files: [(path: String, bytes: [UInt8])], below folder: String
  ) throws(RunFailure) {
    let manager = FileManager.default
    for (path, _) in files where manager.fileExists(atPath: folder + "/" + path) {
      throw .cannotWrite(
        "«\(folder)/\(path)» ya existe y no se borra. Se espera una carpeta nueva o que no lo tenga."
      )
    }
    for (path, bytes) in files {
      let full = folder + "/" + path
      try createFolder((full as NSString).deletingLastPathComponent)
      do {
        try Data(bytes).write(to: URL(fileURLWithPath: full), options: .withoutOverwriting)
      } catch {
        throw .cannotWrite("no se pudo escribir «\(full)».")
      }
    }
  }

  /// Makes a folder and those that it stands in; one that is there already stays as it is.
  static func createFolder(_ path: String) throws(RunFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite("no se pudo crear la carpeta «\(path)».")
    }
  }
}
