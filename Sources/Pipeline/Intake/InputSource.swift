import Reading

/// Where an input comes from: the files of a folder, or what was read of them elsewhere.
///
/// Files are asked for by several threads, each file by one at a time.
package protocol InputSource: AnyObject {
  /// What the input holds, in the reading order; throws where the system does not let it be known.
  func list() throws -> SourceListing
  /// Bytes that a reading of a file passes, for the line of progress.
  func size(of file: IntakeFile) -> Int
  /// What a file may hold; with `byName` its name may tell.
  func guess(_ file: IntakeFile, byName: Bool) -> FileGuess
  /// Hands the blocks of a file on in their order, and settles with the first reading what is known of
  /// the file as a whole; blocks are prepared by `workers`.
  func read(_ file: IntakeFile, into sink: some BlockSink, on workers: Workers)
}
