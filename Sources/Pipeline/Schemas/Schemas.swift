import Model
import Publishing
import Reading

/// Formal descriptions of the kinds of input, made from the declarations of their columns.
package enum Schemas {
  package enum Format: String, CaseIterable, Sendable {
    case xsd
    case tableSchema = "tableschema"
  }

  /// The description of a kind under the catalogues and the edition of `settings`, with a line end.
  package static func text(_ kind: RecordKind, _ format: Format, _ settings: Settings) -> String {
    switch format {
    case .xsd: XMLSchema.text(kind, settings.vocabulary)
    case .tableSchema:
      String(
        decoding: JSONWriter.bytes(TableSchema.value(kind, settings.vocabulary)), as: UTF8.self)
    }
  }
}
