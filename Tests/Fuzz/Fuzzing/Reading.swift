import Catalogues
import Delimited
import Glibc
import Model
import Reading

/// A file of any form, read whole and in small blocks: tables, flat and nested XML, workbooks.
func fuzzReading(_ input: [UInt8]) {
  guard let first = input.first else { return }
  let content = Array(input.dropFirst())
  let whole = read(content, blockSize: 1 << 20)
  let blocks = read(content, blockSize: 16 + Int(first))
  expectSame(whole, blocks, "blocks of \(16 + Int(first))")
}

private func read(_ content: [UInt8], blockSize: Int) -> [String] {
  let sink = ListingSink()
  let reading = FileReading(
    context: context, blockSize: blockSize, schedule: InOneThread(),
    open: { () throws(FileFault) in
      try RawFile(Array(file.utf8), in: InputFolder("/dev/shm")) { _ in }
    })
  put(content)
  let outcome = reading.read(into: sink)
  return sink.lines
    + outcome.findings.map { "\($0.code.text) \($0.line)" } + outcome.kinds.map(\.name)
}

private let file = "pmi-fuzz-\(getpid())"

private func put(_ content: [UInt8]) {
  let descriptor = open("/dev/shm/" + file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  precondition(write(descriptor, content, content.count) == content.count)
  close(descriptor)
}

private let context: ReadingContext = {
  do {
    let vocabulary = Vocabulary(
      catalogue: try CatalogueFiles.catalogue(
        components: BuiltIn.componentsFile(), aliases: BuiltIn.componentAliasesFile()),
      municipalities: try CatalogueFiles.municipalities(BuiltIn.municipalitiesFile()),
      defaultEdition: Edition(year: 2008),
      columnAliases: try CatalogueFiles.columnAliases(BuiltIn.columnAliasesFile()))
    let judgement = Judgement(period: 2025, cutoff: Day.endOfYear(2025))
    return ReadingContext(vocabulary: vocabulary, judgement: judgement, keepsTexts: true)
  } catch {
    preconditionFailure("built-in catalogues: \(error)")
  }
}()

/// What blocks hold, with the lines and ordinals of the file.
private final class ListingSink: BlockSink {
  var lines: [String] = []

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    for row in block.rows {
      lines.append(
        "\(row.line + UInt32(linesBefore)) \(row.rank + UInt32(ranksBefore)) "
          + String(decoding: row.source, as: UTF8.self))
    }
    for (record, source) in block.records {
      lines.append(
        "\(Int(record.place.line) + linesBefore) \(String(decoding: source, as: UTF8.self))")
    }
    for finding in block.findings + block.conditionalFindings.map(\.finding) {
      let found = finding.finding
      lines.append("\(found.line + linesBefore) \(found.column) \(found.code.text) \(found.value)")
    }
    for (rank, reject) in block.rejects {
      lines.append(
        "\(reject.line + linesBefore) \(Int(rank) + ranksBefore) "
          + String(decoding: reject.record, as: UTF8.self))
    }
    lines.sort()
  }

  func forget() {
    lines = []
  }
}
