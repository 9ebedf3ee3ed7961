import Model
import Reading

/// A blank form of a kind, made from the declarations of its columns.
struct BlankForm {
  /// A column with what a person who fills it needs to know.
  struct Field {
    let column: Column
    /// One line: what it holds and whether it may stay empty.
    let help: String
    /// The values that may be chosen; empty where any value of the type may stand.
    let choices: [Choice]
  }

  struct Choice {
    let value: String
    /// What a code stands for; empty where the value says it.
    let name: String
  }

  let kind: RecordKind
  let fields: [Field]

  init(_ kind: RecordKind, catalogue: Catalogue) {
    self.kind = kind
    fields = kind.columns.map { column in
      Field(
        column: column, help: BlankForm.help(of: column),
        choices: BlankForm.choices(of: column.type, catalogue))
    }
  }

  private static func choices(of type: ColumnType, _ catalogue: Catalogue) -> [Choice] {
    switch type {
    case .word(let words): words.map { Choice(value: $0.spelling, name: "") }
    case .yesNo: ["SI", "NO"].map { Choice(value: $0, name: "") }
    case .process: catalogue.processes.map { Choice(value: $0.code, name: $0.name) }
    case .component: catalogue.components.map { Choice(value: $0.code, name: $0.name) }
    case .text, .integer, .decimal, .money, .date, .vigencia, .establishment, .municipality: []
    }
  }
}
