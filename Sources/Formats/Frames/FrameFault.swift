/// Why bytes are not the frames they should be.
public enum FrameFault: Error, Equatable, Sendable {
  /// They do not begin as an archive of frames does.
  case notFrames
  /// The format has another version.
  case otherVersion(UInt32)
  /// They end too soon, or not as an archive ends.
  case truncated
  /// They are not what was written.
  case damaged
  case cannotRead(errno: Int32)
  case noMemory
}
