import Foundation
import Glibc
import Publishing
import Synchronization

/// Ends the program on SIGINT, SIGTERM and SIGHUP: nothing half published stays behind, and the
/// process dies of the signal, as who sent it expects (143, 130 and 129 in a shell).
///
/// One thread waits for the signals, so that it may do what a signal handler may not. Either it ends
/// the process or the work does (`finish`), never both.
enum Interruption {
  private static let deadly: KeyValuePairs = [
    SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGHUP",
  ]
  private static let publisher = Mutex<Publisher?>(nil)
  /// Taken by who ends the process, and never given back.
  private static let ending = NSRecursiveLock()

  /// Begins to wait; to be called before any other thread is started.
  ///
  /// A signal that the parent has set to be ignored, as `nohup` does, stays so.
  static func watch() {
    // A closed pipe and a file over its limit are errors of a write, not the end of the program.
    Glibc.signal(SIGPIPE, SIG_IGN)
    Glibc.signal(SIGXFSZ, SIG_IGN)
    var set = awaited
    pthread_sigmask(SIG_BLOCK, &set, nil)
    var thread = pthread_t()
    guard pthread_create(&thread, nil, { _ in Interruption.wait() }, nil) == 0 else {
      // Nobody could take the signals: then they end the process as they always did.
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
      return
    }
    pthread_detach(thread)
  }

  /// Tells whose work is to be given up when a signal comes.
  static func guarding(_ opened: Publisher) {
    publisher.withLock { $0 = opened }
  }

  /// To be called, as often as need be, before the program ends by itself; does not return where a
  /// signal is ending it.
  static func finish() {
    ending.lock()
  }

  private static func wait() -> Never {
    var set = awaited
    var number: Int32 = 0
    while sigwait(&set, &number) != 0 {}
    let caught = number
    ending.lock()
    let name = deadly.first { $0.key == caught }?.value ?? ""
    Terminal.complain(message(name, isPublished: publisher.withLock { $0?.abandon() }))
    Glibc.signal(number, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    exit(128 + number)
  }

  /// The signals that end the program; what else the parent has blocked is not among them.
  private static var awaited: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for (number, _) in deadly where !isIgnored(number) { sigaddset(&set, number) }
    return set
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func message(_ signal: String, isPublished: Bool?) -> String {
    switch isPublished {
    case nil: "pmi: se interrumpió con \(signal)."
    case false?:
      "pmi: se interrumpió con \(signal); no se publicó nada y lo publicado antes sigue entero."
    case true?: "pmi: se interrumpió con \(signal) cuando la ejecución ya estaba publicada."
    }
  }
}
