extension TemplateError {
  /// The whole sentence for a terminal: place, tag, what is wrong and what is expected.
  public var message: String {
    let quoted = tag.isEmpty ? "" : " \(tag):"
    let trail = usedFrom.reversed().map { " (incluida desde \($0.text))" }.joined()
    return "\(place.text):\(quoted) \(problem.explanation)\(trail)"
  }
}

extension TemplatePlace {
  /// `plantilla:línea:columna`.
  public var text: String {
    "\(template):\(line):\(column)"
  }
}

extension TemplateError.Problem {
  /// What is wrong and what is expected.
  public var explanation: String {
    languageExplanation ?? nameExplanation ?? formatExplanation
  }

  private var languageExplanation: String? {
    switch self {
    case .notUTF8: "la plantilla no está en UTF-8; guárdela con esa codificación."
    case .unclosedTag: "la etiqueta se abre y nunca se cierra."
    case .malformedTag:
      "la etiqueta no lleva un nombre válido: letras, dígitos, «_» y «-», con puntos entre partes."
    case .unescapedTag:
      "no hay etiquetas sin escape; use dos llaves y ningún «&»: {{nombre}}."
    case .malformedDelimiters:
      "los delimitadores se cambian así: {{=<% %>=}}, con dos marcas de hasta 16 bytes sin «=»."
    case .unclosedSection(let name): "«\(name)» se abre aquí y no se cierra con {{/\(name)}}."
    case .unopenedSection(let name): "se cierra «\(name)», que no está abierto."
    case .contentOutsideBlocks(let parent):
      "dentro de {{<\(parent)}} solo cuentan los bloques {{$nombre}}; lo demás se perdería."
    case .repeatedBlock(let name): "el bloque «\(name)» ya se reemplazó en esta misma etiqueta."
    case .tooDeep(let limit): "hay más de \(limit) secciones e inclusiones una dentro de otra."
    case .tooLarge: "con todo lo que incluye, la plantilla es demasiado grande."
    default: nil
    }
  }

  private var nameExplanation: String? {
    switch self {
    case .unknownName(let name, let nearest):
      "aquí no se conoce el nombre «\(name)»\(suggestion(nearest))"
    case .notARecord(let name, let kind):
      "«\(name)» es \(kind.noun) y no tiene campos que nombrar después de un punto."
    case .sectionOverPlainValue(let name, let kind):
      "«\(name)» es \(kind.noun) y no abre secciones; se esperaba una marca, un registro o una "
        + "lista."
    case .variableOverStructure(let name, let kind):
      "«\(name)» es \(kind.noun) y no se puede escribir; ábralo con {{#\(name)}}."
    case .noImplicitValue:
      "{{.}} solo vale dentro de un registro o una lista cuyo único campo sea un valor."
    case .missingTemplate(let name, let nearest):
      "no existe la plantilla «\(name)»\(suggestion(nearest))"
    case .recursion(let names):
      "la plantilla se incluye a sí misma: \(names.joined(separator: " → "))."
    case .unknownBlock(let name, let nearest):
      "la plantilla que se extiende no tiene el bloque «\(name)»\(suggestion(nearest))"
    case .streamReadTwice(let name):
      "«\(name)» se lee fila a fila y una sola vez; aquí se leería de nuevo."
    default: nil
    }
  }

  private var formatExplanation: String {
    switch self {
    case .unsafePlace(let place): place.explanation
    case .sectionBreaksMarkup:
      "la sección debe empezar y terminar en el mismo lugar del HTML: en el texto, dentro del "
        + "mismo valor o entre los atributos de la misma etiqueta."
    case .unclosedMarkup: "la plantilla termina dentro de una etiqueta HTML o de un comentario."
    case .notAWholeField:
      "en un CSV cada etiqueta es un campo completo, entre comas y sin otro texto."
    case .sectionBreaksLine: "en un CSV cada sección contiene líneas completas."
    case .otherFieldCount(let expected, let found):
      "la línea tiene \(found) campos y la primera \(expected)."
    case .malformedQuotes: "las comillas del campo no están bien puestas."
    case .valueOfOtherKind(let expected): "el valor recibido no es \(expected.noun)."
    case .recordOfOtherShape(let expected, let found):
      "el registro recibido tiene \(found) valores y se esperaban \(expected)."
    case .textNotPlain:
      "el texto recibido tiene caracteres que un valor simple no admite (letras y dígitos sin "
        + "tilde, espacio y . , % # : / _ -)."
    case .textNotALink: "el texto recibido no es un enlace relativo."
    default: ""
    }
  }

  private func suggestion(_ nearest: String?) -> String {
    nearest.map { "; ¿quiso decir «\($0)»?" } ?? "."
  }
}

extension TemplateError.UnsafePlace {
  public var explanation: String {
    switch self {
    case .rawText(let element): "dentro de <\(element)> no pueden ir datos."
    case .comment: "dentro de un comentario o una declaración no pueden ir datos."
    case .tag: "un dato no puede ser parte del nombre de una etiqueta HTML o de un atributo."
    case .unquotedAttribute: "el valor del atributo debe ir entre comillas."
    case .eventAttribute(let name): "el atributo «\(name)» es código y no admite datos."
    case .codeAttribute(let name): "el atributo «\(name)» es un documento y no admite datos."
    case .styleAttribute: "el atributo «style» solo admite medidas y valores simples."
    case .linkStart(let attribute):
      "un dato no puede decidir cómo empieza «\(attribute)»; escriba antes la ruta o use un campo "
        + "de tipo enlace."
    case .notAnImageSource:
      "una imagen solo puede ser el «src» completo de un <img>, entre comillas."
    }
  }
}

extension Kind {
  /// The kind as a noun with its article.
  public var noun: String {
    switch self {
    case .text: "un texto"
    case .plain: "un valor simple"
    case .link: "un enlace"
    case .integer: "un número entero"
    case .decimal: "un número decimal"
    case .number: "un número"
    case .measure: "una medida"
    case .date: "una fecha"
    case .image: "una imagen"
    case .yesNo: "un sí o no"
    case .flag: "una marca"
    case .record: "un registro"
    case .list, .stream: "una lista"
    }
  }
}
