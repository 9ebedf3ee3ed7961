import Frames
import Model

/// A block that was read back.
package struct StoredBlock {
  package let block: DecodedBlock
  package let linesBefore: Int
  package let ranksBefore: Int
}

extension StoredBlock {
  /// Reads the content of a frame of rows; the frame is kept as long as the block.
  ///
  /// A pure function of its bytes: whatever they are, it gives a block whose numbers are within limits
  /// and whose parts fit together, or throws `.damaged`.
  package init(_ frame: UnpackedFrame, _ limits: BlockLimits) throws(FrameFault) {
    var reader = PackedReader(frame.bytes)
    let name = try reader.text()
    guard let kind = RecordKind.allCases.first(where: { $0.name == name }) else { throw .damaged }
    var ordinals: [Int16] = []
    for _ in kind.columns { ordinals.append(Int16(try reader.count(upTo: Int(Int16.max)))) }
    linesBefore = try reader.count(upTo: Int(limits.lastLine))
    ranksBefore = try reader.count(upTo: Int(UInt32.max))
    var block = DecodedBlock(kind: kind, ordinals: ordinals)
    block.keep(frame)
    block.recordCount = try reader.count(upTo: Int(UInt32.max) - ranksBefore)
    // Of the line that stands before the block, so that the sum is within limits too.
    let inner = BlockLimits(
      components: limits.components, lastLine: limits.lastLine - UInt32(linesBefore))
    try block.readRows(&reader, inner)
    try block.readRecords(&reader, inner)
    try block.readFindings(&reader, inner)
    try reader.end()
    guard block.fits(ranksBefore: ranksBefore) else { throw .damaged }
    self.block = block
  }
}

extension DecodedBlock {
  fileprivate mutating func readRows(
    _ reader: inout PackedReader, _ limits: BlockLimits
  ) throws(FrameFault) {
    let count = try reader.count()
    var values = try RouteColumnsReader(&reader, limits)
    for _ in 0..<count { rows.append(try values.next()) }
    try values.end()
    let textCount = rows.count { $0.texts >= 0 }
    var columns: [[UnsafeRawBufferPointer]] = []
    for _ in 0..<SourceCoding.texts {
      var column: [UnsafeRawBufferPointer] = []
      for _ in 0..<textCount { column.append(try reader.counted()) }
      columns.append(column)
    }
    texts = (0..<textCount).map { place in
      RouteTexts(
        opportunity: columns[0][place], goal: columns[1][place], indicator: columns[2][place],
        action: columns[3][place], evidence: columns[4][place])
    }
  }

  fileprivate mutating func readRecords(
    _ reader: inout PackedReader, _ limits: BlockLimits
  ) throws(FrameFault) {
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    for _ in 0..<(try reader.count()) { records.append((try reader.record(kind, limits), none)) }
    for _ in 0..<(try reader.count()) {
      let place = try reader.place(limits)
      valuations.append((try reader.valuation(place, limits), none))
    }
  }

  fileprivate mutating func readFindings(
    _ reader: inout PackedReader, _ limits: BlockLimits
  ) throws(FrameFault) {
    for _ in 0..<(try reader.count()) {
      findings.append(try reader.rowFinding(lastLine: limits.lastLine))
    }
    for _ in 0..<(try reader.count()) {
      let row = try reader.count(upTo: max(0, rows.count - 1))
      conditionalFindings.append((row, try reader.rowFinding(lastLine: limits.lastLine)))
    }
    for _ in 0..<(try reader.count()) {
      rejects.append(try reader.reject(lastLine: limits.lastLine))
    }
  }

  /// Whether the parts are of the block's kind, and ranks behind others stay numbers of 32 bits.
  fileprivate func fits(ranksBefore: Int) -> Bool {
    let last = UInt32(clamping: Int(UInt32.max) - ranksBefore)
    return (kind == .routes || rows.isEmpty) && (kind == .valuations || valuations.isEmpty)
      && (kind != .routes && kind != .valuations || records.isEmpty)
      && rows.allSatisfy { $0.rank <= last } && records.allSatisfy { $0.record.place.rank <= last }
      && valuations.allSatisfy { $0.row.place.rank <= last }
      && findings.allSatisfy { $0.rank <= last } && rejects.allSatisfy { $0.rank <= last }
      && conditionalFindings.allSatisfy { $0.finding.rank <= last }
  }
}
