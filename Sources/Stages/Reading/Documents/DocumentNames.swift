import Foundation
import PlainXML

/// Names of plain documents that are read one after the other, and which of those of nested rg-382 each
/// of them is.
final class DocumentNames {
  let store = NameStore()
  let ofRoutes = NameTable(RouteForm.spellings)
}

/// The names that nobody uses now, so that each document finds those of the ones before.
///
/// The same name has the same meaning in every document, so that it does not matter whose it was.
final class DocumentNamePool: @unchecked Sendable {
  // Unchecked: `free` is looked at under the lock, and names are one owner's at a time.
  private let lock = NSLock()
  private var free: [DocumentNames] = []

  /// Lends names for as long as the body runs.
  func lend<Result>(_ body: (DocumentNames) -> Result) -> Result {
    let names = lock.withLock { free.popLast() } ?? DocumentNames()
    defer { if !names.store.isCrowded { lock.withLock { free.append(names) } } }
    return body(names)
  }
}
