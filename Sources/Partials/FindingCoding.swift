import Frames
import Model

/// Findings and rejects, by the codes that are printed.
extension PackedWriter {
  mutating func append(_ finding: Diagnostic) {
    append(finding.code.text)
    append(count: finding.line)
    append(count: finding.column)
    append(UInt64(finding.establishment.map { $0.number + 1 } ?? 0))
    append(finding.field)
    append(finding.value)
    append(finding.message)
  }

  mutating func append(_ finding: RowFinding, _ sentence: (Finding) -> String) {
    append(UInt64(finding.rank))
    append(finding.finding.diagnostic(saying: sentence(finding.finding)))
  }

  mutating func append(_ reject: RowReject, rank: UInt32) {
    append(UInt64(rank))
    append(count: reject.line)
    append(count: reject.codes.count)
    for code in reject.codes { append(code.text) }
    append(counted: reject.source)
  }
}

extension PackedReader {
  mutating func finding(lastLine: UInt32) throws(FrameFault) -> Diagnostic {
    let code = try code()
    let line = try count(upTo: Int(lastLine))
    let column = try count(upTo: Int(Int16.max))
    let number = try count(upTo: BlockLimits.establishments.upperBound + 1)
    let field = try text()
    let value = try text()
    return Diagnostic(
      code, line: line, column: column, field: field, value: value, message: try text(),
      establishment: number == 0 ? nil : DaneCode(number: UInt64(number - 1)))
  }

  mutating func rowFinding(lastLine: UInt32) throws(FrameFault) -> RowFinding {
    let rank = UInt32(try count(upTo: Int(UInt32.max)))
    return RowFinding(rank: rank, finding: Finding(try finding(lastLine: lastLine)))
  }

  mutating func reject(lastLine: UInt32) throws(FrameFault) -> (rank: UInt32, reject: RowReject) {
    let rank = UInt32(try count(upTo: Int(UInt32.max)))
    let line = try count(upTo: Int(lastLine))
    var codes: DiagnosticCodes = []
    for _ in 0..<(try count(upTo: DiagnosticCode.allCases.count)) { codes.insert(try code()) }
    return (rank, RowReject(line: line, codes: codes, source: try counted()))
  }

  private mutating func code() throws(FrameFault) -> DiagnosticCode {
    guard let code = DiagnosticCode(text: try text()) else { throw .damaged }
    return code
  }
}
