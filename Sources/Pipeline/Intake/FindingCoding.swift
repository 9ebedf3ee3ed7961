import Model

/// Findings and rejects as bytes of a spool.
enum FindingCoding {
  static func append(_ finding: LoggedFinding, to bytes: inout [UInt8]) {
    let diagnostic = finding.diagnostic
    bytes.append(diagnostic.code.rawValue)
    append(diagnostic.line, to: &bytes)
    append(diagnostic.column, to: &bytes)
    append(Int(finding.part), to: &bytes)
    append(diagnostic.establishment.map { Int($0.number) } ?? -1, to: &bytes)
    append(diagnostic.field, to: &bytes)
    append(diagnostic.value, to: &bytes)
    append(diagnostic.message, to: &bytes)
  }

  static func append(_ reject: LoggedReject, to bytes: inout [UInt8]) {
    append(reject.reject.line, to: &bytes)
    append(Int(reject.rank), to: &bytes)
    bytes.append(UInt8(clamping: reject.reject.codes.count))
    for code in reject.reject.codes { bytes.append(code.rawValue) }
    append(reject.reject.record.count, to: &bytes)
    bytes.append(contentsOf: reject.reject.record)
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  /// Reads what `append` wrote; ends at the first thing that it did not.
  struct Reader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func finding() -> LoggedFinding? {
      guard let code = byte().flatMap(DiagnosticCode.init(rawValue:)), let line = number(),
        let column = number(), let part = number(), let establishment = number(),
        let field = text(), let value = text(), let message = text()
      else { return nil }
      let diagnostic = Diagnostic(
        code, line: line, column: column, field: field, value: value, message: message,
        establishment: establishment < 0 ? nil : DaneCode(number: UInt64(establishment)))
      return LoggedFinding(diagnostic: diagnostic, part: Int32(truncatingIfNeeded: part))
    }

    mutating func reject() -> LoggedReject? {
      guard let line = number(), let rank = number(), let count = byte() else { return nil }
      let codes = (0..<count).compactMap { _ in byte().flatMap(DiagnosticCode.init(rawValue:)) }
      guard let length = number(), place + length <= bytes.count else { return nil }
      let record = Array(bytes[place..<place + length])
      place += length
      return LoggedReject(
        reject: Reject(line: line, codes: codes, record: record),
        rank: UInt32(truncatingIfNeeded: rank))
    }

    private mutating func byte() -> UInt8? {
      guard place < bytes.count else { return nil }
      defer { place += 1 }
      return bytes[place]
    }

    private mutating func number() -> Int? {
      guard place + 8 <= bytes.count else { return nil }
      defer { place += 8 }
      return bytes.withUnsafeBytes {
        Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Int64.self)))
      }
    }

    private mutating func text() -> String? {
      guard let count = number(), count >= 0, place + count <= bytes.count else { return nil }
      defer { place += count }
      return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }
  }
}
