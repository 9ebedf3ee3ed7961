import Glibc
import Publishing
import PublishingFaults

/// A folder for one test, removed with it; `path` is the output inside, not made yet.
final class TestOutput {
  let root: String
  var path: String { root + "/salida" }
  var period: String { path + "/2025" }
  var current: String { period + "/current" }

  init() throws {
    // In memory where that can be: the tests that publish thousands of times need no medium.
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/pmi-publishing-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError(code: errno) }
    root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    for name in names(in: root, deep: true).reversed() { remove("\(root)/\(name)") }
    rmdir(root)
  }

  func place(of sample: SampleRun) -> String {
    period + "/" + sample.run.description
  }

  /// The names in a folder in byte order, hidden ones too; with `deep` also those below.
  func names(in folder: String, deep: Bool = false) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      names.append(name)
      if deep && entry.pointee.d_type == DT_DIR {
        names += self.names(in: "\(folder)/\(name)", deep: true).map { "\(name)/\($0)" }
      }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func bytes(of path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw SystemError(code: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return bytes
  }

  func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw SystemError(code: errno) }
    fputs(text, file)
    fclose(file)
  }

  /// Removes a file, link or empty folder.
  func remove(_ path: String) {
    if unlink(path) != 0 { rmdir(path) }
  }

  func target(ofLink path: String) -> String? {
    do { return try LinuxFileSystem().target(ofLink: path, in: AT_FDCWD) } catch { return nil }
  }

  func mode(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }
}
