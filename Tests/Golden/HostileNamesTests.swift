import Foundation
import TestSupport
import Testing

/// What is no plain file, and what is called in a way that could lead elsewhere (contract 1).
@Suite struct HostileNamesTests {
  /// Names that could end a line, climb out of a folder or be taken for markup or a formula.
  static let names = [
    "a\nb.csv", "..csv", "...csv", "a..b.csv", "<script>x<.csv", "=1+1.csv", "'\".csv",
    "..\\x.csv", "%2e%2e%2f.csv", "\u{1B}[31m.csv", "e\u{301}\u{202E}.csv", "\u{200B}.csv",
    String(repeating: "n", count: 251) + ".csv",
  ]

  @Test func namesAreToldWholeAndLeadNowhere() throws {
    let input = try SmallInput.sound()
    for name in HostileNamesTests.names { try input.write("otra;cosa\n1;2\n", to: name) }
    let run = try PublishedRun(input.path, outputs: "csv,html")
    #expect(run.ending.status == 0, "\(run.ending.complaint)")
    let told = try run.table("archivos").rows.compactMap { $0["archivo"] }
    // Hidden files are not read.
    let expected = HostileNamesTests.names.filter { !$0.hasPrefix(".") }
    #expect(told.map(unguarded).sorted() == (expected + ["directorio.csv", "rg-300.csv"]).sorted())
    let pages = try texts(under: run.current.appendingPathComponent("html").path)
    #expect(!pages.isEmpty)
    #expect(pages.allSatisfy { !$0.contains("<script>x") })
    // Nothing was written beside the run, whatever the names say.
    let output = try FileManager.default.contentsOfDirectory(atPath: run.output.path)
    #expect(Set(output) == ["2025", ".pmi.lock"])
  }

  /// A value that a spreadsheet would take for a formula stands behind an apostrophe.
  private func unguarded(_ value: String) -> String {
    value.hasPrefix("'=") ? String(value.dropFirst()) : value
  }

  @Test func loopsSocketsAndLinksOutAreToldAndNotOpened() throws {
    let input = try SmallInput.sound()
    let outside = try TemporaryFolder()
    try outside.write(SmallInput.badDeliveries, to: "secreto/rg-300.csv")
    let links = [
      "vuelta": ".", "arriba": "..", "uno.csv": "dos.csv", "dos.csv": "uno.csv",
      "yo.csv": "yo.csv", "dispositivo.csv": "/dev/zero", "terminal.csv": "/dev/stdin",
      "afuera": outside.path, "afuera.csv": outside.path + "/secreto/rg-300.csv",
      "rodeo.csv": "../\((outside.path as NSString).lastPathComponent)/secreto/rg-300.csv",
      "raiz": "/",
    ]
    for (link, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: input.path + "/" + link, withDestinationPath: target)
    }
    #expect(mkfifo(input.path + "/tubo.csv", 0o644) == 0)
    try makeSocket(input.path + "/enchufe.csv")
    let run = try PublishedRun(input.path)
    #expect(run.ending.status == 0, "\(run.ending.complaint)")
    var codes: [String: String] = [:]
    for row in try run.table("diagnosticos").rows { codes[row["archivo"] ?? ""] = row["codigo"] }
    for link in links.keys where link != "vuelta" { #expect(codes[link] == "F011", "\(link)") }
    #expect(codes["tubo.csv"] == "F002" && codes["enchufe.csv"] == "F002")
    let rows = try run.table("archivos").rows
    #expect(rows.filter { $0["leidas"] != "0" }.count == 2)
  }

  /// A socket in the file system, which can be made without being root, unlike a device.
  private func makeSocket(_ path: String) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    try #require(path.utf8.count < room, "\(path) is too long for a socket")
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0, "no socket at \(path)")
  }

  private func texts(under folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return try names.filter { $0.hasSuffix(".html") }.map {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)), as: UTF8.self)
    }
  }
}
