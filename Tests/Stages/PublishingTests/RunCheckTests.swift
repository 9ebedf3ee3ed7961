import Glibc
import Publishing
import PublishingFaults
import Testing

@Suite struct RunCheckTests {
  private let output: TestOutput
  private let sample = SampleRun("a")
  private var run: String { output.place(of: sample) }

  init() throws {
    output = try TestOutput()
    try sample.publish(to: output.path)
  }

  @Test func aWholeRunHasNoProblems() {
    #expect(verify(run: run) == [])
    #expect(verify(run: output.current) == [])
    #expect(verify(run: output.current + "/") == [])
  }

  @Test func eachKindOfProblemIsTold() throws {
    output.remove(run + "/html/index.html")
    symlink("../csv/rg-300.csv", run + "/html/index.html")
    output.remove(run + "/html/establecimientos/168001000123.html")
    try output.write("b;x\r\n", to: run + "/csv/rg-300.csv")
    try output.write("", to: run + "/csv/otra.csv")
    mkdir(run + "/adjuntos", 0o755)
    mkdir(run + "/adjuntos/dentro", 0o755)
    let problems = verify(run: run)
    try #require(problems.count == 5)
    guard case .changed("csv/rg-300.csv", let expected, let found) = problems[0] else {
      Issue.record("\(problems[0])")
      return
    }
    #expect(expected.bytes == found.bytes)
    #expect(expected.digest != found.digest)
    #expect(
      Array(problems[1...]) == [
        .missing(path: "html/establecimientos/168001000123.html"),
        .notAFile(path: "html/index.html"),
        .surplus(path: "adjuntos/"),
        .surplus(path: "csv/otra.csv"),
      ])
  }

  @Test func aPipeInADocumentsPlaceIsNotWaitedFor() {
    output.remove(run + "/html/index.html")
    mkfifo(run + "/html/index.html", 0o644)
    #expect(verify(run: run) == [.notAFile(path: "html/index.html")])
  }

  @Test func aLinkInAFoldersPlaceIsNotFollowed() {
    rename(run + "/csv", output.root + "/csv")
    symlink(output.root + "/csv", run + "/csv")
    #expect(
      verify(run: run) == [
        .notAFile(path: "csv/rg-220.csv"), .notAFile(path: "csv/rg-300.csv"),
        .surplus(path: "csv"),
      ])
  }

  @Test func withoutAManifestThereIsNoRun() {
    #expect(verify(run: output.period) == [.noManifest])
    #expect(verify(run: output.root + "/nada") == [.noRun(errno: ENOENT)])
    output.remove(run + "/manifest.json")
    mkdir(run + "/manifest.json", 0o755)
    #expect(verify(run: run) == [.notAFile(path: "manifest.json")])
  }

  @Test func aManifestThatLeadsOutIsRefused() throws {
    let digest = String(repeating: "0", count: 64)
    try output.write("x", to: output.period + "/fuera")
    let text = String(decoding: try output.bytes(of: run + "/manifest.json"), as: UTF8.self)
    let start = try #require(text.firstRange(of: "\"outputs\": ["))
    let outside = "{\"path\": \"../fuera\", \"bytes\": 1, \"sha256\": \"\(digest)\"}]}"
    try output.write(text[..<start.upperBound] + outside, to: run + "/manifest.json")
    #expect(verify(run: run) == [.unreadableManifest(.unusablePath("../fuera"))])
  }
}
