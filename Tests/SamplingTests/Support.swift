import Foundation
import Testing

@testable import Sampling

/// A folder of its own, removed with the value.
final class Folder {
  let path: String

  init() throws {
    var template = Array("/tmp/sampling-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  struct Sample {
    var summary: SampleSummary
    var files: [String: [UInt8]]

    func text(_ name: String) -> String {
      String(decoding: files[name, default: []], as: UTF8.self)
    }
  }

  static func sample(_ options: SampleOptions) throws -> Sample {
    let folder = try Folder()
    let summary = try writeSample(options, catalogue: .small, to: folder.path)
    return Sample(summary: summary, files: try folder.read())
  }

  /// The bytes of every file, by its path in the folder.
  func read(_ inner: String = "") throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let listing = try #require(opendir(path + "/" + inner))
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      if entry.pointee.d_type == UInt8(DT_DIR) {
        files.merge(try read(inner + name + "/")) { first, _ in first }
      } else {
        files[inner + name] = try contents(path + "/" + inner + name)
      }
    }
    return files
  }

  private func contents(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }
}

/// Reads tables of `;` with quotes, naively.
enum PlainTable {
  static func records(_ text: String) -> [[String]] {
    var records: [[String]] = [[""]]
    var quoted = false
    for character in text {
      switch character {
      case "\"": quoted.toggle()
      case ";" where !quoted: records[records.count - 1].append("")
      case "\n" where !quoted: records.append([""])
      default:
        let record = records.count - 1
        records[record][records[record].count - 1].append(character)
      }
    }
    return records.dropLast()
  }
}

/// A tiny judge of well-formedness: tags in pairs, attributes quoted and once, no stray markup.
enum XMLCheck {
  /// What is wrong; nil for a well-formed document.
  static func fault(in bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    var open: [Substring] = []
    var roots = 0
    var rest = text[...]
    if text.utf8.contains(where: { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 }) {
      return "control character"
    }
    while let start = rest.firstIndex(of: "<") {
      if badReference(rest[..<start]) { return "bare ampersand" }
      guard let end = rest[start...].firstIndex(of: ">") else { return "tag without end" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return "unpaired \(tag)" }
        continue
      }
      if open.isEmpty { roots += 1 }
      let name = tag.prefix { $0 != " " && $0 != "/" && $0 != "\n" }
      if badAttributes(tag.dropFirst(name.count)) { return "attributes of \(tag)" }
      if !tag.hasSuffix("/") { open.append(name) }
    }
    return open.isEmpty && roots == 1 ? nil : "\(open.count) open, \(roots) roots"
  }

  private static func badReference(_ text: Substring) -> Bool {
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      let reference = rest[start...].prefix(8)
      guard let end = reference.firstIndex(of: ";") else { return true }
      rest = rest[end...]
    }
    return false
  }

  private static func badAttributes(_ text: Substring) -> Bool {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return true }
    var names: Set<Substring> = []
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let name = parts[index].drop { $0 == " " || $0 == "\n" }
      guard name.hasSuffix("="), names.insert(name).inserted else { return true }
      if badReference(parts[index + 1]) { return true }
    }
    return false
  }
}

extension SampleCatalogue {
  /// A catalogue as small as serves.
  static let small = SampleCatalogue(
    components: (1...24).map { number in
      let area = ["DIR", "ACA", "ADM", "COM"][number % 4]
      return Component(
        edition: 2008, code: "\(area)-\(number % 3 + 1)-\(number)", name: "Componente \(number)",
        processCode: "\(area)-\(number % 3 + 1)")
    }
      + (1...12).map { number in
        Component(
          edition: 2026, code: "DIR26-1-\(number)", name: "Componente nuevo \(number)",
          processCode: "DIR26-1")
      },
    municipalities: [
      Municipality(divipola: "68001", name: "Bucaramanga", certified: true),
      Municipality(divipola: "68013", name: "Aguada", certified: false),
      Municipality(divipola: "68368", name: "Jesús María", certified: false),
      Municipality(divipola: "68755", name: "Socorro", certified: false),
    ])
}
