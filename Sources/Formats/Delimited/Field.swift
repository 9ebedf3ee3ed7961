/// A field of a record: a range of the block it was read from.
public struct Field: Sendable, Hashable {
  public var start: Int32
  public var count: Int32
  /// Whether quotes inside it are doubled or text follows its closing quote, so that its value is
  /// not the bytes of the range as they stand.
  public var needsUnquoting: Bool

  public init(start: Int32, count: Int32, needsUnquoting: Bool = false) {
    self.start = start
    self.count = count
    self.needsUnquoting = needsUnquoting
  }
}

/// A record of a delimited text, as ranges of the block it was read from.
///
/// Its memory is used again for the next record, so that millions pass without an allocation.
public struct DelimitedRecord: ~Copyable {
  private let storage: FieldStorage
  /// Room for as many fields as a record may have, of `storage`, so as not to ask it for every field.
  let memory: UnsafeMutablePointer<Field>
  /// The first field with a line end inside, behind which none is kept.
  private var broken = Int.max
  /// How many fields it has.
  public internal(set) var count = 0
  /// How many of its first fields are, byte by byte, those of the record that was told before it.
  public private(set) var repeated = 0
  /// The record's bytes without its line end.
  public internal(set) var start = 0
  public internal(set) var end = 0
  /// Line ends inside the record and the one that closes it.
  public internal(set) var lineEnds = 0

  public init() {
    storage = FieldStorage()
    memory = storage.memory
  }

  /// Its fields as ranges of the block; they hold until the next record is read.
  public var fields: FieldList { FieldList(storage: storage, origin: start, count: count) }

  /// The first of `count` fields, whose places count from `start`; valid while the record lives.
  public var first: UnsafePointer<Field> { UnsafePointer(memory) }

  /// Begins the next record at `position` with those fields of this one that end within its first
  /// `same` bytes; returns where the content of the next field starts, counted from `position`.
  @inline(__always)
  mutating func begin(at position: Int, same: Int) -> Int {
    var kept = 0
    if same > 0 {
      let last = max(0, min(count &- 1, broken))
      // Most records repeat as many as the one before.
      kept = min(repeated, last)
      while kept > 0, Int(memory[kept].start) > same { kept &-= 1 }
      while kept < last, Int(memory[kept &+ 1].start) <= same { kept &+= 1 }
    }
    (count, repeated, broken) = (kept, kept, Int.max)
    (start, lineEnds) = (position, 0)
    return kept > 0 ? Int(memory[kept].start) : 0
  }

  /// Tells that the field that is to be added has line ends inside.
  @inline(__always)
  mutating func breakLine(_ added: Int) {
    lineEnds &+= added
    broken = min(broken, count)
  }

  /// Adds a field; `false` if there is no room for more.
  @inline(__always)
  mutating func append(_ field: Field) -> Bool {
    guard count < Limits.columns else { return false }
    memory[count] = field
    count &+= 1
    return true
  }
}

/// The fields of a record.
public struct FieldList: RandomAccessCollection {
  fileprivate let storage: FieldStorage
  fileprivate let origin: Int
  public let count: Int

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(place: Int) -> Field {
    precondition(place >= 0 && place < count, "no such field")
    var field = storage.memory[place]
    field.start += Int32(origin)
    return field
  }
}

/// Room for the fields of the widest record.
private final class FieldStorage {
  let memory = UnsafeMutablePointer<Field>.allocate(capacity: Limits.columns)

  deinit {
    memory.deallocate()
  }
}

/// Why a table has to be refused whole (F008), and on which line the field at fault begins, counted
/// in line ends from where the tokenizer started.
public struct DelimitedFault: Error, Equatable, Sendable {
  public enum Kind: Sendable {
    case fieldTooLong
    case tooManyColumns
    case unclosedQuote
  }

  public let kind: Kind
  public let line: Int
  /// Where in the block the field at fault begins.
  public let offset: Int

  public init(_ kind: Kind, line: Int, offset: Int) {
    self.kind = kind
    self.line = line
    self.offset = offset
  }
}

public enum Limits {
  /// A field or an XML text, in UTF-8 bytes (F008).
  public static let fieldBytes = 1_048_576
  /// Columns of a record (F008).
  public static let columns = 1_000
}
