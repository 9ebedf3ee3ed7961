import Model
import TestSupport
import Testing

/// Nothing is lost on the way, and every table is in its order.
enum RecordProperties {
  static let all: [@Sendable (Trial) -> Void] = [
    everyRowIsCountedOnce, everyTableIsSortedByItsKey, valuesAreWhatTheyWereMadeOf,
  ]

  /// *read = accepted + superseded + rejected* in every file, and every rejected row stands in
  /// `rechazos.csv`.
  @Sendable
  private static func everyRowIsCountedOnce(_ trial: Trial) {
    let territory = trial.territory
    let results = trial.results
    let rejects = results["rechazos"]["archivo"]
    for file in territory.exports.files {
      let row = results["archivos"].records.first { $0["archivo"] == file.name } ?? [:]
      func number(_ column: String) -> Int { row[column].flatMap { Int($0) } ?? -1 }
      trial.check(number("leidas") == file.rows.count, "\(row)")
      trial.check(
        number("leidas")
          == number("aceptadas") + number("reemplazadas") + number("rechazadas"), "\(row)")
      trial.check(rejects.count { $0 == file.name } == number("rechazadas"), "\(row)")
    }
    let errors = results["diagnosticos"].records.filter { $0["gravedad"] == "error" }
    let rejected = Set(
      results["rechazos"].records.map { "\($0["archivo"] ?? ""):\($0["linea"] ?? "")" })
    trial.check(
      Set(errors.map { "\($0["archivo"] ?? ""):\($0["linea"] ?? "")" }) == rejected,
      "errors stand where rejects do")
  }

  private enum Order { case number, text }

  /// The keys of contract 3, in the order of the columns that the rows are sorted by.
  private static let keys: [(table: String, columns: [(String, Order)], isUnique: Bool)] = [
    ("rg-220", [("posicion", .number)], true),
    ("rg-220-municipios", [("codigo_municipio", .text), ("proceso", .text)], true),
    (
      "rg-220-transiciones",
      [("componente", .text), ("valoracion_anterior", .number), ("valoracion", .number)], true
    ),
    ("rg-220-detalle", [("archivo", .text), ("linea", .number)], false),
    ("irregularidades", [("codigo_dane", .text), ("condicion", .text)], true),
    (
      "exclusiones", [("codigo_dane", .text), ("vigencia", .number), ("condicion", .text)], true
    ),
    ("poaiv", [("codigo_dane", .text)], true),
    ("asistencia-clasificacion", [("codigo_dane", .text)], true),
    ("asistencia-cumplimiento", [("codigo_actividad", .text), ("codigo_dane", .text)], true),
    ("pam-alineacion", [("codigo_pam", .text)], true),
    ("rg-217-propuesta", [("codigo_dane", .text)], true),
    ("rg-380-indicadores", [("codigo", .text)], true),
    ("rg-380-establecimientos", [("codigo_dane", .text)], true),
    ("rg-380-municipios", [("codigo_municipio", .text)], true),
    ("pr-43-pam", [("proceso", .text)], true),
    ("pr-44-pei", [("archivo", .text), ("linea", .number)], false),
    ("infraestructura", [("archivo", .text), ("linea", .number)], false),
    ("pr-55-control", [("codigo_dane", .text)], true),
    (
      "diagnosticos",
      [("archivo", .text), ("linea", .number), ("columna", .number), ("codigo", .text)], false
    ),
    ("rechazos", [("archivo", .text), ("linea", .number)], false),
    ("archivos", [("archivo", .text)], true),
  ]

  @Sendable
  private static func everyTableIsSortedByItsKey(_ trial: Trial) {
    let results = trial.results
    for (name, columns, isUnique) in RecordProperties.keys {
      let rows = results[name].records
      for (left, right) in zip(rows, rows.dropFirst()) {
        let order = RecordProperties.compare(left, right, columns)
        trial.check(order < 0 || (order == 0 && !isUnique), "\(name): \(left) and \(right)")
      }
    }
    let items = results["pr-42-caracterizacion"].records.map { row in
      let scopes = ["TERRITORIO", "PROVINCIA", "MUNICIPIO"]
      let scope = scopes.firstIndex(of: row["ambito"] ?? "") ?? 9
      return Array("\(scope)\0\(row["codigo"] ?? "")\0\(row["item"] ?? "")".utf8)
    }
    trial.check(
      zip(items, items.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }, "pr-42")
  }

  private static func compare(
    _ left: [String: String], _ right: [String: String], _ columns: [(String, Order)]
  ) -> Int {
    for (column, order) in columns {
      let (one, other) = (left[column] ?? "", right[column] ?? "")
      guard one != other else { continue }
      switch order {
      case .number: return (Int(one) ?? -1) < (Int(other) ?? -1) ? -1 : 1
      case .text: return one.utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
      }
    }
    return 0
  }

  /// The printed value is the printed numerator over the printed denominator, rounded half away
  /// from zero; with denominator 0 it is empty.
  @Sendable
  private static func valuesAreWhatTheyWereMadeOf(_ trial: Trial) {
    let results = trial.results
    for (code, row) in results.indicators {
      let (value, numerator) = (row["valor"] ?? "", row["numerador"] ?? "")
      guard let denominator = row["denominador"].flatMap({ Int($0) }) else {
        trial.check(value == numerator && !value.contains("."), "\(row)")
        continue
      }
      // N15 and N19 have a numerator in hundredths; N27 is a plain mean, the others percentages.
      let parts = numerator.replacing(".", with: "")
      let top = (Int(parts) ?? -1) * (numerator.contains(".") ? 2 : code == "N27" ? 200 : 20_000)
      let quotient = denominator == 0 ? nil : (top + denominator) / (2 * denominator)
      let found = value.isEmpty ? nil : Int(value.replacing(".", with: ""))
      let slack = code == "N15" ? 1 : 0
      trial.check(
        quotient == found || abs((quotient ?? -9) - (found ?? -99)) <= slack, "\(code) \(row)")
      let bound = code == "N27" ? 400 : 10_000
      trial.check((found ?? 0) >= 0 && (found ?? 0) <= bound, "\(code) \(row)")
    }
  }
}
