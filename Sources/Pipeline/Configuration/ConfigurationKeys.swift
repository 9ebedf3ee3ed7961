import Model
import Reporting

/// A key of the configuration: its name, what it means and how its value is set and shown.
struct ConfigurationKey {
  let name: String
  let meaning: String
  /// What a value has to be, in Spanish, as in «Se espera …».
  let expected: String
  /// `false` for a value that is not `expected`; the configuration stays as it was then.
  let set: (inout Configuration, ConfigurationValue) -> Bool
  let show: (Configuration) -> String
}

/// A value as YAML gave it.
enum ConfigurationValue {
  case scalar(String)
  case list([String])
  case pairs([(String, String)])
}

enum ConfigurationKeys {
  /// Every key, in the order in which `pmi config` prints them.
  static var all: [ConfigurationKey] {
    [
      text("entidad", "Nombre de la entidad, como aparece en informes y cartas.", \.entity.name),
      text("departamento", "Nombre del departamento.", \.entity.departmentName),
      text("codigo_departamento", "Código DIVIPOLA del departamento.", \.entity.departmentCode),
      ConfigurationKey.entities,
      text("ciudad", "Ciudad desde la que se firma.", \.entity.city),
      text("lider", "Quien firma como líder del grupo.", \.entity.leaderName),
      text("cargo_lider", "Cargo del líder.", \.entity.leaderPosition),
      text("profesional", "Quien proyecta los documentos.", \.entity.professionalName),
      text("cargo_profesional", "Cargo del profesional.", \.entity.professionalPosition),
      text("destinatario", "Área a la que se dirige la carta RG-110.", \.entity.addressee),
      text("logo", "PNG o JPEG del logo, de hasta 64 KiB; va en cada página.", \.entity.logo),
      color,
      text(
        "unidad_administrativa", "Unidad administrativa, en el inventario RG-120.",
        \.entity.administrativeUnit),
      text(
        "oficina_productora", "Oficina que produce los documentos, en RG-120 y RG-121.",
        \.entity.producingOffice),
      text(
        "objeto_inventario", "Para qué se hace el inventario RG-120.", \.entity.inventoryPurpose),
      text(
        "codigo_trd", "Código de la serie en la tabla de retención documental.",
        \.entity.retentionCode),
      text("serie_trd", "Nombre de esa serie o subserie.", \.entity.retentionSeries),
      frequency,
      integer(
        "ventana", "Vigencias de la ventana que termina en el periodo.", 1...20, \.thresholds.window
      ),
      integer(
        "minimo_vigencias", "Vigencias de la ventana en las que una condición es sistemática.",
        1...20, \.thresholds.minimumVigencias),
      integer(
        "plazo_correccion_dias", "Días para corregir una ruta devuelta (I03).", 0...3650,
        \.thresholds.correctionDays),
      percentage(
        "umbral_avance", "Avance promedio por debajo del cual hay I06.",
        \.thresholds.progressThreshold),
      percentage(
        "umbral_incompletas", "Porcentaje de acciones incompletas por encima del cual hay I09.",
        \.thresholds.incompleteThreshold),
      integer(
        "plazo_reaccion_dias", "Días antes del corte que debe tener un apoyo.", 0...3650,
        \.thresholds.reactionDays),
      saber,
      list("procesos_pei", "Procesos que van a PR-44.", \.peiProcesses),
      list(
        "procesos_infraestructura", "Procesos que van a infraestructura.", \.infrastructureProcesses
      ),
      integer(
        "edicion", "Edición de la Guía 34 de los nombres sin edición.", 1990...2100, \.edition),
      file("catalogo", "Archivo CSV que reemplaza el catálogo de componentes.", \.catalogueFile),
      file(
        "catalogo_alias", "Archivo CSV con otros nombres de componentes.", \.catalogueAliasesFile),
      file(
        "municipios", "Archivo CSV que reemplaza el catálogo de municipios.", \.municipalitiesFile),
      file(
        "catalogo_entidades", "Archivo CSV que reemplaza el catálogo de entidades certificadas.",
        \.entitiesFile),
      aliases,
      dialect,
    ]
  }

  private static func text(
    _ name: String, _ meaning: String, _ path: WritableKeyPath<Configuration, String>
  ) -> ConfigurationKey {
    ConfigurationKey(
      name: name, meaning: meaning, expected: "un texto",
      set: { configuration, value in
        guard case .scalar(let text) = value else { return false }
        configuration[keyPath: path] = text
        return true
      }, show: { quoted($0[keyPath: path]) })
  }

  private static func file(
    _ name: String, _ meaning: String, _ path: WritableKeyPath<Configuration, String?>
  ) -> ConfigurationKey {
    ConfigurationKey(
      name: name, meaning: meaning,
      expected: "la ruta de un archivo, desde la carpeta de la configuración",
      set: { configuration, value in
        guard case .scalar(let text) = value else { return false }
        configuration[keyPath: path] = text.isEmpty ? nil : text
        return true
      }, show: { quoted($0[keyPath: path] ?? "") })
  }

  private static func integer(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>,
    _ path: WritableKeyPath<Configuration, Int>
  ) -> ConfigurationKey {
    ConfigurationKey(
      name: name, meaning: meaning,
      expected: "un número entero entre \(range.lowerBound) y \(range.upperBound)",
      set: { configuration, value in
        guard case .scalar(let text) = value, let number = Int(text), range.contains(number) else {
          return false
        }
        configuration[keyPath: path] = number
        return true
      }, show: { String($0[keyPath: path]) })
  }

  private static func percentage(
    _ name: String, _ meaning: String, _ path: WritableKeyPath<Configuration, Int>
  ) -> ConfigurationKey {
    ConfigurationKey(
      name: name, meaning: meaning, expected: "un porcentaje entre 0 y 100",
      set: { configuration, value in
        guard case .scalar(let text) = value, let hundredths = hundredths(text),
          (0...100_00).contains(hundredths)
        else { return false }
        configuration[keyPath: path] = hundredths
        return true
      },
      show: { configuration in
        let value = configuration[keyPath: path]
        return value % 100 == 0 ? "\(value / 100)" : "\(value / 100).\(twoDigits(value % 100))"
      })
  }

  private static func list(
    _ name: String, _ meaning: String, _ path: WritableKeyPath<Configuration, [String]>
  ) -> ConfigurationKey {
    ConfigurationKey(
      name: name, meaning: meaning, expected: "una lista de códigos de proceso",
      set: { configuration, value in
        guard case .list(let items) = value, !items.contains("") else { return false }
        configuration[keyPath: path] = items
        return true
      },
      show: { "[" + $0[keyPath: path].map(ConfigurationKeys.code).joined(separator: ", ") + "]" })
  }

  private static var saber: ConfigurationKey {
    ConfigurationKey(
      name: "saber_bajo", meaning: "Categorías SABER que piden acompañamiento integral.",
      expected: "una lista de categorías: A+, A, B, C, D",
      set: { configuration, value in
        guard case .list(let items) = value else { return false }
        var categories: Set<SaberCategory> = []
        for item in items {
          guard let place = saberNames.firstIndex(of: item.uppercased()),
            let category = SaberCategory(rawValue: UInt8(place))
          else { return false }
          categories.insert(category)
        }
        configuration.thresholds.lowSaber = categories
        return true
      },
      show: { configuration in
        let names = configuration.thresholds.lowSaber.map { saberNames[Int($0.rawValue)] }.sorted()
        return "[" + names.joined(separator: ", ") + "]"
      })
  }

  private static let saberNames = ["A+", "A", "B", "C", "D"]

  private static var aliases: ConfigurationKey {
    ConfigurationKey(
      name: "alias_columnas", meaning: "Otros nombres de columnas, como alias: columna.",
      expected: "pares alias: columna, con columnas que pmi conoce",
      set: { configuration, value in
        guard case .pairs(let pairs) = value else { return false }
        let known = Set(RecordKind.allCases.flatMap(\.columns).map(\.name))
        guard pairs.allSatisfy({ known.contains($0.1) }) else { return false }
        configuration.columnAliases = pairs.map { .init(alias: $0.0, column: $0.1) }
        return true
      },
      show: { configuration in
        let pairs = configuration.columnAliases.map { "\(quoted($0.alias)): \($0.column)" }
        return "{" + pairs.joined(separator: ", ") + "}"
      })
  }

  private static var color: ConfigurationKey {
    ConfigurationKey(
      name: "color",
      meaning: "Color del encabezado de las páginas, que lleva letra blanca.",
      expected:
        "un color como \"#1f4e79\", entre comillas, con contraste de 4,5 o más con el blanco",
      set: { configuration, value in
        guard case .scalar(let text) = value, text.isEmpty || ReadableColor.carriesWhite(text)
        else { return false }
        configuration.entity.color = text
        return true
      }, show: { quoted($0.entity.color) })
  }

  private static var frequency: ConfigurationKey {
    ConfigurationKey(
      name: "frecuencia_consulta", meaning: "Frecuencia de consulta que declara RG-120.",
      expected: "ALTA, MEDIA, BAJA, NINGUNA o vacía",
      set: { configuration, value in
        let known = ["", "ALTA", "MEDIA", "BAJA", "NINGUNA"]
        guard case .scalar(let text) = value, known.contains(text) else { return false }
        configuration.entity.consultationFrequency = text
        return true
      }, show: { quoted($0.entity.consultationFrequency) })
  }

  private static var dialect: ConfigurationKey {
    ConfigurationKey(
      name: "dialecto_csv",
      meaning: "Dialecto de los CSV: el de Excel en español (;, coma decimal) o el de la RFC 4180.",
      expected: "excel-es o rfc4180",
      set: { configuration, value in
        guard case .scalar(let text) = value, ["excel-es", "rfc4180"].contains(text) else {
          return false
        }
        configuration.dialect = text
        return true
      }, show: { $0.dialect })
  }

  private static func hundredths(_ text: String) -> Int? {
    let parts = text.replacing(",", with: ".").split(
      separator: ".", omittingEmptySubsequences: false)
    // `Int` would take a sign in either part; what is longer would be out of range anyway.
    guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts.count <= 2, parts[0].utf8.count <= 9, let whole = Int(parts[0])
    else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    guard (1...2).contains(parts[1].count), let rest = Int(parts[1]) else { return nil }
    return whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// A code in a list: quoted where YAML could take it for anything but these letters.
  private static func code(_ text: String) -> String {
    func isPlain(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
    let isUsual = text.utf8.first.map(isPlain) == true && text.utf8.last.map(isPlain) == true
    return isUsual && text.utf8.allSatisfy { isPlain($0) || $0 == 0x2D } ? text : quoted(text)
  }

  /// The text in the quotes of YAML, on one line and without what YAML does not print.
  private static func quoted(_ text: String) -> String {
    let content = text.rewriting { scalar in
      switch scalar.value {
      case 0x22, 0x5C: return "\\\(scalar)"
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: return nil
      }
    }
    return "\"\(content)\""
  }
}
