import Model
import TemplateEngine

/// A table of results, declared once: its template's names, its documentation and the data package
/// come from it.
package struct OutputTable: Sendable {
  /// The file's name without extension, such as `rg-220`.
  package let name: String
  /// What it holds, in Spanish.
  package let meaning: String
  package let columns: [Field]
  /// Whether only runs of several entities write it.
  package let isOfSeveralEntities: Bool

  package init(
    _ name: String, _ meaning: String, _ columns: [Field], isOfSeveralEntities: Bool = false
  ) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.isOfSeveralEntities = isOfSeveralEntities
  }

  /// What its template sees: the rows, under `filas`.
  package var shape: Shape {
    Shape([Field("filas", .stream(Shape(columns)), meaning)])
  }
}

/// A table with its rows, still to be made.
package struct ReportTable {
  package let table: OutputTable
  /// The rows in their order, one part after the other; parts may be made side by side.
  package let parts: [Part]

  /// Some rows of a table.
  package struct Part {
    /// Yields them, each with a value for each column.
    package let rows: () -> RecordStream

    package init(rows: @escaping () -> RecordStream) {
      self.rows = rows
    }
  }

  private static let rowsOfPart = 1024

  package init(_ table: OutputTable, parts: [Part]) {
    self.table = table
    self.parts = parts
  }

  /// A table whose rows are made one by one from the elements of a list.
  package init<Element>(
    _ table: OutputTable, of elements: [Element], row: @escaping (Element) throws -> [Value]
  ) {
    self.init(
      table,
      parts: stride(from: 0, to: elements.count, by: ReportTable.rowsOfPart).map { start in
        Part {
          var rest = elements[start..<min(start + ReportTable.rowsOfPart, elements.count)]
          return RecordStream {
            guard let element = rest.popFirst() else { return nil }
            return Record(try row(element))
          }
        }
      })
  }

  /// All rows.
  package func rows() -> RecordStream {
    var rest = parts[...]
    var part = RecordStream { nil }
    return RecordStream {
      while true {
        if let row = try part.next() { return row }
        guard let next = rest.popFirst() else { return nil }
        part = next.rows()
      }
    }
  }
}

/// Tables of which the first has all rows that the others have, so that they are made once.
package struct JointTables {
  package let tables: [OutputTable]
  /// The rows in their order, one part after the other; each makes those of every table, as the built-in
  /// templates write them.
  package let parts: [(CSVDialect) throws -> [any RenderedBytes]]

  package init(
    _ tables: [OutputTable], parts: [(CSVDialect) throws -> [any RenderedBytes]]
  ) {
    self.tables = tables
    self.parts = parts
  }
}

/// Values as tables hold them.
enum Cell {
  static func text(_ text: String?) -> Value {
    guard let text, !text.isEmpty else { return .absent }
    return .text(text)
  }

  static func date(_ day: Day?) -> Value {
    guard let day else { return .absent }
    let (year, month, date) = day.civil
    return .date(TemplateDay(year: year, month: month, day: date))
  }

  /// A mean or quotient, rounded.
  static func mean(_ ratio: Ratio?) -> Value {
    ratio.map { .decimal(hundredths: $0.hundredths) } ?? .absent
  }

  /// A mean of values that are hundredths already.
  static func meanOfHundredths(_ ratio: Ratio?) -> Value {
    ratio.map { .decimal(hundredths: $0.rounded) } ?? .absent
  }

  static func percent(_ ratio: Ratio?) -> Value {
    ratio.map { .decimal(hundredths: $0.percentHundredths) } ?? .absent
  }

  static func integer(_ value: Int?) -> Value {
    value.map { .integer($0) } ?? .absent
  }

  static func yesNo(_ value: Bool?) -> Value {
    value.map { .yesNo($0) } ?? .absent
  }

  static func amount(_ amount: Indicator.Amount?) -> Value {
    switch amount {
    case .count(let count): .integer(count)
    case .hundredths(let hundredths): .decimal(hundredths: hundredths)
    case nil: .absent
    }
  }
}
