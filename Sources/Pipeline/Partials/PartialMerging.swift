import Frames
import Partials
import Publishing
import Reading
import Spool

/// Joins partial results into one; what they hold is copied as it is.
package enum PartialMerging {
  package static func merge(_ names: [String], to output: String) throws -> PartialSummary {
    try PartialFailures.told(output) {
      let (union, settings) = try PartialFiles.union(names, expected: nil)
      guard let settings else { throw RunFailure.notWritten(PartialMessages.none) }
      var summary = PartialSummary(output: output)
      for member in union.members {
        summary.count(try PartialFiles.entry(of: member, names))
      }
      summary.content = try writeFile(at: output) { file in
        try union.write(head: settings.bytes) { (bytes) throws in
          try file.write(bytes)
        } failed: { fault, place in
          PartialFault(file: names[place], reason: .frames(fault))
        }
      }.content
      return summary
    }
  }
}

/// What was written.
package struct PartialSummary: Sendable {
  package let output: String
  package private(set) var files = 0
  /// What stands in the input folder and is not read.
  package private(set) var problems = 0
  package internal(set) var content: Fingerprint?

  init(output: String) {
    self.output = output
  }

  mutating func count(_ entry: StoredEntry) {
    if case .file = entry { files += 1 } else { problems += 1 }
  }
}

/// How what stops the making of a partial result is told.
enum PartialFailures {
  /// Runs `body`, whose errors become failures of a verb that writes `output`.
  static func told<Result>(_ output: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let fault as PartialFault {
      throw RunFailure.notWritten(PartialMessages.text(fault))
    } catch let fault as SelectionFault {
      throw RunFailure.notWritten(PartialMessages.text(fault))
    } catch let error as SourceFolderError {
      throw RunFailure.notWritten(PartialMessages.text(error))
    } catch let fault as IntakeFault {
      throw RunFailure.notWritten(MachineMessages.text(fault))
    } catch let error as PublishingError {
      throw RunFailure.notWritten(error.message)
    } catch let error as SpoolError {
      throw RunFailure.notWritten(MachineMessages.text(error, in: output))
    } catch let fault as FrameFault {
      throw RunFailure.notWritten(
        PartialMessages.text(PartialFault(file: output, reason: .frames(fault))))
    }
  }
}
