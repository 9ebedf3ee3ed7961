import Foundation
import Model
import Pipeline
import Testing

/// What stands in `Docs/`, `README.md` and `CONTRIBUTING.md` is held to the code.
@Suite struct DocumentationTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: ["Docs/Entradas.md", "Docs/Tablas.md", "Docs/Contextos.md"])
  func `generated documents are those of the declarations`(path: String) throws {
    let document = try #require(try ReferenceDocument.all().first { $0.path == path })
    let file = Self.root.appending(path: path)
    if ProcessInfo.processInfo.environment["PMI_RECORD"] != nil {
      try Data(document.text.utf8).write(to: file)
      Issue.record("\(path) was written; run again without PMI_RECORD")
      return
    }
    let isCurrent = try String(contentsOf: file, encoding: .utf8) == document.text
    #expect(isCurrent, "\(path) is stale: PMI_RECORD=1 swift test --filter Documentation renews it")
  }

  @Test func `every generated document is checked`() throws {
    #expect(
      try ReferenceDocument.all().map(\.path)
        == ["Docs/Entradas.md", "Docs/Tablas.md", "Docs/Contextos.md"])
  }

  @Test func `links lead to files of the repository`() throws {
    let documents = try Self.documents()
    #expect(documents.count > 5)
    for document in documents {
      let folder = document.deletingLastPathComponent()
      let text = try String(contentsOf: document, encoding: .utf8)
      for match in text.matches(of: /\]\((?<target>[^)#\s]+)[^)]*\)/) {
        let target = String(match.target)
        if target.contains("://") { continue }
        let exists = FileManager.default.fileExists(atPath: folder.appending(path: target).path)
        #expect(exists, "\(document.lastPathComponent) links to \(target), which is not there")
      }
    }
  }

  @Test func `every name of code in the glossary is declared in the sources`() throws {
    let glossary = try String(
      contentsOf: Self.root.appending(path: "Docs/Glossary.md"), encoding: .utf8)
    let names = glossary.split(separator: "\n").filter { $0.hasPrefix("| ") }.compactMap { row in
      row.split(separator: "|").dropFirst().first
    }.flatMap { $0.matches(of: /`([A-Za-z.]+)`/).map { String($0.1) } }
    #expect(names.count > 20)
    let declared = try Self.declaredNames()
    for name in names {
      let last = name.split(separator: ".").last.map(String.init) ?? name
      #expect(declared.contains(last), "the glossary names \(name), which no source declares")
    }
  }

  /// A recipe that names a file or a declaration which is not there any more misleads.
  @Test func `what CONTRIBUTING names is there`() throws {
    let text = try String(
      contentsOf: Self.root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    let spans = text.matches(of: /`([^`\s]+)`/).map { String($0.1) }
    let paths = spans.filter {
      $0.contains(/^(Sources|Tests|Templates|Docs|Packaging|Benchmarks)(\/|$)|^\w+\.md$/)
    }
    #expect(paths.count > 30)
    for path in paths {
      let exists = FileManager.default.fileExists(atPath: Self.root.appending(path: path).path)
      #expect(exists, "CONTRIBUTING names \(path), which is not there")
    }
    let names = spans.filter { $0.contains(/^[A-Z][A-Za-z]+(\.[a-z]\w+)?$/) && !paths.contains($0) }
    #expect(names.count > 10)
    let declared = try Self.declaredNames()
    for name in names where !name.hasSuffix("Tests") {
      let last = name.split(separator: ".").last.map(String.init) ?? name
      #expect(declared.contains(last), "CONTRIBUTING names \(name), which no source declares")
    }
  }

  @Test func `the example of the README has the figures of that run`() throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "pmi-\(UUID().uuidString)")
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: output) } }
    let cutoff = try #require(Day(year: 2025, month: 11, day: 30))
    let request = RunRequest(
      input: Self.root.appending(path: "SampleData").path, output: output.path,
      judgement: Judgement(period: 2025, cutoff: cutoff), dialect: "excel-es", jobs: 2)
    let summary = try Run(request).execute()
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let figures = [
      "Archivos: \(summary.files), de ellos \(summary.refusedFiles) sin leer",
      "\(summary.read) leídos = \(summary.accepted) aceptados + \(summary.superseded) reemplazados"
        + " + \(summary.rejected) rechazados",
      "Hallazgos: \(summary.errors) errores y \(summary.warnings) advertencias",
      "Rutas recibidas: \(summary.routes) de \(summary.establishments) establecimientos activos",
      "Con condiciones: \(summary.withConditions); candidatos a reporte: \(summary.candidates)",
    ]
    let example = readme.replacing(/(\d)\.(\d{3})/) { "\($0.1)\($0.2)" }
    for figure in figures {
      #expect(example.contains(figure), "the README's example does not say «\(figure)»")
    }
  }

  private static func documents() throws -> [URL] {
    let docs = try FileManager.default.contentsOfDirectory(
      at: root.appending(path: "Docs"), includingPropertiesForKeys: nil)
    return docs.filter { $0.pathExtension == "md" }
      + ["README.md", "CONTRIBUTING.md"].map { root.appending(path: $0) }
  }

  /// The words of the lines of `Sources` that declare something.
  private static func declaredNames() throws -> Set<String> {
    let keywords: Set<Substring> = [
      "struct", "enum", "class", "protocol", "case", "let", "var", "typealias",
    ]
    let files = FileManager.default.enumerator(
      at: root.appending(path: "Sources"), includingPropertiesForKeys: nil)
    var names: Set<String> = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        if !keywords.isDisjoint(with: words) { names.formUnion(words.map(String.init)) }
      }
    }
    return names
  }
}
