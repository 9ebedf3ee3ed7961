import Model
import Spool

/// Findings and rejects as bytes of a spool.
extension ByteWriter {
  mutating func append(_ logged: LoggedFinding) {
    let finding = logged.finding
    append(byte: finding.code.rawValue)
    append(finding.line)
    append(finding.column)
    append(Int(logged.part))
    append(finding.establishment.map { Int($0.number) } ?? -1)
    append(counted: finding.field)
    append(counted: finding.value)
    append(finding.statement)
  }

  mutating func appendReject(
    line: Int, rank: UInt32, codes: DiagnosticCodes, record: UnsafeRawBufferPointer
  ) {
    append(line)
    append(Int(rank))
    append(Int(codes.packed))
    append(counted: record)
  }

  /// A byte that tells the case, and its content.
  private mutating func append(_ statement: Statement) {
    switch statement {
    case .text(let text):
      append(byte: 0)
      append(counted: text)
    case .value(let fault, let kind, let column):
      append(byte: 1)
      append(byte: fault.rawValue)
      append(byte: kind.rawValue)
      append(byte: UInt8(clamping: column))
    case .surplusFields(let width):
      append(byte: 2)
      append(width)
    case .endBeforeStart: append(byte: 3)
    case .lateFollowUp(let cutoff):
      append(byte: 4)
      append(Int(cutoff.number))
    case .repeatedAction(let action, let version, let vigencia):
      append(byte: 5)
      append(Int(action))
      append(Int(version))
      append(Int(vigencia))
    case .repeatedValuation(let vigencia):
      append(byte: 6)
      append(Int(vigencia))
    case .goalElsewhere: append(byte: 7)
    case .opportunityElsewhere: append(byte: 8)
    case .versionElsewhere(let version, let vigencia):
      append(byte: 9)
      append(Int(version))
      append(Int(vigencia))
    case .unknownEstablishment: append(byte: 10)
    case .inactiveEstablishment: append(byte: 11)
    }
  }
}

/// Each reads what `ByteWriter` wrote of its kind; `nil` at the first thing that it did not.
extension ByteReader {
  mutating func finding() -> LoggedFinding? {
    guard let code = byte().flatMap(DiagnosticCode.init(rawValue:)), let line = number(),
      let column = number(), let part = number(), let establishment = number(),
      let field = text(), let value = text(), let statement = statement()
    else { return nil }
    let finding = Finding(
      code, line: line, column: column, field: field, value: value, statement,
      establishment: establishment < 0 ? nil : DaneCode(number: UInt64(establishment)))
    return LoggedFinding(finding: finding, part: Int32(truncatingIfNeeded: part))
  }

  mutating func reject() -> LoggedReject? {
    guard let line = number(), let rank = number(), let codes = number(), let record = counted()
    else { return nil }
    return LoggedReject(
      reject: Reject(
        line: line, codes: DiagnosticCodes(bits: UInt64(codes)), record: Array(record)),
      rank: UInt32(truncatingIfNeeded: rank))
  }

  private mutating func statement() -> Statement? {
    switch byte() {
    case 0: text().map { .text($0) }
    case 1: valueStatement()
    case 2: number().map { .surplusFields(width: $0) }
    case 3: .endBeforeStart
    case 4: number().map { .lateFollowUp(cutoff: Day(number: Int32(truncatingIfNeeded: $0))) }
    case 5: actionStatement()
    case 6: number().map { .repeatedValuation(vigencia: UInt16(truncatingIfNeeded: $0)) }
    case 7: .goalElsewhere
    case 8: .opportunityElsewhere
    case 9: versionStatement()
    case 10: .unknownEstablishment
    case 11: .inactiveEstablishment
    default: nil
    }
  }

  private mutating func valueStatement() -> Statement? {
    guard let fault = byte().flatMap(ValueFault.init(rawValue:)),
      let kind = byte().flatMap(RecordKind.init(rawValue:)), let column = byte()
    else { return nil }
    return .value(fault, kind, column: Int(column))
  }

  private mutating func actionStatement() -> Statement? {
    guard let action = number(), let version = number(), let vigencia = number() else {
      return nil
    }
    return .repeatedAction(
      UInt16(truncatingIfNeeded: action), version: UInt32(truncatingIfNeeded: version),
      vigencia: UInt16(truncatingIfNeeded: vigencia))
  }

  private mutating func versionStatement() -> Statement? {
    guard let version = number(), let vigencia = number() else { return nil }
    return .versionElsewhere(
      UInt32(truncatingIfNeeded: version), vigencia: UInt16(truncatingIfNeeded: vigencia))
  }
}
