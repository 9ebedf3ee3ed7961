/// The texts of an action that a page or a table may need; slices of the block's memory.
public struct RouteTexts {
  public var opportunity: UnsafeRawBufferPointer
  public var goal: UnsafeRawBufferPointer
  public var indicator: UnsafeRawBufferPointer
  public var action: UnsafeRawBufferPointer
  public var evidence: UnsafeRawBufferPointer

  public init(
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
public struct RowFinding: Sendable {
  public var rank: UInt32
  public var finding: Finding

  public init(rank: UInt32, finding: Finding) {
    self.rank = rank
    self.finding = finding
  }
}

/// A record that its own values reject, as a slice of its block's memory.
public struct RowReject {
  public let line: Int
  public let codes: DiagnosticCodes
  /// As much as is kept of the record.
  public let source: UnsafeRawBufferPointer

  public init(line: Int, codes: DiagnosticCodes, source: UnsafeRawBufferPointer) {
    self.line = line
    self.codes = codes
    self.source = source
  }

  public var record: [UInt8] { Array(source) }
}

/// What a block of a file holds, after every check that needs no other row (contract 1 §5.1).
///
/// Lines and ranks are counted from the block's start; who takes blocks in their order adds what
/// came before. Texts and sources are slices of `storage`, which the value keeps alive.
public struct DecodedBlock {
  public let kind: RecordKind
  /// 1-based ordinals of the kind's columns in the table; 0 where it has none and in XML.
  public let ordinals: [Int16]
  /// Records that are not blank.
  public var recordCount = 0
  /// Physical lines that the block covers.
  public var lineEnds = 0
  /// Rows of rg-382 whose establishment and vigencia could be read, also rejected ones.
  public var rows: [RouteRow] = []
  /// For the rows of the vigencia whose texts are kept: by `RouteRow.texts`.
  public var texts: [RouteTexts] = []
  /// Records of the other kinds but the self-evaluation that passed, each with the source of its record.
  public var records: [(record: InputRecord, source: UnsafeRawBufferPointer)] = []
  /// Rows of the self-evaluation that passed: the other kind that comes by the million.
  public var valuations: [(row: Valuation, source: UnsafeRawBufferPointer)] = []
  public var findings: [RowFinding] = []
  /// Findings that stand only if the row at that place of `rows` counts (R112).
  public var conditionalFindings: [(row: Int, finding: RowFinding)] = []
  /// Records rejected by their own values, with their codes.
  public var rejects: [(rank: UInt32, reject: RowReject)] = []
  /// The sources, where the block has none itself.
  public var lateSources: (any LateSources)?
  private var storage: [AnyObject] = []

  public init(kind: RecordKind, ordinals: [Int16]) {
    self.kind = kind
    self.ordinals = ordinals
  }

  /// The line of the first record that is held; `nil` if none is.
  public var firstLine: Int? {
    let lines = [
      rows.first.map { Int($0.line) }, records.first.map { Int($0.record.place.line) },
      valuations.first.map { Int($0.row.place.line) }, rejects.first?.reject.line,
    ]
    return lines.compactMap(\.self).min()
  }

  /// Keeps `object` alive as long as the block.
  public mutating func keep(_ object: AnyObject) {
    storage.append(object)
  }

  /// The record of the row at a place of `rows`, cut as rejects are.
  public func source(row place: Int) -> RecordSource {
    late(place) ?? .slice(Reject.kept(rows[place].source))
  }

  /// The same of one of `records`.
  public func source(record place: Int) -> RecordSource {
    late(place) ?? .slice(Reject.kept(records[place].source))
  }

  /// The same of one of `valuations`.
  public func source(valuation place: Int) -> RecordSource {
    late(place) ?? .slice(Reject.kept(valuations[place].source))
  }

  private func late(_ place: Int) -> RecordSource? {
    lateSources.map { .bytes($0.source(at: place)) }
  }
}

/// A record as it came, as much as is kept of it.
public enum RecordSource {
  /// Of the memory of its block, and valid as long as this.
  case slice(UnsafeRawBufferPointer)
  case bytes([UInt8])

  public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    switch self {
    case .slice(let slice): body(slice)
    case .bytes(let bytes): bytes.withUnsafeBytes(body)
    }
  }
}

/// A record that is rejected because of others, or of the directory.
public struct IntakeReject {
  public let line: Int
  public let codes: DiagnosticCodes
  public let source: RecordSource

  public init(line: Int, codes: DiagnosticCodes, source: RecordSource) {
    self.line = line
    self.codes = codes
    self.source = source
  }
}

/// Gives the records of a block as they came when they are asked for, which is seldom.
public protocol LateSources: AnyObject {
  /// The record at a place of the one list that the block has, cut as rejects are.
  func source(at place: Int) -> [UInt8]
}
