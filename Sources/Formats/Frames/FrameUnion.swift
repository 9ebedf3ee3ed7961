/// The entries of several archives as those of one, in ascending order of keys.
///
/// It does not depend on the order of the archives. An entry that stands in several counts once: they
/// must say the same of it. Where their frames were packed differently, by another version of the
/// library, those of the smallest digests are taken.
public struct FrameUnion: Sendable {
  public struct Member: Sendable {
    public let entry: FrameEntry
    /// The place of its archive.
    public let archive: Int
  }

  public let archives: [FrameArchive]
  public let members: [Member]

  /// Two archives say different things of a key.
  public struct Clash: Error, Equatable, Sendable {
    public let key: [UInt8]
    /// Their places.
    public let archives: [Int]

    public init(key: [UInt8], archives: [Int]) {
      self.key = key
      self.archives = archives
    }
  }

  public init(_ archives: [FrameArchive]) throws(Clash) {
    self.archives = archives
    var all = archives.enumerated().flatMap { place, archive in
      archive.entries.map { Member(entry: $0, archive: place) }
    }
    all.sort { left, right in
      left.entry.key == right.entry.key
        ? FrameUnion.precede(left.entry.frames, right.entry.frames)
        : left.entry.key.lexicographicallyPrecedes(right.entry.key)
    }
    var members: [Member] = []
    members.reserveCapacity(all.count)
    for member in all {
      guard let last = members.last, last.entry.key == member.entry.key else {
        members.append(member)
        continue
      }
      guard last.entry.about == member.entry.about,
        last.entry.frames.map(\.count) == member.entry.frames.map(\.count)
      else {
        throw Clash(key: member.entry.key, archives: [last.archive, member.archive].sorted())
      }
    }
    self.members = members
  }

  /// Writes the union as one archive; frames are copied as they are, once they have been checked.
  ///
  /// `failed` makes an error of a fault and the place of the archive that has it.
  public func write<Failure: Error>(
    head: [UInt8], to put: @escaping ([UInt8]) throws(Failure) -> Void,
    failed: (FrameFault, Int) -> Failure
  ) throws(Failure) {
    let writer = try FrameWriter(head: head, put)
    for member in members {
      for place in member.entry.frames {
        let frame: PackedFrame
        do throws(FrameFault) {
          frame = try archives[member.archive].packed(place)
        } catch {
          throw failed(error, member.archive)
        }
        try writer.add(frame)
      }
      writer.close(key: member.entry.key, about: member.entry.about)
    }
    try writer.finish()
  }

  private static func precede(_ left: [FramePlace], _ right: [FramePlace]) -> Bool {
    left.lexicographicallyPrecedes(right) {
      $0.digest.bytes.lexicographicallyPrecedes($1.digest.bytes)
    }
  }
}
