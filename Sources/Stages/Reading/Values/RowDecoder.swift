import Model

/// What a value of a row turned out to be.
package enum ValueState: UInt8, Sendable {
  case absent
  case present
  case faulty
}

/// What decoding needs of a column, in a form that can be looked at without counting references.
private struct ColumnPlan {
  enum Form: UInt8 {
    case text, markedText, integer, decimal, money, date, establishment, word, component
  }

  let form: Form
  let isRequired: Bool
  let least: Int
  let most: Int

  init(_ column: Column) {
    isRequired = column.isRequired
    var range = 0...Int.max
    switch column.type {
    case .text(let markersAreAbsent): form = markersAreAbsent ? .markedText : .text
    case .integer(let bounds): (form, range) = (.integer, bounds)
    case .vigencia: (form, range) = (.integer, Dates.years)
    case .decimal(let bounds): (form, range) = (.decimal, bounds ?? Int.min...Int.max)
    case .money: form = .money
    case .date: form = .date
    case .establishment: form = .establishment
    case .component: form = .component
    case .yesNo, .word, .process, .municipality: form = .word
    }
    (least, most) = (range.lowerBound, range.upperBound)
  }
}

/// Decodes the fields of one table's rows, column by column, into numbers and texts.
///
/// The result of the last row stands in `states`, `numbers` and `texts` by column; texts are slices
/// of the bytes that were given. A number is a code, a day, hundredths, a catalogue's place or a
/// word's value, as the column's type says. The three are plain memory of as many places as the kind
/// has columns, since every field of every row passes here.
final class RowDecoder {
  let kind: RecordKind
  /// By column.
  let names: [String]
  let establishmentColumn: Int?
  let count: Int
  let states: UnsafeMutablePointer<ValueState>
  let numbers: UnsafeMutablePointer<Int>
  let texts: UnsafeMutablePointer<Bytes>
  private(set) var faults: [(column: Int, fault: ValueFault)] = []
  /// How many findings and rejects came of the last block.
  var usualFaults = (findings: 0, rejects: 0)

  private let columns: [Column]
  private let all: ColumnSet
  /// The columns whose value depends on the edition that the row names.
  private let components: ColumnSet
  /// The columns that are at fault in the last row, and told anew in the next.
  private var faulty = ColumnSet.none
  private let plans: UnsafeMutablePointer<ColumnPlan>
  private let vocabulary: Vocabulary
  private let editionColumn: Int?
  /// The editions that a row may name.
  private let editions: [Int]
  /// By column, of words and of components in rows that name no edition; behind them one for the
  /// components of each edition that a row may name.
  private let caches: [WordCache?]
  /// In the places of `caches` those that were refused, once there is one: a misspelling comes back.
  private var refused: [WordCache?]

  init(kind: RecordKind, vocabulary: Vocabulary) {
    self.kind = kind
    self.vocabulary = vocabulary
    columns = kind.columns
    names = columns.map(\.name)
    establishmentColumn = names.firstIndex(of: "codigo_dane")
    count = columns.count
    states = .allocate(capacity: count)
    states.initialize(repeating: .absent, count: count)
    numbers = .allocate(capacity: count)
    numbers.initialize(repeating: 0, count: count)
    texts = .allocate(capacity: count)
    texts.initialize(repeating: Bytes(start: nil, count: 0), count: count)
    plans = .allocate(capacity: count)
    for (place, column) in columns.enumerated() {
      (plans + place).initialize(to: ColumnPlan(column))
    }
    all = ColumnSet(first: count)
    components = ColumnSet(columns.indices.filter { [plans] in plans[$0].form == .component })
    editionColumn = columns.firstIndex { $0.name == "edicion" }
    var editions: [Int] = []
    if let editionColumn, case .word(let words) = columns[editionColumn].type {
      editions = words.map(\.value)
    }
    self.editions = editions
    caches =
      (0..<count).map { [plans] in
        plans[$0].form == .word || plans[$0].form == .component ? WordCache() : nil
      } + editions.map { _ in WordCache() }
    refused = Array(repeating: nil, count: caches.count)
  }

  deinit {
    states.deallocate()
    numbers.deallocate()
    texts.deallocate()
    plans.deallocate()
  }

  /// Decodes a row.
  ///
  /// `fields` holds a slice for each column, empty where the row has none, each of a `Block` or an
  /// `Arena`, since bytes behind it may be read. Those of the columns `kept` are, byte by byte, what they
  /// were in the row before: their values stay. `mayHaveControls` is false where the whole block is known
  /// to have no control character.
  func decode(
    _ fields: UnsafePointer<Bytes>, keeping kept: ColumnSet = .none, mayHaveControls: Bool
  ) {
    if !faults.isEmpty { faults.removeAll(keepingCapacity: true) }
    var columns = all.subtracting(kept).union(faulty)
    faulty = .none
    // The edition comes first, and its components come anew with another.
    let edition = editionColumn ?? -1
    let before = editionColumn.flatMap { number($0) }
    var column = edition >= 0 && columns.contains(edition) ? edition : columns.takeFirst()
    columns.remove(edition)
    while column >= 0 {
      decode(fields[column], column: column, mayHaveControls)
      if column == edition, number(edition) != before || states[edition] == .faulty {
        columns = columns.union(components)
      }
      column = columns.takeFirst()
    }
  }

  @inline(__always)
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

  @inline(__always)
  private func decode(_ field: Bytes, column: Int, _ mayHaveControls: Bool) {
    let plan = plans[column]
    if let start = field.baseAddress, field.count > 0 {
      if let number = plain(start, field.count, column: column, plan, mayHaveControls) {
        texts[column] = field
        numbers[column] = number
        states[column] = .present
        return
      }
    } else if !plan.isRequired {
      texts[column] = field
      states[column] = .absent
      return
    }
    judge(field, column: column, plan, mayHaveControls)
  }

  /// The number of a value in its usual spelling; `nil` where `judge` has to look at it.
  @inline(__always)
  private func plain(
    _ start: UnsafeRawPointer, _ count: Int, column: Int, _ plan: ColumnPlan,
    _ mayHaveControls: Bool
  ) -> Int? {
    let number: Int?
    switch plan.form {
    case .text:
      return !mayHaveControls && PlainSpelling.isText(start, count) ? 0 : nil
    case .markedText:
      return !mayHaveControls && PlainSpelling.isMarkedText(start, count) ? 0 : nil
    case .date: return PlainSpelling.day(start, count)
    case .establishment: return PlainSpelling.establishment(start, count)
    case .word: return caches[column]?.known(start, count)
    case .component: return editionIsFaulty ? nil : caches[cache(column)]?.known(start, count)
    case .integer: number = PlainSpelling.integer(start, count)
    case .decimal, .money: number = PlainSpelling.hundredths(start, count)
    }
    guard let number, number >= plan.least, number <= plan.most else { return nil }
    return number
  }

  /// Judges a value in any spelling.
  @inline(never)
  private func judge(_ field: Bytes, column: Int, _ plan: ColumnPlan, _ mayHaveControls: Bool) {
    let bytes = field.trimmed
    texts[column] = bytes
    guard !bytes.isEmpty, !isAbsent(bytes, plan.form) else {
      states[column] = .absent
      if plan.isRequired { fail(column, .missing) }
      return
    }
    do throws(ValueFault) {
      numbers[column] = try value(bytes, column: column, plan, mayHaveControls)
      states[column] = .present
    } catch {
      if plan.form == .component, editionIsFaulty {
        states[column] = .faulty
        faulty.insert(column)
      } else {
        fail(column, error)
      }
    }
  }

  private func fail(_ column: Int, _ fault: ValueFault) {
    states[column] = .faulty
    faulty.insert(column)
    faults.append((column, fault))
  }

  @inline(__always)
  private func isAbsent(_ bytes: Bytes, _ form: ColumnPlan.Form) -> Bool {
    form == .text ? Absence.isDash(bytes) : Absence.isMarker(bytes)
  }

  @inline(__always)
  private func value(
    _ bytes: Bytes, column: Int, _ plan: ColumnPlan, _ mayHaveControls: Bool
  ) throws(ValueFault) -> Int {
    let value: Int
    switch plan.form {
    case .text, .markedText:
      if mayHaveControls, Text.hasControl(bytes) { throw .control }
      return 0
    case .integer: value = try Numbers.integer(bytes)
    case .decimal: value = try Numbers.decimal(bytes, allowsPercent: true)
    case .money: value = try Numbers.money(bytes)
    case .date: return Int(try Dates.day(bytes).number)
    case .establishment:
      guard let code = DaneCode(bytes) else { throw .malformedCode }
      return Int(code.number)
    case .word: return try word(bytes, column: column)
    case .component: return try component(bytes, column: column)
    }
    guard value >= plan.least, value <= plan.most else { throw .outOfRange }
    return value
  }

  // MARK: - Words

  private func word(_ bytes: Bytes, column: Int) throws(ValueFault) -> Int {
    try remembered(bytes, cache: column) {
      Words.value(bytes, type: columns[column].type, vocabulary: vocabulary)
    }
  }

  private func component(_ bytes: Bytes, column: Int) throws(ValueFault) -> Int {
    guard !editionIsFaulty else { throw .notAllowed }
    let named = editionColumn.flatMap { number($0) }
    let edition = named.map(Edition.init(year:)) ?? vocabulary.defaultEdition
    return try remembered(bytes, cache: cache(column)) {
      vocabulary.component(bytes, edition: edition).map(Int.init)
    }
  }

  /// What a spelling stands for; it is judged once, whether it is accepted or refused.
  private func remembered(
    _ bytes: Bytes, cache place: Int, _ judge: () -> Int?
  ) throws(ValueFault) -> Int {
    if let words = refused[place], let start = bytes.baseAddress,
      words.known(start, bytes.count) != nil
    {
      throw .notAllowed
    }
    guard let known = judge() else {
      let words = refused[place] ?? WordCache()
      refused[place] = words
      words.keep(bytes, as: 0)
      throw .notAllowed
    }
    caches[place]?.keep(bytes, as: known)
    return known
  }

  /// The place of the cache for the components of the edition that the row names, if it names one.
  @inline(__always)
  private func cache(_ column: Int) -> Int {
    guard let editionColumn, states[editionColumn] == .present,
      let place = editions.firstIndex(of: numbers[editionColumn])
    else { return column }
    return count &+ place
  }

  /// With an invalid edicion the component is not judged.
  private var editionIsFaulty: Bool {
    guard let editionColumn else { return false }
    return states[editionColumn] == .faulty
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
