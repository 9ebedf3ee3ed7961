import Frames
import Model

/// Why a partial result is refused.
package struct PartialFault: Error {
  package enum Reason: Sendable {
    case frames(FrameFault)
    /// Read by another version of the program.
    case otherProgram(String)
    case otherJudgement(Judgement)
    /// Read with other catalogues, another edition or other names of columns.
    case otherVocabulary
    /// It says of a path of the input folder something else than another one does.
    case clash(path: String, other: String)
  }

  /// The file of the partial result.
  package let file: String
  package let reason: Reason
}
