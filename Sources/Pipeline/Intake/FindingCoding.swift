import Model
import Spool

/// Findings and rejects as bytes of a spool.
extension ByteWriter {
  mutating func append(_ finding: LoggedFinding) {
    let diagnostic = finding.diagnostic
    append(byte: diagnostic.code.rawValue)
    append(diagnostic.line)
    append(diagnostic.column)
    append(Int(finding.part))
    append(diagnostic.establishment.map { Int($0.number) } ?? -1)
    append(counted: diagnostic.field.utf8)
    append(counted: diagnostic.value.utf8)
    append(counted: diagnostic.message.utf8)
  }

  mutating func append(_ reject: LoggedReject) {
    append(reject.reject.line)
    append(Int(reject.rank))
    append(byte: UInt8(clamping: reject.reject.codes.count))
    for code in reject.reject.codes { append(byte: code.rawValue) }
    append(counted: reject.reject.record)
  }
}

/// Each reads what `ByteWriter` wrote of its kind; `nil` at the first thing that it did not.
extension ByteReader {
  mutating func finding() -> LoggedFinding? {
    guard let code = byte().flatMap(DiagnosticCode.init(rawValue:)), let line = number(),
      let column = number(), let part = number(), let establishment = number(),
      let field = counted(), let value = counted(), let message = counted()
    else { return nil }
    let diagnostic = Diagnostic(
      code, line: line, column: column, field: String(decoding: field, as: UTF8.self),
      value: String(decoding: value, as: UTF8.self),
      message: String(decoding: message, as: UTF8.self),
      establishment: establishment < 0 ? nil : DaneCode(number: UInt64(establishment)))
    return LoggedFinding(diagnostic: diagnostic, part: Int32(truncatingIfNeeded: part))
  }

  mutating func reject() -> LoggedReject? {
    guard let line = number(), let rank = number(), let count = byte() else { return nil }
    let codes = (0..<count).compactMap { _ in byte().flatMap(DiagnosticCode.init(rawValue:)) }
    guard let record = counted() else { return nil }
    return LoggedReject(
      reject: Reject(line: line, codes: codes, record: Array(record)),
      rank: UInt32(truncatingIfNeeded: rank))
  }
}
