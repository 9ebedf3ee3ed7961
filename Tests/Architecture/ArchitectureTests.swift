import BuiltInTemplates
import Foundation
import Testing

/// The sources as they stand in the repository.
private enum Sources {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Where each target of our own stands.
  static let folders = [
    "Delimited": "Sources/Formats/Delimited", "Digest": "Sources/Formats/Digest",
    "XMLStream": "Sources/Formats/XMLStream", "PlainXML": "Sources/Formats/PlainXML",
    "Archive": "Sources/Formats/Archive",
    "Spreadsheet": "Sources/Formats/Spreadsheet",
    "WorkbookWriter": "Sources/Formats/WorkbookWriter",
    "Spool": "Sources/Formats/Spool", "TapeArchive": "Sources/Formats/TapeArchive",
    "TemplateEngine": "Sources/Formats/TemplateEngine", "Frames": "Sources/Formats/Frames",
    "Partials": "Sources/Partials",
    "Model": "Sources/Model", "Catalogues": "Sources/Catalogues",
    "Reading": "Sources/Stages/Reading", "Consolidation": "Sources/Stages/Consolidation",
    "Irregularities": "Sources/Stages/Irregularities", "Reporting": "Sources/Stages/Reporting",
    "Publishing": "Sources/Stages/Publishing", "Sampling": "Sources/Sampling",
    "Pipeline": "Sources/Pipeline", "BuiltInTemplates": "Templates", "pmi": "Sources/pmi",
  ]

  /// Paths of the Swift files below a folder, relative to the repository.
  static func files(below folder: String) throws -> [String] {
    let full = root.appendingPathComponent(folder)
    return try FileManager.default.subpathsOfDirectory(atPath: full.path)
      .filter { $0.hasSuffix(".swift") }.map { folder + "/" + $0 }.sorted()
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  static func imports(in text: String) -> Set<String> {
    let found = text.matches(
      of:
        /(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:package|public|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
    )
    return Set(found.map { String($0.1) })
  }
}

/// Who may import whom, as Docs/Architecture.md draws it; to add a name here is a decision.
private let mayImport: [String: Set<String>] = [
  "Delimited": ["CByteMask"],
  "Digest": ["Crypto", "Glibc"],
  "XMLStream": ["CLibXML2", "Glibc"],
  "PlainXML": ["Delimited", "Glibc", "XMLStream"],
  "Archive": ["CMinizip"],
  "Spreadsheet": ["Archive", "Glibc", "XMLStream"],
  "WorkbookWriter": [
    "Archive", "CXlsxWriter", "Glibc", "Spool", "Synchronization", "XMLStream",
  ],
  "Spool": ["Glibc"],
  "TapeArchive": [],
  "TemplateEngine": ["Foundation", "Glibc"],
  "Frames": ["CZstd", "Digest", "Glibc"],
  "Partials": ["CLinux", "Digest", "Frames", "Model"],
  "Model": [],
  "Catalogues": ["Delimited", "Model"],
  "Reading": [
    "Archive", "CLinux", "Delimited", "Foundation", "Glibc", "Model", "PlainXML", "Spreadsheet",
    "Synchronization", "XMLStream",
  ],
  "Consolidation": ["BigInt", "Model", "Spool"],
  "Irregularities": ["Model"],
  "Reporting": ["Foundation", "Model", "TemplateEngine"],
  "Publishing": ["CLinux", "Digest", "Foundation", "Glibc", "Synchronization", "TapeArchive"],
  "Sampling": ["Foundation", "Glibc"],
  "BuiltInTemplates": [],
  "Pipeline": [
    "BuiltInTemplates", "Catalogues", "Consolidation", "Delimited", "Digest", "Foundation",
    "Frames", "Glibc", "Irregularities", "Model", "Partials", "Publishing", "Reading", "Reporting",
    "Spool", "TemplateEngine", "WorkbookWriter", "Yams",
  ],
  "pmi": [
    "ArgumentParser", "CLinux", "Catalogues", "Foundation", "Glibc", "Model", "Pipeline",
    "Publishing", "Sampling", "Synchronization",
  ],
]

@Suite struct ArchitectureTests {
  @Test func everyTargetImportsOnlyWhatItMay() throws {
    #expect(Set(mayImport.keys) == Set(Sources.folders.keys))
    for (target, folder) in Sources.folders {
      let files = try Sources.files(below: folder)
      #expect(!files.isEmpty, "\(folder)")
      for file in files {
        let foreign = Sources.imports(in: try Sources.text(file)).subtracting(
          mayImport[target] ?? [])
        #expect(foreign.isEmpty, "\(file) imports \(foreign.sorted().joined(separator: ", "))")
      }
    }
  }

  /// No source stands outside the targets of the table.
  @Test func everySourceBelongsToATarget() throws {
    let known = Array(Sources.folders.values)
    for file in try Sources.files(below: "Sources") {
      #expect(known.contains { file.hasPrefix($0 + "/") }, "\(file)")
    }
  }

  @Test func noStageImportsAStage() throws {
    let stages: Set = ["Reading", "Consolidation", "Irregularities", "Reporting", "Publishing"]
    for stage in stages { #expect(mayImport[stage]?.isDisjoint(with: stages) == true, "\(stage)") }
    let formats = [
      "Delimited", "Digest", "XMLStream", "PlainXML", "Archive", "Spreadsheet", "WorkbookWriter",
      "Spool", "TapeArchive", "TemplateEngine", "Frames",
    ]
    for target in formats {
      #expect(mayImport[target]?.contains("Model") == false, "\(target) knows nothing of schools")
    }
  }

  /// What a target declares in Package.swift is what the table allows it of our own targets.
  @Test func thePackageDeclaresNoMoreThanTheTable() throws {
    let package = try Sources.text("Package.swift")
    for (target, folder) in Sources.folders {
      let start = try #require(package.range(of: "name: \"\(target)\""), "\(target)")
      // The name of the product comes first; the target's declaration is the last with its path.
      let path = try #require(
        package.range(of: "path: \"\(folder)\"", range: start.upperBound..<package.endIndex))
      let before = package[..<path.lowerBound]
      let declaration = before[
        (before.range(of: "name: \"\(target)\"", options: .backwards)?.upperBound
          ?? start.upperBound)...]
      let named = Set(declaration.matches(of: /"(\w+)"/).map { String($0.1) })
        .intersection(Sources.folders.keys)
      let allowed = mayImport[target] ?? []
      #expect(named.isSubset(of: allowed), "\(target): \(named.subtracting(allowed))")
    }
  }

  @Test func theModelKnowsNoFoundation() throws {
    for file in try Sources.files(below: "Sources/Model") {
      let text = try Sources.text(file)
      #expect(Sources.imports(in: text).isEmpty, "\(file)")
    }
  }

  @Test func importLinesAreRecognised() {
    let text = """
      import A
      @testable import B
      package import C
      import struct D.E
      // import F
      let text = "import G"
      @preconcurrency import H
      """
    #expect(Sources.imports(in: text) == ["A", "B", "C", "D", "H"])
  }
}

@Suite struct SourceFileTests {
  /// Files that may be longer, with the reason.
  private static let longFiles: [String: String] = [:]
  private static let longest = 400

  @Test func noFileIsLong() throws {
    for file in try Sources.files(below: "Sources") + Sources.files(below: "Templates") {
      let lines = try Sources.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.count - 1 > SourceFileTests.longest else { continue }
      #expect(SourceFileTests.longFiles[file] != nil, "\(file) has \(lines.count - 1) lines")
    }
    for file in SourceFileTests.longFiles.keys {
      let lines = try Sources.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count - 1 > SourceFileTests.longest, "\(file) needs no exception any more")
    }
  }

  /// What ends a process from inside is only for our own broken invariants: none of these is used.
  @Test(arguments: ["try!", "as!", "\\bfatalError\\(", "TODO", "FIXME", "\\bprint\\("])
  func noSourceSays(pattern: String) throws {
    let pattern = try Regex(pattern)
    for file in try Sources.files(below: "Sources") {
      #expect(try !Sources.text(file).contains(pattern), "\(file)")
    }
  }
}

@Suite struct BuiltInTemplateTests {
  @Test func theListIsTheFolder() throws {
    let root = Sources.root.appendingPathComponent("Templates").path
    let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
      return !isFolder.boolValue && !path.hasSuffix(".swift") && !path.hasSuffix(".md")
    }
    #expect(BuiltInTemplates.files.map(\.path).sorted() == files.sorted())
  }

  @Test func theBytesAreThoseOfTheFiles() throws {
    for (path, bytes) in BuiltInTemplates.files {
      let file = Sources.root.appendingPathComponent("Templates/" + path)
      #expect(try Data(contentsOf: file) == Data(bytes()), "\(path)")
    }
  }
}
