import Glibc
import Testing

@testable import Sampling

@Suite struct SampleWriterTests {
  private func options(_ count: Int = 30, seed: UInt64 = 7) -> SampleOptions {
    var options = SampleOptions(establishments: count, periods: 2023...2025, seed: seed)
    options.actions = 14
    return options
  }

  @Test func sameOptionsGiveTheSameBytes() throws {
    var options = options()
    options.errorsPerMillion = 50_000
    let first = try Folder.sample(options)
    let second = try Folder.sample(options)
    #expect(first.files == second.files)
    #expect(first.summary == second.summary)
    #expect(first.files.count == first.summary.files)
    #expect(first.files.values.reduce(0) { $0 + $1.count } == first.summary.bytes)
  }

  @Test func anotherSeedGivesAnotherTerritory() throws {
    let first = try Folder.sample(options(seed: 1))
    let second = try Folder.sample(options(seed: 2))
    #expect(first.files.values.sorted(by: less) != second.files.values.sorted(by: less))
  }

  @Test(arguments: SampleForm.allCases)
  func layoutsHoldTheSameRows(form: SampleForm) throws {
    var options = options()
    options.form = form
    options.layout = .combined
    let combined = try Folder.sample(options).summary
    options.layout = .perEstablishment
    let separate = try Folder.sample(options).summary
    #expect(combined.rows == separate.rows)
    #expect(combined.planted == separate.planted)
    #expect(combined.files == RecordKind.allCases.count)
    #expect(separate.files > options.establishments / 2)
  }

  @Test func summaryCountsTheRowsOfThePlainFiles() throws {
    var options = options()
    options.form = .csv
    options.layout = .combined
    let sample = try Folder.sample(options)
    for kind in RecordKind.allCases {
      let text = sample.text("\(kind.rawValue).csv")
      #expect(PlainTable.records(text).count - 1 == sample.summary.rows[kind.rawValue])
      #expect(PlainTable.records(text).allSatisfy { $0.count == kind.columns.count })
    }
  }

  @Test func everyDefectIsPlanted() throws {
    var options = options()
    options.errorsPerMillion = 200_000
    options.actions = 40
    let planted = try Folder.sample(options).summary.planted
    let expected = [
      "F001", "F002", "F003", "F004", "F005", "F006", "F007", "F008", "F009", "F012", "F013",
      "R101", "R102", "R103", "R104", "R105", "R106", "R107", "R108", "R109", "R110", "R111",
      "R112", "R113", "X201", "X202", "X203", "X204", "X206", "X207", "X208", "X209", "X210",
      "X211", "X212", "X213", "X214", "X215", "X216", "X217",
    ]
    for code in expected { #expect(planted[code, default: 0] > 0, "\(code)") }
  }

  @Test func theShareOfBadRowsIsTheOneAskedFor() throws {
    var options = options()
    options.errorsPerMillion = 100_000
    let sample = try Folder.sample(options)
    let rows = sample.summary.rows["autoevaluacion", default: 0]
    let planted = sample.summary.planted
    #expect(planted.values.reduce(0, +) > rows / 12)
    #expect(planted.values.reduce(0, +) < rows / 4)
    options.errorsPerMillion = 0
    let clean = try Folder.sample(options).summary.planted
    #expect(Set(clean.keys).isSubset(of: ["R113", "X203", "X204", "X206", "X208", "X209"]))
  }

  @Test(
    arguments: [SampleForm.xml, .spreadsheet2003, .mixed],
    [SampleLayout.combined, .perEstablishment])
  func xmlIsWellFormed(form: SampleForm, layout: SampleLayout) throws {
    var options = options()
    options.form = form
    options.layout = layout
    options.errorsPerMillion = 50_000
    let files = try Folder.sample(options).files.filter {
      $0.key.hasSuffix(".xml") && !$0.key.hasPrefix("defectuosos/")
    }
    #expect(!files.isEmpty)
    for (name, bytes) in files { #expect(XMLCheck.fault(in: bytes) == nil, "\(name)") }
  }

  @Test func theCheckerOfXMLFindsFaults() {
    for text in [
      "<a><b></a></b>", "<a x=\"1>", "<a>&</a>", "<a>\u{7}</a>", "<a>", "<a/><b/>",
      "<a x=\"1\" x=\"2\"/>",
    ] {
      #expect(XMLCheck.fault(in: Array(text.utf8)) != nil, "\(text)")
    }
  }

  @Test func mixedFormsBringEveryEncoding() throws {
    let files = try Folder.sample(options(60)).files
    let routes = files.filter { $0.key.hasPrefix("rg-382/") }
    #expect(routes.contains { $0.value.starts(with: [0xFF, 0xFE]) })
    #expect(routes.contains { $0.value.starts(with: [0xEF, 0xBB, 0xBF]) })
    #expect(routes.contains { String(validating: $0.value, as: UTF8.self) == nil })
    #expect(routes.contains { $0.value.starts(with: Array("vigencia,codigo_dane".utf8)) })
    #expect(routes.contains { $0.key.hasSuffix(".xml") })
  }

  @Test func badOptionsAreRefused() {
    #expect(throws: SampleError.self) { try Folder.sample(self.options(0)) }
    var options = self.options()
    options.errorsPerMillion = -1
    #expect(throws: SampleError.badOption("--errors", "una proporción de 0 a 1")) {
      try Folder.sample(options)
    }
    #expect(SampleOptions.perMillion("0,02") == 20_000)
    #expect(SampleOptions.perMillion("1") == 1_000_000)
    #expect(SampleOptions.perMillion("1.5") == nil)
    #expect(SampleOptions.perMillion("2%") == nil)
  }

  @Test func aFolderThatCannotBeMadeIsAnError() throws {
    #expect(throws: SampleError.cannotWrite(path: "/dev/null/x", errno: ENOTDIR)) {
      _ = try writeSample(options(), catalogue: .small, to: "/dev/null/x")
    }
  }

  private func less(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.lexicographicallyPrecedes(other)
  }
}
