/// The Spanish of what the argument library says in English.
enum UsageSpanish {
  private static let words: [(english: String, spanish: String)] = [
    ("OVERVIEW:", "QUÉ HACE:"), ("USAGE:", "USO:"), ("Usage:", "Uso:"),
    ("OPTIONS:", "OPCIONES:"), ("ARGUMENTS:", "ARGUMENTOS:"), ("SUBCOMMANDS:", "VERBOS:"),
    ("<options>", "<opciones>"), ("<subcommand>", "<verbo>"), ("[--help]", "[--help]"),
    ("Show help information.", "Muestra esta ayuda."),
    ("Show the version.", "Muestra la versión."),
    ("Show subcommand help information.", "Muestra la ayuda de un verbo."),
    ("for more information.", "para saber más."), ("  See '", "  Vea '"),
    ("for detailed help.", "para la ayuda completa."), ("(aliases:", "(también:"),
    ("(default:", "(si falta:"), ("(values:", "(valores:"),
    ("Missing expected argument", "Falta el argumento"),
    ("Missing value for", "Falta el valor de"), ("Unknown option", "Opción desconocida"),
    ("Unexpected argument", "Argumento inesperado"),
    ("unexpected arguments:", "argumentos inesperados:"),
    ("Did you mean", "¿Quiso decir"), ("is invalid for", "no es válido para"),
    ("The value '", "El valor '"), ("Please provide one of", "Se espera uno de"),
    (" or '", " o '"), (" and '", " y '"), ("Help:", "Ayuda:"), ("Error:", "Error:"),
  ]

  static func translated(_ text: String) -> String {
    words.reduce(text) { $0.replacing($1.english, with: $1.spanish) }
  }
}
