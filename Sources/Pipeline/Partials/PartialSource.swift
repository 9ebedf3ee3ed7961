import Frames
import Model
import Partials
import Reading

/// The files of partial results, as if each was read again: what their reading gave is handed on in
/// the same order, to the same takers.
package final class PartialSource: InputSource {
  private struct Member {
    let path: [UInt8]
    let file: StoredFile
    let outcome: FileOutcome
    let archive: Int
    let frames: [FramePlace]
  }

  private let union: FrameUnion
  /// The names of the archives' files.
  private let names: [String]
  private let components: Int
  private let meter: RunMeter
  private let members: [Member]
  private let problems: [SourceProblem]

  /// Opens partial results; throws a `PartialFault` for one that was not read by `reading`, that is no
  /// partial result or a damaged one, or where two contradict each other.
  package init(_ names: [String], reading: ReadingContext, meter: RunMeter = RunMeter()) throws {
    self.names = names
    self.meter = meter
    components = reading.vocabulary.catalogue.components.count
    union = try PartialFiles.union(names, expected: reading.settings).union
    var members: [Member] = []
    var problems: [SourceProblem] = []
    for member in union.members {
      let entry = try PartialFiles.entry(of: member, names)
      let path = member.entry.key
      guard case .file(let file) = entry else {
        problems += [entry.problem(at: path)].compactMap(\.self)
        continue
      }
      guard let outcome = file.outcome, member.entry.frames.count.isMultiple(of: 2) else {
        throw PartialFault(file: names[member.archive], reason: .frames(.damaged))
      }
      members.append(
        Member(
          path: path, file: file, outcome: outcome, archive: member.archive,
          frames: member.entry.frames))
    }
    self.members = members
    self.problems = problems
  }

  package func list() -> SourceListing {
    SourceListing(
      files: members.map { SourceFile(path: $0.path, size: $0.file.bytes) }, problems: problems)
  }

  package func size(of file: IntakeFile) -> Int {
    members[Int(file.number)].frames.reduce(0) { $0 + $1.packed }
  }

  package func guess(_ file: IntakeFile, byName: Bool) -> FileGuess {
    FileGuess(kinds: members[Int(file.number)].file.kinds)
  }

  package func read(_ file: IntakeFile, into sink: some BlockSink, on workers: Workers) {
    let member = members[Int(file.number)]
    let metered = MeteredSink(sink, meter: meter, countsRows: !file.isRead)
    var next = 0
    workers.pull(
      { () -> Int? in
        guard next < member.frames.count else { return nil }
        defer { next += 2 }
        return next
      },
      work: { self.block(at: $0, of: member) },
      commit: { _, result in
        switch result {
        case .success(let (stored, sources)):
          var block = stored.block
          block.lateSources = StoredSources(sources, of: stored.block) {
            file.note(self.fault($0, member))
          }
          metered.take(
            block, linesBefore: stored.linesBefore, ranksBefore: stored.ranksBefore)
          return true
        case .failure(let fault):
          file.note(self.fault(fault, member))
          return false
        }
      })
    guard !file.isRead else { return }
    file.settle(member.outcome, bytes: member.file.bytes, sha256: member.file.sha256)
    meter.add(.files, 1)
  }

  /// The block whose rows are the frame at a place; the frame behind it, of its sources, is checked and
  /// stays packed.
  private func block(
    at place: Int, of member: Member
  ) -> Result<(stored: StoredBlock, sources: PackedFrame), FrameFault> {
    let archive = union.archives[member.archive]
    let (rows, sources) = (member.frames[place], member.frames[place + 1])
    let limits = BlockLimits(components: components, lastLine: member.file.lastLine)
    return Result { () throws(FrameFault) in
      let stored = try StoredBlock(try archive.unpacked(rows), limits)
      guard member.file.kinds.contains(stored.block.kind) else { throw .damaged }
      meter.add(.bytesRead, rows.packed + sources.packed)
      return (stored, try archive.packed(sources))
    }
  }

  private func fault(_ fault: FrameFault, _ member: Member) -> PartialFault {
    PartialFault(file: names[member.archive], reason: .frames(fault))
  }
}

extension ReadingContext {
  /// What a partial result that is read so depends on; only where there is a judgement.
  var settings: PartialSettings? {
    judgement.map { PartialSettings($0, vocabulary) }
  }
}

/// Partial results as files.
enum PartialFiles {
  /// Files that are kept open.
  private static let open = 200

  /// The entries of partial results that were read by `expected` or, where there is none, all by the
  /// same settings.
  static func union(
    _ names: [String], expected: PartialSettings?
  ) throws(PartialFault) -> (union: FrameUnion, settings: PartialSettings?) {
    var expected = expected
    var archives: [FrameArchive] = []
    for (place, name) in names.enumerated() {
      let (archive, settings) = try opened(name, keepsOpen: place < open)
      if let reason = difference(settings, expected) {
        throw PartialFault(file: name, reason: reason)
      }
      expected = settings
      archives.append(archive)
    }
    do throws(FrameUnion.Clash) {
      return (try FrameUnion(archives), expected)
    } catch {
      let files = error.archives.map { names[$0] }
      throw PartialFault(
        file: files.last ?? "",
        reason: .clash(
          path: String(decoding: error.key, as: UTF8.self), other: files.first ?? ""))
    }
  }

  /// What an entry of a union tells.
  static func entry(
    of member: FrameUnion.Member, _ names: [String]
  ) throws(PartialFault) -> StoredEntry {
    do throws(FrameFault) {
      return try StoredEntry(member.entry.about)
    } catch {
      throw PartialFault(file: names[member.archive], reason: .frames(error))
    }
  }

  private static func opened(
    _ name: String, keepsOpen: Bool
  ) throws(PartialFault) -> (FrameArchive, PartialSettings) {
    do throws(FrameFault) {
      let archive = try FrameArchive(try FileBytes(name, keepsOpen: keepsOpen))
      return (archive, try PartialSettings(archive.head))
    } catch {
      throw PartialFault(file: name, reason: .frames(error))
    }
  }

  private static func difference(
    _ settings: PartialSettings, _ expected: PartialSettings?
  ) -> PartialFault.Reason? {
    guard let expected, settings != expected else { return nil }
    if settings.program != expected.program { return .otherProgram(settings.program) }
    if settings.judgement != expected.judgement { return .otherJudgement(settings.judgement) }
    return .otherVocabulary
  }
}
