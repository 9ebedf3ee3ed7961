/// The open elements of a document: the line of each and how many namespaces it declares.
struct OpenElements: ~Copyable {
  /// One more than may be open, since the one that is too deep is entered before it is refused and
  /// nothing is entered after it.
  private static let capacity = XMLLimit.depth.greatest + 1

  private let elements: UnsafeMutablePointer<(line: Int, namespaces: Int)>
  private(set) var count = 0

  init() {
    elements = .allocate(capacity: OpenElements.capacity)
    elements.initialize(repeating: (0, 0), count: OpenElements.capacity)
  }

  deinit {
    elements.deallocate()
  }

  /// The line of the innermost.
  var lastLine: Int? { count > 0 ? elements[count - 1].line : nil }

  mutating func append(line: Int, namespaces: Int) {
    guard count < OpenElements.capacity else { return }
    elements[count] = (line, namespaces)
    count &+= 1
  }

  /// Closes the innermost; gives how many namespaces it declares.
  mutating func removeLast() -> Int {
    guard count > 0 else { return 0 }
    count &-= 1
    return elements[count].namespaces
  }
}
