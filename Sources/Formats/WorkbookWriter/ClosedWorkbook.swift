import Spool

/// A workbook that was written to its end and not looked at yet.
public struct ClosedWorkbook: Sendable {
  let file: NamelessFile
  /// What the file has to hold.
  let given: WorkbookCheck

  /// Reads the workbook back and hands out its bytes in pieces, valid during the call only.
  ///
  /// Its parts are read back by `forEach`, which calls its work once for each of so many places, on
  /// any threads. Throws a `WorkbookError` if the file is not what was handed over or can't be read.
  public func read<Failure: Error>(
    _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void,
    forEach: (_ count: Int, _ work: (Int) -> Void) -> Void
  ) throws {
    try given.run(FinishedWorkbook(file), forEach: forEach)
    try file.read(take)
  }
}
