import Model
import Publishing
import Reading
import Reporting
import TemplateEngine

/// Table Schemas of Frictionless Data, from the declarations of columns.
enum TableSchema {
  /// The schema of a table of input in its plainest spelling: ISO dates, decimal comma, `SI` and `NO`.
  static func value(_ kind: RecordKind, _ vocabulary: Vocabulary) -> JSONValue {
    .object([
      JSONMember("$schema", .text("https://specs.frictionlessdata.io/schemas/table-schema.json")),
      JSONMember("title", .text(SchemaTexts.title(kind))),
      JSONMember("fields", .list(kind.columns.map { field($0, vocabulary) })),
      missingValues,
      JSONMember("primaryKey", .list(InputDocument.key(kind).map(JSONValue.text))),
    ])
  }

  /// The schema of a table of results in a dialect.
  static func value(_ table: OutputTable, _ dialect: CSVDialect) -> JSONValue {
    // The values of PR-42 are counts, decimals and codes of processes.
    let isMixed = table.name == NextProcedureTables.characterisation.name
    let fields = table.columns.map { field($0, dialect, number: isMixed ? "any" : "number") }
    return .object([JSONMember("fields", .list(fields)), missingValues])
  }

  private static let missingValues = JSONMember("missingValues", .list([.text("")]))

  // MARK: - Input

  private static func field(_ column: Column, _ vocabulary: Vocabulary) -> JSONValue {
    let (type, form, limits) = form(column.type, vocabulary)
    var constraints = limits
    if column.isRequired { constraints.insert(JSONMember("required", .flag(true)), at: 0) }
    let name = [JSONMember("name", .text(column.name)), JSONMember("type", .text(type))]
    let meaning = [JSONMember("description", .text(column.meaning))]
    let end = constraints.isEmpty ? [] : [JSONMember("constraints", .object(constraints))]
    return .object(name + form + meaning + end)
  }

  /// Type, its form and its constraints.
  private static func form(
    _ type: ColumnType, _ vocabulary: Vocabulary
  ) -> (type: String, form: [JSONMember], constraints: [JSONMember]) {
    switch type {
    case .text: ("string", [], [])
    case .integer(let range): ("integer", [], bounds(range.lowerBound, range.upperBound))
    case .decimal(nil): ("number", decimalComma, [])
    case .decimal(0...10_000): ("number", decimalComma, bounds(0, 100))
    case .decimal, .money: ("number", decimalComma, [JSONMember("minimum", .integer(0))])
    case .date: ("date", [], [])
    case .yesNo: ("boolean", yesNo, [])
    case .word(let words): ("string", [], [allowed(words.map(\.spelling))])
    case .vigencia: ("integer", [], bounds(2000, 2100))
    case .process: ("string", [], [allowed(vocabulary.catalogue.processes.map(\.code))])
    case .establishment: ("string", [], [JSONMember("pattern", .text("[0-9]{12}"))])
    case .municipality: ("string", [], [allowed(vocabulary.municipalities.all.map(\.code.text))])
    case .component: ("string", [], [])
    }
  }

  private static let decimalComma = [JSONMember("decimalChar", .text(","))]
  private static let yesNo = [
    JSONMember("trueValues", .list([.text("SI")])), JSONMember("falseValues", .list([.text("NO")])),
  ]

  private static func allowed(_ words: [String]) -> JSONMember {
    JSONMember("enum", .list(words.map(JSONValue.text)))
  }

  private static func bounds(_ least: Int, _ most: Int) -> [JSONMember] {
    [JSONMember("minimum", .integer(least)), JSONMember("maximum", .integer(most))]
  }

  // MARK: - Results

  private static func field(
    _ field: TemplateEngine.Field, _ dialect: CSVDialect, number: String
  ) -> JSONValue {
    let mark = [JSONMember("decimalChar", .text(dialect.decimalCharacter))]
    let (type, form): (String, [JSONMember]) =
      switch field.kind {
      case .integer: ("integer", [])
      case .decimal, .measure: ("number", mark)
      case .number: (number, number == "any" ? [] : mark)
      case .date: ("date", [])
      case .yesNo: ("boolean", yesNo)
      case .text, .plain, .link, .flag, .image, .record, .list, .stream: ("string", [])
      }
    return .object(
      [JSONMember("name", .text(field.name)), JSONMember("type", .text(type))] + form
        + [JSONMember("description", .text(field.documentation))])
  }
}
