import Model
import Testing

@Suite struct ColumnTests {
  @Test(arguments: [
    ("fecha_limite", "fechaLimite"), ("codigo_dane", "codigoDane"), ("vigencia", "vigencia"),
    ("fecha_retroalimentacion", "fechaRetroalimentacion"), ("meta_no", "metaNo"),
  ]) func camelCase(name: String, expected: String) {
    #expect(Column(name, .plainText, "").camelCase == expected)
  }

  /// Contract 1 §1: the columns whose presence in a header identifies a kind.
  @Test(arguments: [
    ("establecimientos", "codigo_dane nombre codigo_municipio sector"),
    (
      "rg-382",
      "vigencia codigo_dane componente oportunidad_no oportunidad meta_no meta accion_no accion responsable recursos fecha_inicio fecha_fin"
    ),
    ("rg-300", "vigencia codigo_dane fecha_limite fecha_entrega"),
    ("autoevaluacion", "vigencia codigo_dane componente valoracion"),
    ("rg-217", "vigencia codigo_actividad codigo_dane modalidad fecha_programada"),
    ("rg-22", "vigencia codigo_actividad codigo_dane fecha_ejecucion cumple_requisitos"),
    ("pam", "vigencia codigo_pam estrategia"),
    ("exclusiones", "vigencia codigo_dane motivo autoriza"),
    ("decisiones", "vigencia codigo_dane decision motivo fecha"),
  ]) func identifyingColumns(kind: String, columns: String) throws {
    let kind = try #require(RecordKind(name: kind))
    let found = Set(kind.columns.filter(\.identifies).map(\.name))
    #expect(found == Set(columns.split(separator: " ").map(String.init)))
  }

  /// Contract 1 §4: the fields marked `*`.
  @Test(arguments: [
    ("establecimientos", "codigo_dane nombre codigo_municipio sector"),
    (
      "rg-382",
      "vigencia codigo_dane componente oportunidad_no oportunidad meta_no meta accion_no accion"
    ),
    ("rg-300", "vigencia codigo_dane fecha_limite"),
    ("autoevaluacion", "vigencia codigo_dane componente valoracion"),
    ("rg-217", "vigencia codigo_actividad codigo_dane modalidad fecha_programada"),
    ("rg-22", "vigencia codigo_actividad codigo_dane fecha_ejecucion cumple_requisitos"),
    ("pam", "vigencia codigo_pam estrategia"),
    ("exclusiones", "vigencia codigo_dane motivo autoriza"),
    ("decisiones", "vigencia codigo_dane decision motivo fecha"),
  ]) func requiredValues(kind: String, columns: String) throws {
    let kind = try #require(RecordKind(name: kind))
    let found = Set(kind.columns.filter(\.isRequired).map(\.name))
    #expect(found == Set(columns.split(separator: " ").map(String.init)))
  }

  /// Contract 1 §1: roots and row elements.
  @Test func elements() {
    let found = RecordKind.allCases.map { "\($0.name) \($0.rootElement) \($0.rowElement)" }
    #expect(
      found == [
        "establecimientos directorio establecimiento", "rg-382 rutasMejoramiento accion",
        "rg-300 controlEntregas entrega", "autoevaluacion autoevaluaciones valoracion",
        "rg-217 planAsistencia actividad", "rg-22 ejecucionAsistencia ejecucion",
        "pam planApoyoMejoramiento estrategia", "exclusiones exclusiones exclusion",
        "decisiones decisiones decision",
      ])
  }

  /// A column's place in its list is the raw value of its case.
  @Test func enumerationsNameTheColumnsInTheirOrder() {
    expectNames(EstablishmentColumn.self, .establishments)
    expectNames(RouteColumn.self, .routes)
    expectNames(DeliveryColumn.self, .deliveries)
    expectNames(ValuationColumn.self, .valuations)
    expectNames(PlannedActivityColumn.self, .plannedActivities)
    expectNames(ExecutedActivityColumn.self, .executedActivities)
    expectNames(StrategyColumn.self, .strategies)
    expectNames(ExclusionColumn.self, .exclusions)
    expectNames(DecisionColumn.self, .decisions)
  }

  private func expectNames<Cases: CaseIterable & RawRepresentable>(
    _ cases: Cases.Type, _ kind: RecordKind
  ) where Cases.RawValue == Int {
    let all = Array(cases.allCases)
    #expect(all.map { "\($0)" } == kind.columns.map(\.name))
    #expect(all.map(\.rawValue) == Array(kind.columns.indices))
  }
}
