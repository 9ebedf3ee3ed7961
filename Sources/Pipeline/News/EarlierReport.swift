import Model
import Publishing
import Reporting

/// What an earlier run said of deliveries and conditions, read from its own tables.
struct EarlierReport {
  struct Establishment {
    let bearer: NewsItem.Bearer
    /// The printed name; of a later or earlier program maybe another one.
    let state: String
    /// The version of the route that counted.
    let version: Int?
  }

  private(set) var establishments: [DaneCode: Establishment] = [:]
  /// State by code of the condition.
  private(set) var conditions: [DaneCode: [String: String]] = [:]

  init(_ run: PublishedRun) throws(PublishedTable.Fault) {
    let results = try PublishedTable(
      "rg-380-establecimientos", of: run,
      columns: [
        "codigo_dane", "nombre", "codigo_municipio", "municipio", "estado_entrega", "version",
      ])
    for row in results.rows {
      let code = try EarlierReport.code(row[0])
      establishments[code] = Establishment(
        bearer: NewsItem.Bearer(
          code: code, name: row[1], municipality: row[2], municipalityName: row[3],
          isListed: false),
        state: row[4], version: Int(row[5]))
    }
    let findings = try PublishedTable(
      "irregularidades", of: run, columns: ["codigo_dane", "condicion", "estado"])
    for row in findings.rows {
      conditions[try EarlierReport.code(row[0]), default: [:]][row[1]] = row[2]
    }
  }

  private static func code(_ text: String) throws(PublishedTable.Fault) -> DaneCode {
    guard let code = DaneCode(text: text) else {
      throw PublishedTable.Fault(
        reason: "sus tablas traen «\(text.prefix(20))» donde se espera un código DANE.")
    }
    return code
  }
}
