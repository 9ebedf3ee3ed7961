import Model
import Publishing
import Reporting
import TemplateEngine

/// `datapackage.json`: the CSV tables of a run for other programs (Frictionless Data Package).
enum DataPackage {
  static let path = "datapackage.json"

  /// The bytes of the document.
  ///
  /// A table whose template is not the built-in one may have other columns, so it is named without a
  /// schema.
  static func bytes(
    _ report: ReportInput, dialect: CSVDialect, described: (OutputTable) -> Bool
  ) -> [UInt8] {
    let cutoff = report.territory.judgement.cutoff.iso
    let resources = ReportTables.declarations(of: report).map { table in
      resource(table, dialect, isDescribed: described(table))
    }
    let package = JSONValue.object([
      JSONMember("profile", .text("data-package")),
      JSONMember("name", .text("pmi-\(report.period)-\(cutoff)")),
      JSONMember("title", .text(SchemaTexts.packageTitle(report.period))),
      JSONMember(
        "description", .text(SchemaTexts.packageDescription(report.entity.name, cutoff))),
      JSONMember("resources", .list(resources)),
    ])
    return JSONWriter.bytes(package, brokenLevels: 5)
  }

  private static func resource(
    _ table: OutputTable, _ dialect: CSVDialect, isDescribed: Bool
  ) -> JSONValue {
    let schema = JSONMember("schema", TableSchema.value(table, dialect))
    return .object(
      [
        JSONMember(
          "profile", .text(isDescribed ? "tabular-data-resource" : "data-resource")),
        JSONMember("name", .text(table.name)), JSONMember("path", .text("csv/\(table.name).csv")),
        JSONMember("description", .text(table.meaning)), JSONMember("format", .text("csv")),
        JSONMember("mediatype", .text("text/csv")), JSONMember("encoding", .text("utf-8")),
        JSONMember("dialect", form(dialect)),
      ] + (isDescribed ? [schema] : []))
  }

  private static func form(_ dialect: CSVDialect) -> JSONValue {
    .object([
      JSONMember("delimiter", .text(String(UnicodeScalar(dialect.separator)))),
      JSONMember("lineTerminator", .text(String(decoding: dialect.lineEnd, as: UTF8.self))),
      JSONMember("quoteChar", .text("\"")), JSONMember("doubleQuote", .flag(true)),
      JSONMember("header", .flag(true)),
    ])
  }
}
