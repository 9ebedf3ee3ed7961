import Glibc

/// Where existing folders lie to each other; links are followed.
enum FolderPlace {
  static func isSame(_ path: String, _ folder: String) -> Bool {
    guard let place = real(path) else { return false }
    return place == real(folder)
  }

  static func isInside(_ path: String, _ folder: String) -> Bool {
    guard let place = real(path), let folder = real(folder) else { return false }
    return place.hasPrefix(folder + "/")
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
