import Model

/// The fields of a part of rg-382 that its actions share, by column, as they come.
final class RouteFields {
  static let columns = RecordKind.routes.columns.count

  let all: UnsafeMutablePointer<Bytes>
  private let width = RouteFields.columns

  init() {
    all = .allocate(capacity: RouteFields.columns)
    clear()
  }

  deinit {
    all.deallocate()
  }

  func clear() {
    all.initialize(repeating: Bytes(start: nil, count: 0), count: width)
  }

  /// Copies some columns to a row.
  @inline(__always)
  func copy(_ columns: [Int], to row: UnsafeMutablePointer<Bytes>) {
    for column in columns { row[column] = all[column] }
  }
}

/// The rows of the open oportunidad: each a slice for each column of rg-382, its line and its source.
final class ActionRows {
  private var fields: UnsafeMutablePointer<Bytes>
  private(set) var lines: [Int]
  /// Whether a row is the first of its meta.
  private(set) var beginsGoal: [Bool]
  var sources: [Bytes]
  private var capacity = 16
  private let width = RouteFields.columns

  init() {
    fields = .allocate(capacity: capacity * RouteFields.columns)
    lines = Array(repeating: 0, count: capacity)
    beginsGoal = Array(repeating: false, count: capacity)
    sources = Array(repeating: Bytes(start: nil, count: 0), count: capacity)
  }

  deinit {
    fields.deallocate()
  }

  @inline(__always)
  func row(_ place: Int) -> UnsafeMutablePointer<Bytes> { fields + place &* width }

  /// Empties the row at a place at most one behind those there are; returns its fields.
  @inline(__always)
  func begin(_ place: Int, line: Int, beginsGoal begins: Bool) -> UnsafeMutablePointer<Bytes> {
    if place == capacity { grow() }
    lines[place] = line
    beginsGoal[place] = begins
    let row = row(place)
    row.initialize(repeating: Bytes(start: nil, count: 0), count: width)
    return row
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Bytes>.allocate(capacity: 2 * capacity * width)
    larger.initialize(from: fields, count: capacity * width)
    fields.deallocate()
    fields = larger
    lines += Array(repeating: 0, count: capacity)
    beginsGoal += Array(repeating: false, count: capacity)
    sources += Array(repeating: Bytes(start: nil, count: 0), count: capacity)
    capacity *= 2
  }
}
