import Model
import Testing

@Suite struct CatalogueTests {
  /// As many components as a byte can number beside «none»; no code twice.
  @Test func takesNoMoreThanARowCanCarry() {
    var catalogue = Catalogue()
    func add(_ code: String, _ process: String = "P") -> Bool {
      catalogue.add(
        edition: Edition(year: 2008), area: "A", areaName: "Área", process: process,
        processName: "Proceso", component: code, name: "Componente")
    }
    for number in 1...254 {
      #expect(add("C-\(number)", "P-\(number % 3)"))
      #expect(!add("C-\(number)"))
    }
    #expect(!add("C-255"))
    #expect(catalogue.components.count == 254 && catalogue.processes.count == 3)
    #expect(catalogue.component(coded: "C-254") == 253)
    #expect(catalogue.component(coded: "C-255") == nil)
  }
}
