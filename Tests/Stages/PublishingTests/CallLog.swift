import Synchronization

/// The names of calls in their order.
final class CallLog: Sendable {
  private let names = Mutex<[String]>([])

  var all: [String] { names.withLock { $0 } }

  func append(_ name: String) {
    names.withLock { $0.append(name) }
  }
}
