import Model
import Reading

/// Counts the records of the blocks that it hands on, and the time that taking them needs.
final class MeteredSink<Base: BlockSink>: BlockSink {
  private let base: Base
  private let meter: RunMeter
  private let countsRows: Bool

  /// `countsRows` is off where the file's records were counted in an earlier reading.
  init(_ base: Base, meter: RunMeter, countsRows: Bool) {
    self.base = base
    self.meter = meter
    self.countsRows = countsRows
  }

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    if countsRows { meter.add(.rows, block.recordCount) }
    meter.time(.taking) {
      base.take(block, linesBefore: linesBefore, ranksBefore: ranksBefore)
    }
  }

  func forget() {
    base.forget()
  }
}
