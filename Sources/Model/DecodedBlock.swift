/// The texts of an action that a page or a table may need; slices of the block's memory.
package struct RouteTexts {
  package var opportunity: UnsafeRawBufferPointer
  package var goal: UnsafeRawBufferPointer
  package var indicator: UnsafeRawBufferPointer
  package var action: UnsafeRawBufferPointer
  package var evidence: UnsafeRawBufferPointer

  package init(
    opportunity: UnsafeRawBufferPointer, goal: UnsafeRawBufferPointer,
    indicator: UnsafeRawBufferPointer, action: UnsafeRawBufferPointer,
    evidence: UnsafeRawBufferPointer
  ) {
    self.opportunity = opportunity
    self.goal = goal
    self.indicator = indicator
    self.action = action
    self.evidence = evidence
  }
}

/// A finding about a record, with the record's ordinal in its block.
package struct RowFinding: Sendable {
  package var rank: UInt32
  package var finding: Finding

  package init(rank: UInt32, finding: Finding) {
    self.rank = rank
    self.finding = finding
  }
}

/// A record that its own values reject, as a slice of its block's memory.
package struct RowReject {
  package let line: Int
  package let codes: DiagnosticCodes
  /// As much as is kept of the record.
  package let source: UnsafeRawBufferPointer

  package init(line: Int, codes: DiagnosticCodes, source: UnsafeRawBufferPointer) {
    self.line = line
    self.codes = codes
    self.source = source
  }

  package var record: [UInt8] { Array(source) }
}

/// What a block of a file holds, after every check that needs no other row (contract 1 §5.1).
///
/// Lines and ranks are counted from the block's start; who takes blocks in their order adds what
/// came before. Texts and sources are slices of `storage`, which the value keeps alive.
package struct DecodedBlock {
  package let kind: RecordKind
  /// 1-based ordinals of the kind's columns in the table; 0 where it has none and in XML.
  package let ordinals: [Int16]
  /// Records that are not blank.
  package var recordCount = 0
  /// Physical lines that the block covers.
  package var lineEnds = 0
  /// Rows of rg-382 whose establishment and vigencia could be read, also rejected ones.
  package var rows: [RouteRow] = []
  /// For the rows of the vigencia whose texts are kept: by `RouteRow.texts`.
  package var texts: [RouteTexts] = []
  /// Records of the other kinds but the self-evaluation that passed, each with the source of its record.
  package var records: [(record: InputRecord, source: UnsafeRawBufferPointer)] = []
  /// Rows of the self-evaluation that passed: the other kind that comes by the million.
  package var valuations: [(row: Valuation, source: UnsafeRawBufferPointer)] = []
  package var findings: [RowFinding] = []
  /// Findings that stand only if the row at that place of `rows` counts (R112).
  package var conditionalFindings: [(row: Int, finding: RowFinding)] = []
  /// Records rejected by their own values, with their codes.
  package var rejects: [(rank: UInt32, reject: RowReject)] = []
  /// The sources, where the block has none itself.
  package var lateSources: (any LateSources)?
  private var storage: [AnyObject] = []

  package init(kind: RecordKind, ordinals: [Int16]) {
    self.kind = kind
    self.ordinals = ordinals
  }

  /// The line of the first record that is held; `nil` if none is.
  package var firstLine: Int? {
    let lines = [
      rows.first.map { Int($0.line) }, records.first.map { Int($0.record.place.line) },
      valuations.first.map { Int($0.row.place.line) }, rejects.first?.reject.line,
    ]
    return lines.compactMap(\.self).min()
  }

  /// Keeps `object` alive as long as the block.
  package mutating func keep(_ object: AnyObject) {
    storage.append(object)
  }

  /// The record of the row at a place of `rows`, cut as rejects are.
  package func source(row place: Int) -> RecordSource {
    late(place) ?? .slice(Reject.kept(rows[place].source))
  }

  /// The same of one of `records`.
  package func source(record place: Int) -> RecordSource {
    late(place) ?? .slice(Reject.kept(records[place].source))
  }

  /// The same of one of `valuations`.
  package func source(valuation place: Int) -> RecordSource {
    late(place) ?? .slice(Reject.kept(valuations[place].source))
  }

  private func late(_ place: Int) -> RecordSource? {
    lateSources.map { .bytes($0.source(at: place)) }
  }
}

/// A record as it came, as much as is kept of it.
package enum RecordSource {
  /// Of the memory of its block, and valid as long as this.
  case slice(UnsafeRawBufferPointer)
  case bytes([UInt8])

  package func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    switch self {
    case .slice(let slice): body(slice)
    case .bytes(let bytes): bytes.withUnsafeBytes(body)
    }
  }
}

/// A record that is rejected because of others, or of the directory.
package struct IntakeReject {
  package let line: Int
  package let codes: DiagnosticCodes
  package let source: RecordSource

  package init(line: Int, codes: DiagnosticCodes, source: RecordSource) {
    self.line = line
    self.codes = codes
    self.source = source
  }
}

/// Gives the records of a block as they came when they are asked for, which is seldom.
package protocol LateSources: AnyObject {
  /// The record at a place of the one list that the block has, cut as rejects are.
  func source(at place: Int) -> [UInt8]
}
