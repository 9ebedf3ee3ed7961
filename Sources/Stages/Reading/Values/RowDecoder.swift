import Model

/// What a value of a row turned out to be.
package enum ValueState: UInt8, Sendable {
  case absent
  case present
  case faulty
}

/// Decodes the fields of one table's rows, column by column, into numbers and texts.
///
/// The result of the last row stands in `states`, `numbers` and `texts` by column; texts are slices
/// of the bytes that were given. A number is a code, a day, hundredths, a catalogue's place or a
/// word's value, as the column's type says.
final class RowDecoder {
  let kind: RecordKind
  private(set) var states: [ValueState]
  private(set) var numbers: [Int]
  private(set) var texts: [Bytes]
  private(set) var faults: [(column: Int, fault: ValueFault)] = []

  private let columns: [Column]
  private let vocabulary: Vocabulary
  private let editionColumn: Int?
  private var caches: [WordCache?]
  private var mayHaveControls = true

  init(kind: RecordKind, vocabulary: Vocabulary) {
    self.kind = kind
    self.vocabulary = vocabulary
    columns = kind.columns
    states = Array(repeating: .absent, count: columns.count)
    numbers = Array(repeating: 0, count: columns.count)
    texts = Array(repeating: Bytes(start: nil, count: 0), count: columns.count)
    editionColumn = columns.firstIndex { $0.name == "edicion" }
    caches = columns.map { column in
      switch column.type {
      case .word, .process, .component, .yesNo, .municipality: WordCache()
      default: nil
      }
    }
  }

  /// Decodes a row. `fields` holds a slice for each column, empty where the row has none.
  /// `mayHaveControls` is false where the whole block is known to have no control character.
  func decode(_ fields: [Bytes], mayHaveControls: Bool) {
    faults.removeAll(keepingCapacity: true)
    self.mayHaveControls = mayHaveControls
    if let editionColumn { decode(fields[editionColumn], column: editionColumn) }
    for column in 0..<columns.count where column != editionColumn {
      decode(fields[column], column: column)
    }
  }

  func number(_ column: Int) -> Int? {
    states[column] == .present ? numbers[column] : nil
  }

  func day(_ column: Int) -> Day? {
    number(column).map { Day(number: Int32(truncatingIfNeeded: $0)) }
  }

  /// The text of a column in NFC.
  func string(_ column: Int) -> String? {
    states[column] == .present ? Text.string(texts[column]) : nil
  }

  // MARK: - One value

  private func decode(_ field: Bytes, column: Int) {
    let bytes = field.isEmpty ? field : field.trimmed
    texts[column] = bytes
    guard !bytes.isEmpty, !isAbsent(bytes, columns[column].type) else {
      states[column] = .absent
      if columns[column].isRequired { fail(column, .missing) }
      return
    }
    do throws(ValueFault) {
      numbers[column] = try value(bytes, column: column)
      states[column] = .present
    } catch {
      if columns[column].type == .component, editionIsFaulty {
        states[column] = .faulty
      } else {
        fail(column, error)
      }
    }
  }

  private func fail(_ column: Int, _ fault: ValueFault) {
    states[column] = .faulty
    faults.append((column, fault))
  }

  private func isAbsent(_ bytes: Bytes, _ type: ColumnType) -> Bool {
    if case .text(markersAreAbsent: false) = type { return Absence.isDash(bytes) }
    return Absence.isMarker(bytes)
  }

  private func value(_ bytes: Bytes, column: Int) throws(ValueFault) -> Int {
    switch columns[column].type {
    case .text:
      if mayHaveControls, Text.hasControl(bytes) { throw .control }
      return 0
    case .integer(let range):
      return try checked(try Numbers.integer(bytes), in: range)
    case .vigencia:
      return try checked(try Numbers.integer(bytes), in: Dates.years)
    case .decimal(let range):
      let value = try Numbers.decimal(bytes, allowsPercent: true)
      return try range.map { (bounds) throws(ValueFault) in try checked(value, in: bounds) } ?? value
    case .money:
      return try checked(try Numbers.money(bytes), in: 0...Int.max)
    case .date:
      return Int(try Dates.day(bytes).number)
    case .establishment:
      guard let code = DaneCode(bytes) else { throw .malformedCode }
      return Int(code.number)
    default:
      return try word(bytes, column: column)
    }
  }

  private func checked(_ value: Int, in range: ClosedRange<Int>) throws(ValueFault) -> Int {
    guard range.contains(value) else { throw .outOfRange }
    return value
  }

  // MARK: - Words

  private func word(_ bytes: Bytes, column: Int) throws(ValueFault) -> Int {
    if columns[column].type == .component { return try component(bytes, column: column) }
    let type = columns[column].type
    let known = caches[column]?.value(bytes) { Words.value($0, type: type, vocabulary: vocabulary) }
    guard let known else { throw .notAllowed }
    return known
  }

  private func component(_ bytes: Bytes, column: Int) throws(ValueFault) -> Int {
    guard !editionIsFaulty else { throw .notAllowed }
    let known: Int?
    if let named = editionColumn.flatMap({ number($0) }) {
      known = vocabulary.component(bytes, edition: Edition(year: named)).map(Int.init)
    } else {
      let edition = vocabulary.defaultEdition
      known = caches[column]?.value(bytes) {
        vocabulary.component($0, edition: edition).map(Int.init)
      }
    }
    guard let known else { throw .notAllowed }
    return known
  }

  /// With an invalid edicion the component is not judged.
  private var editionIsFaulty: Bool {
    editionColumn.map { states[$0] == .faulty } ?? false
  }
}

/// The words of the types that allow only some.
enum Words {
  static func value(_ bytes: Bytes, type: ColumnType, vocabulary: Vocabulary) -> Int? {
    switch type {
    case .word(let words):
      let folded = Folding.word(bytes)
      return words.first { Folding.word($0.spelling) == folded }?.value
    case .yesNo:
      return yesNo[Folding.word(bytes)]
    case .process:
      return vocabulary.process(bytes).map(Int.init)
    case .municipality:
      guard bytes.count == 5, bytes.allSatisfy({ Numbers.digit($0) != nil }) else { return nil }
      let code = MunicipalityCode(number: UInt32(Numbers.digits(bytes)))
      return vocabulary.municipalities[code] == nil ? nil : Int(code.number)
    default:
      return nil
    }
  }

  private static let yesNo: [[UInt8]: Int] = {
    var words: [[UInt8]: Int] = [:]
    for word in ["si", "s", "1", "true", "verdadero", "x"] { words[Array(word.utf8)] = 1 }
    for word in ["no", "n", "0", "false", "falso"] { words[Array(word.utf8)] = 0 }
    return words
  }()
}
