import Model

extension DiagnosticCode {
  /// What the code means, in a line (contract 2).
  package var meaning: String {
    switch self {
    case .f001: "Archivo que no es de ningún tipo conocido"
    case .f002: "Archivo que no se pudo leer"
    case .f003: "Archivo leído como Windows-1252"
    case .f004: "XML mal formado: se rechaza el archivo entero"
    case .f005: "XML con otra estructura: se rechaza el archivo entero"
    case .f006: "Columna conocida repetida en el encabezado"
    case .f007: "XML con declaración de tipo de documento: se rechaza"
    case .f008: "Se superó un límite de tamaño: se rechaza el archivo entero"
    case .f009: "Archivo vacío o con solo el encabezado"
    case .f011: "Enlace que sale de la carpeta de entrada"
    case .f012: "Columnas desconocidas que no se tienen en cuenta"
    case .f013: "Hoja de ningún tipo junto a otras reconocidas"
    default: recordMeaning
    }
  }

  private var recordMeaning: String {
    switch self {
    case .r101: "Falta un valor obligatorio"
    case .r102: "No es un número con la forma esperada"
    case .r103: "Número fuera del rango"
    case .r104: "No es una fecha, o está fuera de 2000–2100"
    case .r105: "No es uno de los valores permitidos"
    case .r106: "Código DANE mal formado"
    case .r107: "Fila con más campos que el encabezado"
    case .r108: "Caracteres de control en un texto"
    case .r109: "La fecha de fin es anterior a la de inicio"
    case .r110: "Clave repetida"
    case .r111: "Numeración de oportunidades o metas que se contradice"
    case .r112: "Fecha de seguimiento posterior al corte"
    case .r113: "Acciones sin responsable, fechas o recursos"
    default: crossMeaning
    }
  }

  private var crossMeaning: String {
    switch self {
    case .x201: "El establecimiento no está en el directorio"
    case .x202: "El establecimiento está inactivo"
    case .x203: "El RG-300 dice entregada y ninguna fila de la ruta cuenta"
    case .x204: "Hay ruta y el RG-300 no dice que se entregó"
    case .x206: "Versión reemplazada por una más alta"
    case .x207: "La misma versión llegó en dos archivos"
    case .x208: "Asistencia ejecutada que no está en el plan"
    case .x209: "Actividad del plan sin estrategia del PAM"
    case .x210: "El municipio del código DANE no es el del directorio"
    case .x211: "Una meta con valores distintos en sus filas"
    case .x212: "El dígito de verificación del código DANE no corresponde"
    case .x213: "El primer dígito del código DANE no corresponde al sector o la zona"
    case .x214: "Ruta que mezcla ediciones de la Guía 34"
    case .x215: "Municipio certificado: fuera de la jurisdicción"
    case .x216: "La versión más alta se rechazó entera y cuenta una anterior"
    case .x217: "Decisión sobre un establecimiento que no es candidato"
    default: ""
    }
  }
}
