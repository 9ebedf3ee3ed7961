// swift-tools-version: 6.1
import PackageDescription

// The targets stand in the order of the data's journey (Docs/Architecture.md). A target exists because
// it forbids something; Tests/Architecture holds the table of who may import whom.
let package = Package(
  name: "pmi",
  products: [
    .executable(name: "pmi", targets: ["pmi"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Formats: knows bytes, knows nothing of schools.
    .systemLibrary(name: "CByteMask", path: "Sources/Formats/CByteMask"),
    .target(
      name: "Delimited", dependencies: ["CByteMask"], path: "Sources/Formats/Delimited"),
    .target(
      name: "Digest", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      path: "Sources/Formats/Digest"),
    .systemLibrary(name: "CLinux", path: "Sources/Formats/CLinux"),
    .systemLibrary(
      name: "CLibXML2", path: "Sources/Formats/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    .target(name: "XMLStream", dependencies: ["CLibXML2"], path: "Sources/Formats/XMLStream"),
    .target(
      name: "PlainXML", dependencies: ["Delimited", "XMLStream"], path: "Sources/Formats/PlainXML"),
    .systemLibrary(
      name: "CMinizip", path: "Sources/Formats/CMinizip", pkgConfig: "minizip",
      providers: [.apt(["libminizip-dev"])]),
    .target(name: "Archive", dependencies: ["CMinizip"], path: "Sources/Formats/Archive"),
    .target(
      name: "Spreadsheet", dependencies: ["Archive", "XMLStream"],
      path: "Sources/Formats/Spreadsheet"),
    .systemLibrary(
      name: "CXlsxWriter", path: "Sources/Formats/CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]),
    .target(
      name: "WorkbookWriter", dependencies: ["Archive", "CXlsxWriter", "Spool", "XMLStream"],
      path: "Sources/Formats/WorkbookWriter"),
    .target(name: "Spool", path: "Sources/Formats/Spool"),
    .target(name: "TapeArchive", path: "Sources/Formats/TapeArchive"),
    .systemLibrary(
      name: "CZstd", path: "Sources/Formats/CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "Frames", dependencies: ["CZstd", "Digest"], path: "Sources/Formats/Frames"),
    .target(name: "TemplateEngine", path: "Sources/Formats/TemplateEngine"),

    // The words every stage shares.
    .target(name: "Model", path: "Sources/Model"),
    .target(
      name: "Catalogues", dependencies: ["Model", "Delimited"], path: "Sources/Catalogues",
      resources: [
        .embedInCode("gestion-catalog.csv"), .embedInCode("gestion-catalog-aliases.csv"),
        .embedInCode("municipalities-santander.csv"), .embedInCode("column-aliases.csv"),
        .embedInCode("municipalities-colombia.csv"), .embedInCode("entities.csv"),
      ]),

    // What a reading gives, as bytes that another machine may take up.
    .target(
      name: "Partials", dependencies: ["CLinux", "Digest", "Frames", "Model"],
      path: "Sources/Partials"),

    // Stages, in the order of the run; no stage imports a stage.
    .target(
      name: "Reading",
      dependencies: [
        "Archive", "CLinux", "Model", "Delimited", "PlainXML", "Spreadsheet", "XMLStream",
      ],
      path: "Sources/Stages/Reading"),

    .target(
      name: "Consolidation",
      dependencies: ["Model", "Spool", .product(name: "BigInt", package: "BigInt")],
      path: "Sources/Stages/Consolidation"),
    .target(
      name: "Irregularities", dependencies: ["Model"], path: "Sources/Stages/Irregularities"),
    .target(
      name: "Reporting", dependencies: ["Model", "TemplateEngine"],
      path: "Sources/Stages/Reporting"),

    .target(
      name: "Publishing", dependencies: ["Digest", "CLinux", "TapeArchive"],
      path: "Sources/Stages/Publishing"),

    .target(name: "Sampling", path: "Sources/Sampling"),

    // The one place that sees every stage.
    .target(
      name: "Pipeline",
      dependencies: [
        "BuiltInTemplates", "Catalogues", "Consolidation", "Delimited", "Digest", "Frames",
        "Irregularities", "Model", "Partials", "Publishing", "Reading", "Reporting", "Spool",
        "TemplateEngine", "WorkbookWriter",
        .product(name: "Yams", package: "Yams"),
      ],
      path: "Sources/Pipeline"),
    .target(
      name: "BuiltInTemplates", path: "Templates",
      resources: [.embedInCode("csv"), .embedInCode("html")]),

    .executableTarget(
      name: "pmi",
      dependencies: [
        "CLinux", "Catalogues", "Model", "Pipeline", "Publishing", "Sampling",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/pmi"),

    // Tests mirror Sources.
    .target(
      name: "TestSupport", dependencies: ["Archive", "Model", "Spreadsheet", "XMLStream"],
      path: "Tests/Support/TestSupport"),
    .testTarget(
      name: "DelimitedTests", dependencies: ["Delimited", "TestSupport"],
      path: "Tests/Formats/DelimitedTests", exclude: ["Fixtures"]),
    .testTarget(
      name: "ModelTests", dependencies: ["Model", "TestSupport"], path: "Tests/ModelTests",
      exclude: ["Fixtures"]),
    .testTarget(
      name: "CataloguesTests", dependencies: ["Catalogues", "Model"], path: "Tests/CataloguesTests"),
    .testTarget(
      name: "TapeArchiveTests", dependencies: ["TapeArchive"],
      path: "Tests/Formats/TapeArchiveTests"),
    .testTarget(name: "FramesTests", dependencies: ["Frames"], path: "Tests/Formats/FramesTests"),
    .testTarget(
      name: "PartialsTests", dependencies: ["Frames", "Model", "Partials", "TestSupport"],
      path: "Tests/PartialsTests"),
    .testTarget(name: "DigestTests", dependencies: ["Digest"], path: "Tests/Formats/DigestTests"),
    .testTarget(
      name: "TemplateEngineTests", dependencies: ["TemplateEngine"],
      path: "Tests/Formats/TemplateEngineTests"),
    .testTarget(
      name: "XMLStreamTests", dependencies: ["XMLStream"], path: "Tests/Formats/XMLStreamTests"),
    .testTarget(
      name: "PlainXMLTests", dependencies: ["Delimited", "PlainXML", "TestSupport", "XMLStream"],
      path: "Tests/Formats/PlainXMLTests"),
    .testTarget(
      name: "ArchiveTests", dependencies: ["Archive", "TestSupport"],
      path: "Tests/Formats/ArchiveTests"),
    .testTarget(
      name: "SpreadsheetTests",
      dependencies: ["Archive", "Spreadsheet", "TestSupport", "XMLStream"],
      path: "Tests/Formats/SpreadsheetTests"),
    .target(
      name: "PublishingFaults", dependencies: ["Publishing"], path: "Tests/Support/PublishingFaults"
    ),
    .executableTarget(
      name: "PublishProbe", dependencies: ["Publishing", "PublishingFaults"],
      path: "Tests/Support/PublishProbe"),
    .testTarget(
      name: "PublishingTests",
      dependencies: ["Digest", "Publishing", "PublishingFaults", "PublishProbe", "TapeArchive"],
      path: "Tests/Stages/PublishingTests"),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "BuiltInTemplates", "Model", "Pipeline", "Reporting", "Spool", "TestSupport",
      ],
      path: "Tests/PipelineTests"),
    .testTarget(
      name: "PropertyTests",
      dependencies: [
        "Catalogues", "Consolidation", "Model", "Pipeline", "Reading", "Reporting",
        "TemplateEngine", "TestSupport",
      ], path: "Tests/Properties"),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["BuiltInTemplates", "Digest", "Model", "Reporting", "TemplateEngine"],
      path: "Tests/Stages/ReportingTests"),
    .testTarget(name: "SamplingTests", dependencies: ["Sampling"], path: "Tests/SamplingTests"),
    .testTarget(
      name: "ReadingTests",
      dependencies: ["Catalogues", "Delimited", "Model", "Reading", "TestSupport"],
      path: "Tests/Stages/ReadingTests"),
    .testTarget(
      name: "ConsolidationTests",
      dependencies: [
        "Consolidation", "Model", "TestSupport",
        .product(name: "BigInt", package: "BigInt"),
      ], path: "Tests/Stages/ConsolidationTests"),
    .testTarget(
      name: "IrregularitiesTests", dependencies: ["Irregularities", "Model", "TestSupport"],
      path: "Tests/Stages/IrregularitiesTests"),
    .testTarget(
      name: "GoldenTests",
      dependencies: ["Digest", "Spreadsheet", "TestSupport", "WorkbookWriter", "pmi"],
      path: "Tests/Golden", exclude: ["Cases", "Workbooks/make.py"]),
    .testTarget(
      name: "WorkbookWriterTests",
      dependencies: ["Archive", "TestSupport", "WorkbookWriter"],
      path: "Tests/Formats/WorkbookWriterTests"),
    .testTarget(
      name: "ArchitectureTests", dependencies: ["BuiltInTemplates"], path: "Tests/Architecture"),
  ]
)

// `make fuzz` alone: what is fuzzed is compiled for libFuzzer, and no other build knows of it.
if Context.environment["PMI_FUZZ"] == "1" {
  package.targets.append(
    .target(
      name: "Fuzzing",
      dependencies: [
        "Catalogues", "Delimited", "Digest", "Frames", "Model", "Partials", "Pipeline", "PlainXML",
        "Reading", "TemplateEngine", "TestSupport", "XMLStream",
      ], path: "Tests/Fuzz/Fuzzing"))
  package.products.append(.library(name: "Fuzzing", type: .static, targets: ["Fuzzing"]))
}

// Exclusive access to memory is checked in debug builds, where the tests run; in release builds the
// check of every class property on the way of every field costs a tenth of a run.
for target in package.targets where [.regular, .executable].contains(target.type) {
  target.swiftSettings = [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
  ]
}

// Warnings of our own targets are errors where .ci/run asks for it; those of dependencies are not ours.
if Context.environment["PMI_WARNINGS"] == "error" {
  for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-warnings-as-errors"])]
  }
}

// `make sanitize`: our own targets, whose memory and threads are in question; dependencies are not.
if let sanitizer = Context.environment["PMI_SANITIZE"] {
  for target in package.targets where target.type != .system {
    let flag = "-sanitize=\(sanitizer)"
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags([flag])]
    target.linkerSettings = (target.linkerSettings ?? []) + [.unsafeFlags([flag])]
  }
}

if Context.environment["PMI_FUZZ"] == "1" {
  for target in package.targets where target.type == .regular {
    target.swiftSettings =
      (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer,address"])]
  }
}
