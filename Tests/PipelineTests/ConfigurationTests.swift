import Model
import Testing

@testable import Pipeline

private func parse(_ text: String) throws(ConfigurationError) -> Configuration {
  try ConfigurationFile.parse(text, file: "pmi.yaml")
}

/// Contract 4, Configuration.
@Suite struct ConfigurationTests {
  /// A value other than the default for every key.
  private static let values: [String: String] = [
    "entidad": "Secretaría «de» \"Prueba\"", "departamento": "Boyacá", "codigo_departamento": "15",
    "ciudad": "Tunja: centro", "lider": "Ana # María", "cargo_lider": "'Líder'",
    "profesional": "José \\ Ñáñez", "cargo_profesional": "Profesional", "destinatario": "IVC",
    "logo": "logo.png", "color": "#123456", "ventana": "5", "minimo_vigencias": "3",
    "plazo_correccion_dias": "20", "umbral_avance": "12.5", "umbral_incompletas": "33.33",
    "plazo_reaccion_dias": "45", "saber_bajo": "[C, A+]", "procesos_pei": "[DIR-2, COM-1]",
    "procesos_infraestructura": "[]", "edicion": "2026", "catalogo": "c.csv",
    "catalogo_alias": "a.csv", "municipios": "m.csv", "entidades": "[\"05\", \"68001\"]",
    "catalogo_entidades": "e.csv",
    "alias_columnas": "{\"Cod. DANE\": codigo_dane, \"fecha tope\": fecha_limite}",
    "dialecto_csv": "rfc4180", "unidad_administrativa": "Despacho",
    "oficina_productora": "Calidad", "objeto_inventario": "Transferencia primaria",
    "codigo_trd": "140.26", "serie_trd": "Planes: mejoramiento", "frecuencia_consulta": "MEDIA",
  ]

  private static let plainValues: Set = [
    "ventana", "minimo_vigencias", "plazo_correccion_dias", "umbral_avance", "umbral_incompletas",
    "plazo_reaccion_dias", "saber_bajo", "procesos_pei", "procesos_infraestructura", "edicion",
    "alias_columnas", "dialecto_csv", "entidades",
  ]

  private static func yaml(_ key: String) -> String {
    let value = values[key] ?? ""
    guard !plainValues.contains(key) else { return "\(key): \(value)\n" }
    let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\(key): \"\(escaped)\"\n"
  }

  @Test func everyKeyIsTestedHere() {
    #expect(ConfigurationKeys.all.map(\.name).sorted() == ConfigurationTests.values.keys.sorted())
  }

  @Test(arguments: values.keys.sorted()) func aKeyIsReadShownAndReadBack(key: String) throws {
    let configuration = try parse(ConfigurationTests.yaml(key))
    #expect(configuration != Configuration(), "\(key) changes nothing")
    let shown = ConfigurationFile.text(configuration)
    #expect(try parse(shown) == configuration, "\(key)")
    let changed = zip(
      ConfigurationFile.parts(configuration), ConfigurationFile.parts(Configuration())
    ).filter { $0.value != $1.value }.map(\.0.key)
    #expect(changed == [key])
  }

  @Test func allKeysTogether() throws {
    let configuration = try parse(
      ConfigurationTests.values.keys.map(ConfigurationTests.yaml).joined())
    #expect(try parse(ConfigurationFile.text(configuration)) == configuration)
    #expect(configuration.thresholds.incompleteThreshold == 33_33)
    #expect(configuration.thresholds.lowSaber == [.c, .aPlus])
    #expect(configuration.entity.name == "Secretaría «de» \"Prueba\"")
    #expect(configuration.columnAliases.map(\.column) == ["codigo_dane", "fecha_limite"])
  }

  @Test(arguments: ["", "\n", "# nada\n", "---\n"]) func anEmptyFileIsTheDefault(text: String)
    throws
  {
    #expect(try parse(text) == Configuration())
  }

  @Test func theDefaultsAreThoseOfTheContract() throws {
    let thresholds = Thresholds()
    #expect(thresholds.window == 3 && thresholds.minimumVigencias == 2)
    #expect(thresholds.correctionDays == 15 && thresholds.reactionDays == 30)
    #expect(thresholds.progressThreshold == 50_00 && thresholds.incompleteThreshold == 50_00)
    #expect(thresholds.lowSaber == [.d])
    let configuration = Configuration()
    #expect(configuration.edition == 2008 && configuration.dialect == "excel-es")
    #expect(configuration.peiProcesses == ["DIR-1", "ACA-1", "DIR26-1", "ACA26-1"])
    #expect(configuration.infrastructureProcesses == ["ADM-2", "ADM26-2"])
    #expect(try parse(ConfigurationFile.text(configuration)) == configuration)
  }

  /// A mark behind a quote makes one Character of the two.
  @Test(arguments: [
    "a\"\u{301}b", "\\\u{308}", "dos\nrenglones\ttab\r", "\u{85}\u{2028}\u{FEFF}\u{7F}x",
    " blancos ", "#: {[&*!|>%@`'", "😀\u{10FFFF}", "\u{202E}bidi",
  ]) func aTextIsShownAsItCanBeReadBack(text: String) throws {
    var configuration = Configuration()
    configuration.entity.name = text
    let shown = ConfigurationFile.text(configuration)
    // Compared as bytes: as strings, canonically equal ones would pass.
    #expect(try Array(parse(shown).entity.name.utf8) == Array(text.utf8))
  }

  /// Found by fuzzing: a list was shown as its items stood.
  @Test(arguments: [["A, B"], ["a]", "#b"], ["-"], ["\"", "é\u{301}"], ["A-1", " x "], []])
  func aListIsShownAsItCanBeReadBack(codes: [String]) throws {
    var configuration = Configuration()
    configuration.peiProcesses = codes
    #expect(try parse(ConfigurationFile.text(configuration)).peiProcesses == codes)
  }

  @Test func thresholdsMayStandTogether() throws {
    let text = "umbrales:\n  ventana: 4\n  umbral_avance: \"40,5\"\n"
    #expect(try parse(text).thresholds.window == 4)
    #expect(try parse(text).thresholds.progressThreshold == 40_50)
  }

  @Test(arguments: [
    ("ventanas: 3\n", 1), ("\n\n# nota\nventana: 3\nVentana: 3\n", 5),
    ("umbrales:\n  ventana: 3\n  color2: x\n", 3), ("ciudad: x\n? {a: b}\n: c\n", 2),
  ]) func anUnknownKeyIsToldWithItsLine(text: String, line: Int) {
    #expect(throws: ConfigurationError.self) { try parse(text) }
    do throws(ConfigurationError) {
      _ = try parse(text)
    } catch {
      #expect(error.line == line)
      #expect(error.message.contains("desconocida"))
      #expect(error.file == "pmi.yaml")
    }
  }

  @Test(arguments: [
    "ventana: 0", "ventana: 21", "ventana: tres", "ventana: [3]", "ventana: 3.5",
    "umbral_avance: 100.01", "umbral_avance: -1", "umbral_avance: 1.234", "umbral_avance: mitad",
    "umbral_avance: 999999999999999999", "umbral_avance: 1.+5", "umbral_avance: +5",
    "umbral_avance: 5.", "umbral_avance: .5", "umbral_avance: ٥",
    "plazo_correccion_dias: -1", "saber_bajo: D", "saber_bajo: [E]", "procesos_pei: DIR-1",
    "procesos_pei: [DIR-1, \"\"]", "procesos_pei: [DIR-1, {a: b}]",
    "procesos_infraestructura: [[a]]",
    "alias_columnas: [a]", "alias_columnas: {a: no_existe}", "dialecto_csv: tsv",
    "entidad: [a]", "catalogo: {a: b}", "edicion: mil", "color: azul", "color: \"#12345\"",
    "color: \"#fff\"", "color: \"#777777\"", "color: \"#1f4e7g\"", "color: \"1f4e79\"", "color: []",
  ]) func aWrongValueIsToldWithItsLine(text: String) {
    do throws(ConfigurationError) {
      _ = try parse("# nota\n\(text)\n")
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.line == 2)
      #expect(error.message.contains("Se espera"))
    }
  }

  @Test(arguments: ["a: [", "\ta: b", "a: \"b", "- a\n- b\n", "solo texto\n"])
  func whatIsNoMappingIsAnError(text: String) {
    #expect(throws: ConfigurationError.self) { try parse(text) }
  }

  /// A key given twice is an error, not a race of the two.
  @Test func aRepeatedKeyIsAnError() {
    #expect(throws: ConfigurationError.self) { try parse("ventana: 3\nventana: 4\n") }
  }
}
