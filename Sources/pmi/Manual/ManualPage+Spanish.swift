/// What the manual page says besides the verbs and flags.
enum ManualTexts {
  static let manual = "Planes de mejoramiento institucional"
  static let purpose = "informes de los planes de mejoramiento institucional (MI-GE-PR-45)"

  static let description = [
    "pmi lee la carpeta con los archivos de los establecimientos educativos y de la secretaría (CSV, XML y hojas de cálculo XML 2003), dice de cada fila que no sirve dónde está y qué se espera, consolida el territorio y publica en un solo paso las tablas y las páginas del procedimiento.",
    "Cada verbo responde también a su nombre en español, que sigue al inglés en la lista. La misma entrada, con la misma configuración y fecha de corte, da siempre los mismos bytes; si algo falla, lo publicado antes sigue entero.",
  ]

  static let files: [(path: String, text: String)] = [
    (
      "/etc/pmi/pmi.yaml",
      "Configuración de las ejecuciones programadas. Fuera de ellas vale la que diga --config; sin --config, la incorporada."
    ),
    ("/etc/default/pmi", "Opciones de las ejecuciones programadas."),
    ("/var/lib/pmi/entrada", "Lo que leen las ejecuciones programadas."),
    (
      "/var/lib/pmi/salida",
      "Lo que publican. En ella, AÑO/current lleva a la última ejecución de cada vigencia, con sus carpetas csv y html y su manifest.json. Desinstalar no la borra."
    ),
    ("/usr/share/pmi/muestra", "Un territorio ficticio para probar."),
    (
      "/usr/share/doc/pmi",
      "La guía del analista, la guía de operación, las columnas de entrada y de resultados, y un ejemplo para cron."
    ),
  ]

  static let examples: [(text: String, lines: [String])] = [
    (
      "Probar con el territorio ficticio:",
      [
        "pmi run --input /usr/share/pmi/muestra --period 2025 \\",
        "  --as-of 2025-11-30 --output /tmp/salida",
      ]
    ),
    ("Empezar una carpeta de trabajo con formularios en blanco:", ["pmi init trabajo"]),
    ("Revisar los archivos sin publicar nada:", ["pmi validate --input trabajo/entrada"]),
    ("Saber qué significa un hallazgo y qué hacer:", ["pmi explain R106"]),
    (
      "Publicar cada noche los informes de 2025:", ["systemctl enable --now pmi@2025.timer"]
    ),
    (
      "Comprobar que nadie cambió lo publicado:",
      ["pmi verify /var/lib/pmi/salida/2025/current"]
    ),
  ]

  static let seeAlso = [
    "La guía del analista, /usr/share/doc/pmi/guia-del-analista.html, y la de operación, /usr/share/doc/pmi/operacion.html."
  ]

  static func otherwise(_ value: String) -> String { "Si falta, \(value)." }
}

extension ExitStatus {
  /// Every way to end, as contract 4 names them.
  static let meanings: [(status: Int32, text: String)] = [
    (
      0,
      "Se publicó, o no había nada nuevo; las filas rechazadas se informan y no son una falla. En validate, no hay hallazgos de gravedad error."
    ),
    (
      findings,
      "validate halló errores, o run --strict los halló y no publicó; en verify, algo no coincide."
    ),
    (
      nothingPublished,
      "No se publicó nada: sin directorio de establecimientos, sin entradas que leer, un resultado parcial dañado o de otra ejecución, o la salida no se puede escribir."
    ),
    (usage, "La orden está mal escrita."),
    (held, "Otra ejecución tiene la salida; no se tocó nada."),
    (configuration, "La configuración o las plantillas tienen errores."),
  ]
}
