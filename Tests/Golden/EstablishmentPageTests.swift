import Foundation
import TestSupport
import Testing

/// What is given back to an establishment (contract 3, Pages).
@Suite struct EstablishmentPageTests {
  /// The actions of its route stand on its page, as they came, with their line.
  @Test func theActionsOfTheRouteStandOnIt() throws {
    let input = try SmallInput.sound()
    try input.write(
      """
      vigencia;codigo_dane;componente;oportunidad_no;oportunidad;meta_no;meta;accion_no;accion;\
      responsable;recursos;fecha_inicio;fecha_fin
      2025;168013000016;DIR-1-1;1;Poca sombra;1;Un bosque;1;Sembrar guayacanes;Rectoría;Propios;\
      2025-02-01;2025-03-01
      2025;168013000016;DIR-1-1;1;Poca sombra;1;Un bosque;2;Regar <a diario>;Rectoría;Propios;\
      2025-02-01;2025-03-01

      """, to: "rutas.csv")
    let run = try PublishedRun(input.path, outputs: "csv,html")
    let page = try String(
      contentsOf: run.current.appendingPathComponent("html/establecimientos/168013000016.html"),
      encoding: .utf8)
    for text in ["Sembrar guayacanes", "Regar &lt;a diario&gt;", "rutas.csv:2", "rutas.csv:3"] {
      #expect(page.contains(text), "\(text)")
    }
  }
}
