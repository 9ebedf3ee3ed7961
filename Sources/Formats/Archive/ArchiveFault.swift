/// Why a zip archive, or a part of it, is not read.
///
/// Carries data only; the sentence is made by who reports it.
public enum ArchiveFault: Error, Equatable, Sendable {
  /// The archive's directory can't be found or read: it is cut off or no archive at all.
  case directory
  /// A part's bytes are not those that were packed.
  case damaged(part: String)
  /// Two parts bear one name, so that programs would read different things.
  case repeated(part: String)
  case encrypted(part: String)
  /// Packed by a method other than the two that office programs use, stored and deflated.
  case method(part: String)
  case limit(ArchiveLimit)
}

/// The limits of an archive.
public enum ArchiveLimit: Sendable, Equatable, CaseIterable {
  /// Parts in the archive.
  case parts
  /// Bytes of all that is unpacked of it, whatever is unpacked twice counted twice.
  case total
  /// How many times its packed size a part may unpack to.
  case ratio

  public var greatest: Int {
    switch self {
    case .parts: 10_000
    case .total: 4 << 30
    case .ratio: 200
    }
  }

  /// Parts up to this size, in bytes, may be packed however well.
  public static let freeSize = 16 << 20
}
