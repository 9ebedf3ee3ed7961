import Frames
import Model

/// A block as two contents of frames: what every run needs of it, and the records as they came, which
/// are needed only of those that another file rejects.
package struct BlockContent {
  package let rows: [UInt8]
  package let sources: [UInt8]

  /// Contents above it are cut, in bytes; a frame is larger only where a single record is.
  static let usual = 4 << 20

  /// The contents of a block, in the order of its records; `sentence` gives those of findings.
  package static func of(
    _ block: DecodedBlock, linesBefore: Int, ranksBefore: Int, sentence: (Finding) -> String
  ) -> [BlockContent] {
    var contents: [BlockContent] = []
    var rest = [0..<UInt32(block.recordCount)]
    while let ranks = rest.popLast() {
      let content = BlockContent(
        BlockPiece(block, ranks), linesBefore: linesBefore, ranksBefore: ranksBefore,
        sentence: sentence)
      let size = max(content.rows.count, content.sources.count)
      guard size > usual, ranks.count > 1 else {
        contents.append(content)
        continue
      }
      let middle = ranks.lowerBound + UInt32(ranks.count / 2)
      rest += [middle..<ranks.upperBound, ranks.lowerBound..<middle]
    }
    return contents
  }

  private init(
    _ piece: BlockPiece, linesBefore: Int, ranksBefore: Int, sentence: (Finding) -> String
  ) {
    var rows = PackedWriter()
    rows.append(piece.block.kind.name)
    for ordinal in piece.block.ordinals { rows.append(count: Int(ordinal)) }
    rows.append(count: linesBefore)
    rows.append(count: ranksBefore)
    rows.append(count: piece.recordCount)
    piece.writeRows(to: &rows)
    piece.writeRecords(to: &rows)
    piece.writeFindings(to: &rows, sentence)
    self.rows = rows.bytes
    var sources = PackedWriter()
    piece.writeSources(to: &sources)
    self.sources = sources.bytes
  }
}

/// Some of a block's records, by their ranks.
private struct BlockPiece {
  let block: DecodedBlock
  let recordCount: Int
  private let ranks: Range<UInt32>
  private let isWhole: Bool
  private let rows: [Int]

  init(_ block: DecodedBlock, _ ranks: Range<UInt32>) {
    self.block = block
    self.ranks = ranks
    recordCount = ranks.count
    let isWhole = ranks.count == block.recordCount
    self.isWhole = isWhole
    rows = block.rows.indices.filter { isWhole || ranks.contains(block.rows[$0].rank) }
  }

  private func holds(_ rank: UInt32) -> Bool { isWhole || ranks.contains(rank) }

  func writeRows(to writer: inout PackedWriter) {
    var columns = RouteColumnsWriter()
    writer.append(count: rows.count)
    for place in rows { columns.add(block.rows[place]) }
    columns.write(to: &writer)
    for column in 0..<SourceCoding.texts {
      for place in rows {
        let texts = block.texts(of: block.rows[place])
        if !texts.isEmpty { writer.append(counted: texts[column]) }
      }
    }
  }

  func writeRecords(to writer: inout PackedWriter) {
    let records = block.records.filter { holds($0.record.place.rank) }
    writer.append(count: records.count)
    for (record, _) in records { writer.append(record) }
    let valuations = block.valuations.filter { holds($0.row.place.rank) }
    writer.append(count: valuations.count)
    for (row, _) in valuations {
      writer.append(row.place)
      writer.append(row)
    }
  }

  func writeFindings(to writer: inout PackedWriter, _ sentence: (Finding) -> String) {
    let findings = block.findings.filter { holds($0.rank) }
    writer.append(count: findings.count)
    for finding in findings { writer.append(finding, sentence) }
    let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
    let conditional = block.conditionalFindings.filter { places[$0.row] != nil }
    writer.append(count: conditional.count)
    for (row, finding) in conditional {
      writer.append(count: places[row] ?? 0)
      writer.append(finding, sentence)
    }
    let rejects = block.rejects.filter { holds($0.rank) }
    writer.append(count: rejects.count)
    for (rank, reject) in rejects { writer.append(reject, rank: rank) }
  }

  /// Of the rows that were not rejected, the records and the valuations, in this order.
  func writeSources(to writer: inout PackedWriter) {
    for place in rows where !block.rows[place].flags.contains(.isRejected) {
      let row = block.rows[place]
      SourceCoding.write(row.source, texts: block.texts(of: row), to: &writer)
    }
    for (record, source) in block.records where holds(record.place.rank) {
      SourceCoding.write(source, texts: [], to: &writer)
    }
    for (row, source) in block.valuations where holds(row.place.rank) {
      SourceCoding.write(source, texts: [], to: &writer)
    }
  }
}
