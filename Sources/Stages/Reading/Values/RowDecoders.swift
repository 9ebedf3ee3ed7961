import Foundation
import Model

/// The decoders that nobody uses now, so that each block and each small file finds one that knows the
/// words of those before.
///
/// What a decoder remembers are values that spellings stand for in any file, so that it does not matter
/// whose it was.
final class RowDecoders: @unchecked Sendable {
  // Unchecked: `free` is looked at under the lock, and a decoder is one owner's at a time.
  private let vocabulary: Vocabulary
  private let lock = NSLock()
  private var free: [RecordKind: [RowDecoder]] = [:]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// A decoder for as long as the caller keeps it from others.
  func take(_ kind: RecordKind) -> RowDecoder {
    lock.withLock { free[kind]?.popLast() } ?? RowDecoder(kind: kind, vocabulary: vocabulary)
  }

  /// Gives a decoder back, whose last row is not asked for any more.
  func give(_ decoder: RowDecoder) {
    lock.withLock { free[decoder.kind, default: []].append(decoder) }
  }
}
