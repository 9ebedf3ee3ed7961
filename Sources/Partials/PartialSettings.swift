import Digest
import Frames
import Model

/// What the reading of a partial result depended on; results of different settings can't be joined.
///
/// The head of its archive.
package struct PartialSettings: Equatable, Sendable {
  /// The program's version: another one may read by other rules.
  package let program: String
  package let judgement: Judgement
  /// Of the catalogues, the edition and the names of columns by which files were read.
  package let vocabulary: SHA256Value

  package init(program: String, judgement: Judgement, vocabulary: SHA256Value) {
    self.program = program
    self.judgement = judgement
    self.vocabulary = vocabulary
  }

  package var bytes: [UInt8] {
    var writer = PackedWriter()
    writer.append(program)
    writer.append(count: judgement.period)
    writer.append(signed: Int(judgement.cutoff.number))
    writer.append(raw: vocabulary.bytes)
    return writer.bytes
  }

  package init(_ bytes: [UInt8]) throws(FrameFault) {
    self = try PackedReader.whole(bytes) { (reader) throws(FrameFault) in
      let program = try reader.text()
      let period = try reader.count(upTo: 9999)
      let cutoff = Day(number: try reader.integer(in: BlockLimits.days))
      let vocabulary = SHA256Value(bytes: try reader.raw(32))
      return PartialSettings(
        program: program, judgement: Judgement(period: period, cutoff: cutoff),
        vocabulary: vocabulary)
    }
  }
}

extension PackedReader {
  /// A signed number that lies in a range.
  mutating func integer<Number: FixedWidthInteger>(
    in range: ClosedRange<Number>
  ) throws(FrameFault) -> Number {
    guard let number = Number(exactly: try signed()), range.contains(number) else {
      throw .damaged
    }
    return number
  }

  /// What a raw value that was written as a number stands for.
  mutating func value<Value: RawRepresentable>(
    _: Value.Type = Value.self
  ) throws(FrameFault) -> Value where Value.RawValue == UInt8 {
    guard let value = Value(rawValue: try byte()) else { throw .damaged }
    return value
  }
}
