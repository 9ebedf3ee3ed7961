import Model
import Reporting
import Spool

/// The findings as pages tell them: those of the run in a summary, and the first of each
/// establishment on disk, so that memory does not grow with what is wrong.
struct PageFindings: Sendable {
  /// The findings of an establishment, chained from the last that is kept to the first.
  private struct Chain {
    var last = -1
    var kept = 0
    var total = 0
  }

  let summary: ValidationSummary
  private let spool: Spool
  private let files: [String]
  private let chains: [DaneCode: Chain]

  /// Takes every finding with the name of its file, in their order; sets them aside in `folder`.
  init(_ findings: () throws -> (Diagnostic, String)?, in folder: String) throws {
    var summary = ValidationSummary()
    var files: [String] = []
    var chains: [DaneCode: Chain] = [:]
    spool = try Spool(in: folder)
    while let (finding, file) = try findings() {
      summary.add(finding, file: file)
      guard let code = finding.establishment else { continue }
      if files.last != file { files.append(file) }
      var chain = chains[code] ?? Chain()
      chain.total += 1
      if chain.kept < EstablishmentDiagnostics.longest {
        let offset = spool.end
        try PageFindings.keep(finding, file: files.count - 1, after: chain.last, in: spool)
        chain.last = offset
        chain.kept += 1
      }
      chains[code] = chain
    }
    try spool.flush()
    self.summary = summary
    self.files = files
    self.chains = chains
  }

  private static func keep(
    _ finding: Diagnostic, file: Int, after previous: Int, in spool: Spool
  ) throws(SpoolError) {
    var writer = ByteWriter()
    writer.append(previous)
    writer.append(file)
    let buffer = ChunkBuffer(capacity: 512)
    buffer.append(Finding(finding))
    writer.append(buffer.bytes)
    try spool.append(number: writer.count)
    try spool.append(writer.bytes)
  }

  /// What is to be corrected in the records of an establishment, in the order of the findings.
  func diagnostics(_ code: DaneCode) throws -> EstablishmentDiagnostics {
    guard let chain = chains[code] else { return EstablishmentDiagnostics() }
    var items: [FiledDiagnostic] = []
    var window = SpoolWindow(spool, reach: 0)
    var offset = chain.last
    while var reader = try window.record(at: offset), let previous = reader.number(),
      let file = reader.number(), let found = reader.finding()?.finding,
      case .text(let message) = found.statement
    {
      items.append(
        FiledDiagnostic(file: files[file], diagnostic: found.diagnostic(saying: message)))
      offset = previous
    }
    return EstablishmentDiagnostics(items: items.reversed(), total: chain.total)
  }
}
