import Catalogues
import Delimited
import Model
import TestSupport
import Testing

@testable import Reading

/// What reading a file gives, in a form that can be compared: lines and ordinals of the file, not of
/// its blocks.
struct FileReadout: Equatable {
  var kinds: [RecordKind] = []
  var format: SourceFormat?
  var encoding: SourceEncoding?
  /// F codes with their line, as `F006:2`.
  var fileFindings: [String] = []
  /// Records that passed, with line and ordinal.
  var records: [String] = []
  /// For each action of the period its oportunidad, meta, indicador, acción and evidencia.
  var texts: [[String]] = []
  /// As `3:2 R104 fecha_limite «x»`.
  var findings: [String] = []
  /// As `3 R104|the record`.
  var rejects: [String] = []
}

/// Collects what blocks hold.
private final class CollectingSink: BlockSink {
  var readout = FileReadout()

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    for row in block.rows {
      var moved = row
      moved.line += UInt32(linesBefore)
      moved.rank += UInt32(ranksBefore)
      moved.texts = -1
      let source = String(decoding: moved.source, as: UTF8.self)
      moved.source = UnsafeRawBufferPointer(start: nil, count: 0)
      readout.records.append("\(moved) \(source)")
      guard row.texts >= 0 else { continue }
      let texts = block.texts[Int(row.texts)]
      let slices = [texts.opportunity, texts.goal, texts.indicator, texts.action, texts.evidence]
      readout.texts.append(slices.map { String(decoding: $0, as: UTF8.self) })
    }
    let valuations = block.valuations.map { (InputRecord.valuation($0.row), $0.source) }
    for (record, source) in block.records + valuations {
      let place = Place(
        file: 0, line: record.place.line + UInt32(linesBefore),
        rank: record.place.rank + UInt32(ranksBefore))
      let source = String(decoding: source, as: UTF8.self)
      readout.records.append("\(record.moved(to: place)) \(source)")
    }
    for finding in block.findings + block.conditionalFindings.map(\.finding) {
      let found = finding.finding
      readout.findings.append(
        "\(found.line + linesBefore):\(found.column) \(found.code.text) \(found.field) «\(found.value)»"
      )
    }
    for (rank, reject) in block.rejects {
      let codes = reject.codes.map(\.text).joined(separator: " ")
      readout.rejects.append(
        "\(reject.line + linesBefore) #\(Int(rank) + ranksBefore) \(codes)|\(String(decoding: reject.record, as: UTF8.self))"
      )
    }
  }

  func forget() {
    readout = FileReadout()
  }
}

enum Readings {
  static let vocabulary = vocabulary(defaultEdition: Edition(year: 2008))

  static func vocabulary(defaultEdition: Edition) -> Vocabulary {
    do {
      return Vocabulary(
        catalogue: try CatalogueFiles.catalogue(
          components: BuiltIn.componentsFile(), aliases: BuiltIn.componentAliasesFile()),
        municipalities: try CatalogueFiles.municipalities(BuiltIn.municipalitiesFile()),
        defaultEdition: defaultEdition,
        columnAliases: try CatalogueFiles.columnAliases(BuiltIn.columnAliasesFile()))
    } catch {
      preconditionFailure("built-in catalogues: \(error)")
    }
  }

  /// Reads a file of these bytes in blocks of a size.
  static func read(
    _ bytes: [UInt8], blockSize: Int = 1 << 20, judgement: Judgement? = nil,
    schedule: any BlockSchedule = InOneThread()
  ) throws -> FileReadout {
    try read(bytes, blockSize: blockSize, context: context(judgement), schedule: schedule)
  }

  static func context(_ judgement: Judgement? = nil) -> ReadingContext {
    ReadingContext(vocabulary: vocabulary, judgement: judgement, keepsTexts: true)
  }

  /// Reads a file as one of several of a context.
  static func read(
    _ bytes: [UInt8], blockSize: Int = 1 << 20, context: ReadingContext,
    schedule: any BlockSchedule = InOneThread()
  ) throws -> FileReadout {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "f")
    let sink = CollectingSink()
    let reading = FileReading(
      context: context, blockSize: blockSize, schedule: schedule,
      open: { () throws(FileFault) in
        try RawFile(Array("f".utf8), in: InputFolder(folder.path)) { _ in }
      })
    let outcome = reading.read(into: sink)
    var readout = sink.readout
    readout.kinds = outcome.kinds
    readout.format = outcome.format
    readout.encoding = outcome.encoding
    readout.fileFindings = outcome.findings.map {
      $0.line > 0 ? "\($0.code.text):\($0.line)" : $0.code.text
    }
    return readout
  }

  static func read(_ text: String, blockSize: Int = 1 << 20) throws -> FileReadout {
    try read(Array(text.utf8), blockSize: blockSize)
  }

  /// The findings of a delivery control whose only row has these cells.
  static let deliveryHeader = "vigencia;codigo_dane;fecha_limite;fecha_entrega;observaciones\n"
}

/// Calls `body` with the UTF-8 of a text.
func withBytes<Result>(_ text: String, _ body: (Bytes) throws -> Result) rethrows -> Result {
  try Array(text.utf8).withUnsafeBytes { try body($0) }
}
