import Foundation

/// The bytes of every file below a folder, by its path.
func files(below folder: String) throws -> [String: Data] {
  var files: [String: Data] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    files[path] = FileManager.default.contents(atPath: folder + "/" + path)
  }
  return files
}
