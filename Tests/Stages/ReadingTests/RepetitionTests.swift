import Foundation
import Model
import TestSupport
import Testing

@testable import Reading

/// What a row repeats of the one before is told and decoded once; each row says what it would say alone.
@Suite struct RepetitionTests {
  private static let judgement = Judgement(period: 2025, cutoff: Day.endOfYear(2025))

  private static let spellings: [(column: String, values: [String])] = [
    ("vigencia", ["2025", "2024", "25", ""]),
    ("codigo_dane", ["168013000016", "168013000024", "16801300001", ""]),
    ("version", ["1", "2", "", "v1"]),
    ("componente", ["Consejo directivo", "ADM-1-2", "Nada", ""]),
    ("oportunidad_no", ["1", "2", "x"]),
    ("oportunidad", ["Débil", "Otra", "N/A", "\u{1}"]),
    ("meta_no", ["3", "4", "0"]),
    ("meta", ["Lograr", "Lograr más", ""]),
    ("indicador", ["I", "", "-"]),
    ("linea_base", ["10", "10,5", "", "diez"]),
    ("valor_meta", ["80", "", "80 %", "x"]),
    ("accion_no", ["1", "2", "3", "x"]),
    ("accion", ["Hacer", "Hacer otra", ""]),
    ("fecha_inicio", ["2025-02-01", "2025-06-01", "", "ayer"]),
    ("fecha_fin", ["2025-04-30", "30/04/2025", ""]),
    ("avance", ["45,5", "", "101"]),
    ("fecha_seguimiento", ["2025-06-30", "2026-01-31", ""]),
    ("edicion", ["2008", "2026", "", "1999"]),
    ("responsable", ["Rector", "", "N/A", "Rectora"]),
    ("recursos", ["Propios", "", "s/d"]),
  ]

  /// A row that has `same` of its first values from the one before.
  private func row(_ random: inout SeededRandom, after last: [String], same: Int) -> [String] {
    RepetitionTests.spellings.indices.map { place in
      if place < min(same, last.count) { return last[place] }
      let values = RepetitionTests.spellings[place].values
      // Mostly the first, so that rows pass and numbers agree; not of the edition, which tells what a
      // component is.
      return place != 17 && random.number(0...9) < 8 ? values[0] : random.pick(values)
    }
  }

  private func rows(_ random: inout SeededRandom) -> [[String]] {
    var rows: [[String]] = []
    for _ in 0..<random.number(2...40) {
      let same = random.number(0...RepetitionTests.spellings.count)
      rows.append(row(&random, after: rows.last ?? [], same: same))
    }
    return rows
  }

  private func cell(_ value: String, _ random: inout SeededRandom) -> String {
    switch random.number(0...5) {
    case 0: "\"\(value)\""
    case 1 where !value.isEmpty: "\"\(value)\n\""
    case 2: " \(value)"
    default: value
    }
  }

  /// In a block of its own each row is read with nothing to repeat.
  @Test func everyRowOfATableSaysWhatItSaysAlone() throws {
    for seed in 0..<60 {
      var random = SeededRandom(seed: UInt64(seed))
      var text = RepetitionTests.spellings.map(\.column).joined(separator: ";") + "\n"
      var before: [String] = []
      var cells: [String] = []
      for row in rows(&random) {
        // What repeats is spelled as before, or no byte of it would repeat.
        cells = row.indices.map { place in
          place < before.count && before[..<(place + 1)] == row[..<(place + 1)]
            ? cells[place] : cell(row[place], &random)
        }
        before = row
        let shown = random.number(0...9) == 0 ? Array(cells.prefix(random.number(1...17))) : cells
        text += shown.joined(separator: ";") + (random.number(0...9) == 0 ? ";;más" : "") + "\n"
        guard random.number(0...4) == 0 else { continue }
        // What a blank row has in common with the next is not what the decoder holds.
        text += ";;;\n" + ";;;" + cells.dropFirst(3).joined(separator: ";") + "\n"
      }
      var whole = try Readings.read(Array(text.utf8), judgement: RepetitionTests.judgement)
      var alone = try Readings.read(
        Array(text.utf8), blockSize: 16, judgement: RepetitionTests.judgement)
      #expect(whole.kinds == [.routes] && whole.records.count + whole.rejects.count > 0)
      // Those that stand only if their row counts come last in a block.
      whole.findings.sort()
      alone.findings.sort()
      let areSame = whole == alone
      #expect(areSame, "seed \(seed)")
    }
  }

  /// The same rows in an order of columns of which the first always differs: nothing is repeated there.
  @Test func aNestedRouteSaysWhatItsRowsSay() throws {
    for seed in 0..<60 {
      var random = SeededRandom(seed: UInt64(seed))
      let route = row(&random, after: [], same: 0)
      var number = 0
      var table: [[String]] = []
      var document = "<rutasMejoramiento>\n"
      for _ in 0..<random.number(1...3) {
        let ofRoute = row(&random, after: route, same: 0)
        document += element("ruta", ofRoute, [("codigoDane", 1), ("vigencia", 0), ("version", 2)])
        document.removeLast()
        document += " edicion=\"\(ofRoute[17])\">"
        for _ in 0..<random.number(1...3) {
          let ofOpportunity = row(&random, after: ofRoute, same: 3)
          document += element("oportunidad", ofOpportunity, [("componente", 3), ("no", 4)])
          document += "<descripcion>\(ofOpportunity[5])</descripcion>"
          for _ in 0..<random.number(1...3) {
            let ofGoal = row(&random, after: ofOpportunity, same: 6)
            document += element("meta", ofGoal, [("no", 6)])
            document += "<descripcion>\(ofGoal[7])</descripcion>"
            for _ in 0..<random.number(1...3) {
              number += 1
              var action = row(&random, after: ofGoal, same: 11)
              (action[11], action[17]) = (String(number), ofRoute[17])
              document += element(
                "accion", action,
                [
                  ("no", 11), ("fechaInicio", 13), ("fechaFin", 14), ("avance", 15),
                  ("fechaSeguimiento", 16),
                ])
              document += "<descripcion>\(action[12])</descripcion>"
              document += "<responsable>\(action[18])</responsable>"
              document += "<recursos>\(action[19])</recursos></accion>"
              table.append(action)
            }
            document += element("indicador", ofGoal, [("lineaBase", 9), ("valorMeta", 10)])
            document += "\(ofGoal[8])</indicador></meta>\n"
          }
          document += "</oportunidad>\n"
        }
        document += "</ruta>\n"
      }
      document += "</rutasMejoramiento>\n"
      let order = [11] + (0..<11) + (12..<20)
      let header = order.map { RepetitionTests.spellings[$0].column }
      let text = ([header] + table.map { row in order.map { row[$0] } })
        .map { $0.joined(separator: ";") + "\n" }.joined()
      // A control character is none of XML.
      let nested = try Readings.read(
        Array(document.replacing("\u{1}", with: "¿").utf8), judgement: RepetitionTests.judgement)
      let rows = try Readings.read(
        Array(text.replacing("\u{1}", with: "¿").utf8), judgement: RepetitionTests.judgement)
      #expect(nested.fileFindings.isEmpty && nested.kinds == [.routes], "seed \(seed)")
      let areSame =
        facts(nested) == facts(rows) && nested.texts == rows.texts
        && findings(nested) == findings(rows)
      #expect(areSame, "seed \(seed)")
    }
  }

  private func element(_ name: String, _ row: [String], _ places: [(String, Int)]) -> String {
    "<\(name)" + places.map { " \($0.0)=\"\(row[$0.1])\"" }.joined() + ">"
  }

  private func facts(_ readout: FileReadout) -> [String] {
    readout.records.map {
      $0.components(separatedBy: "source:")[0].replacing(/line: \d+,/, with: "")
    }
  }

  /// Without their places, by which those of a row are sorted.
  private func findings(_ readout: FileReadout) -> [Substring] {
    readout.findings.map { $0.drop { $0 != " " } }.sorted()
  }
}
