import Model
import TemplateEngine

/// How many establishments have a mean progress in each tenth, this year and the year before.
struct Histogram {
  private struct Bin {
    let label: String
    let now: Int
    let before: Int
    let x: Int
    let largest: Int
  }

  private static let height = 140
  private static let step = 58

  private let bins: [Bin]

  init(_ context: PageContext) {
    var now = [Int](repeating: 0, count: 10)
    var before = now
    for place in context.territory.establishments.indices {
      Histogram.count(context.route(place, context.period), into: &now)
      Histogram.count(context.route(place, context.period - 1), into: &before)
    }
    let largest = max(1, (now + before).max() ?? 1)
    bins = now.indices.map { place in
      Bin(
        label: place == 9 ? "90–100" : "\(place * 10)–\(place * 10 + 9)", now: now[place],
        before: before[place], x: 34 + place * Histogram.step, largest: largest)
    }
  }

  private static func count(_ route: CountingRoute?, into bins: inout [Int]) {
    guard let mean = route?.facts.totals.meanProgress?.rounded else { return }
    bins[max(0, min(9, mean / 10_00))] += 1
  }

  private var summary: String {
    bins.map { "\($0.label) %: \(Spelling.grouped($0.now)) (antes \(Spelling.grouped($0.before)))" }
      .joined(separator: "; ") + "."
  }

  /// Hundredths of a unit.
  private static func length(_ count: Int, _ bin: Bin) -> Int {
    count * height * 100 / bin.largest
  }

  private static let binView = View<Bin> { names in
    names.text("tramo", "De cuánto a cuánto.") { $0.label }
    names.integer("tramo_cuenta", "Establecimientos este año.") { $0.now }
    names.integer("tramo_anterior", "Establecimientos el año anterior.") { $0.before }
    names.measure("tramo_x", "Borde izquierdo.") { $0.x * 100 }
    names.measure("tramo_x_anterior", "Borde izquierdo del año anterior.") { ($0.x + 25) * 100 }
    names.measure("tramo_centro", "Centro.") { ($0.x + 24) * 100 }
    names.measure("tramo_rotulo_x", "Centro de la barra de este año.") { ($0.x + 11) * 100 }
    names.measure("tramo_y", "Borde superior de este año.") { bin in
      (height + 20) * 100 - length(bin.now, bin)
    }
    names.measure("tramo_alto", "Alto de este año.") { length($0.now, $0) }
    names.measure("tramo_rotulo_y", "Altura del número.") { bin in
      (height + 16) * 100 - length(bin.now, bin)
    }
    names.measure("tramo_y_anterior", "Borde superior del año anterior.") { bin in
      (height + 20) * 100 - length(bin.before, bin)
    }
    names.measure("tramo_alto_anterior", "Alto del año anterior.") { length($0.before, $0) }
  }

  static let view = View<Histogram> { names in
    names.text("distribucion_texto", "Todo el dibujo, en una frase.") { $0.summary }
    names.list("tramos", "Diez tramos de avance.", binView) { $0.bins }
  }
}
