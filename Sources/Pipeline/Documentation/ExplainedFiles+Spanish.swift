import Model
import Reporting

extension Explanation {
  /// A diagnostic of contract 2.
  init(
    _ code: DiagnosticCode, _ meaning: String, rule: String, example: String, remedy: String,
    activity: String = "actividad 2", related: [String] = []
  ) {
    self.init(
      .diagnostic, code.text, title: code.meaning, severity: code.severity, meaning: [meaning],
      rule: [rule, code.effect], example: example, remedy: remedy,
      source: "MI-GE-PR-45, \(activity); guía del analista, «Revisar antes de publicar».",
      related: related)
  }
}

extension DiagnosticCode {
  /// What a finding does to the file or the row.
  fileprivate var effect: String {
    if refusesFile { return "El archivo entero no cuenta; de él no se dice nada más." }
    return severity == .error
      ? "La fila se rechaza y queda en rechazos.csv; las demás filas del archivo siguen."
      : "No rechaza ninguna fila por sí solo."
  }
}

/// Findings about whole files: F001 to F013.
enum ExplainedFiles {
  static let all: [Explanation] = [
    Explanation(
      .f001,
      "El contenido del archivo no corresponde a ninguno de los nueve registros que se leen. El nombre del archivo no importa: una tabla se reconoce por su encabezado y un XML por su elemento raíz.",
      rule:
        "En una tabla, ninguna de las primeras 20 filas tiene todas las columnas que identifican un registro. En un XML, la raíz no es la de ningún registro ni la de un libro XML 2003.",
      example:
        "Un CSV con vigencia, codigo_dane y fecha_entrega, sin fecha_limite: lo más parecido es rg-300 y le falta esa columna.",
      remedy:
        "Agregue al encabezado las columnas que el mensaje dice que faltan. Si el archivo no es un registro del procedimiento, retírelo de la carpeta de entrada.",
      related: ["F012", "F013"]),
    Explanation(
      .f002,
      "El archivo no se pudo abrir, no es un texto en una codificación que se lea, o es un libro dañado, con contraseña o de Excel 97-2003.",
      rule:
        "Hay falta de permiso, error de lectura, un archivo que no es corriente, bytes nulos fuera de UTF-16, bytes que no son UTF-8 después de su marca, UTF-16 incompleto, un byte sin significado en Windows-1252 un XML con otra codificación, un libro .xlsx u .ods incompleto o cifrado, o un .xls.",
      example: "Un libro guardado con contraseña, o un .xls al que se le cambió el nombre a .xlsx.",
      remedy:
        "Abra el archivo en Excel y guárdelo como libro .xlsx sin contraseña, o como «CSV UTF-8». Si el mensaje habla de permiso o del disco, pida acceso o copie de nuevo el archivo.",
      related: ["F003"]),
    Explanation(
      .f003,
      "El archivo no está en UTF-8 y se leyó como Windows-1252, la codificación de Excel en español.",
      rule:
        "El archivo no tiene marca de UTF-8 ni de UTF-16, no es UTF-8 válido y todos sus bytes tienen significado en Windows-1252.",
      example: "Un CSV guardado en Excel como «CSV (delimitado por comas)», con tildes y eñes.",
      remedy:
        "Revise que las tildes se vean bien en los resultados. Para evitar dudas, guarde el archivo como «CSV UTF-8».",
      related: ["F002"]),
    Explanation(
      .f004,
      "El documento XML no está bien formado. Mientras no lo esté hasta su final, no se confía en ninguna de sus filas.",
      rule:
        "El documento incumple la sintaxis de XML: está cortado, tiene etiquetas que no se corresponden, atributos repetidos, entidades sin definir, contenido después de la raíz, o no es UTF-8 y no declara otra codificación.",
      example: "Un archivo cuya descarga se cortó y termina antes de </rutasMejoramiento>.",
      remedy:
        "Exporte o descargue otra vez el documento completo. Si se editó a mano, corrija la línea que indica el hallazgo.",
      related: ["F005"]),
    Explanation(
      .f005,
      "El XML está bien formado, pero sus elementos o atributos no son los del registro que anuncia su raíz.",
      rule:
        "Hay un elemento o atributo desconocido o un campo escrito dos veces; en rg-382, también falta codigoDane, vigencia, no o componente. Un atributo vacío no es F005: es R101.",
      example: "En rg-300, el elemento <fecha_limite> en lugar de <fechaLimite>.",
      remedy:
        "Corrija el nombre o el lugar que indica el hallazgo. Los nombres de XML son los de las columnas, sin guion bajo: fecha_limite es fechaLimite.",
      related: ["F004", "R101"]),
    Explanation(
      .f006,
      "Dos columnas del encabezado tienen el mismo significado y no se sabe cuál vale.",
      rule:
        "Una columna conocida aparece más de una vez, con su nombre o con sus otros nombres. Si están el nombre propio y otro nombre, vale el propio y no hay F006.",
      example: "El encabezado trae «Código DANE» y, más a la derecha, otra vez «codigo_dane».",
      remedy: "Deje una sola de las columnas repetidas y borre o cambie el nombre de la otra.",
      related: ["F012"]),
    Explanation(
      .f007,
      "El XML declara un tipo de documento. Por seguridad no se lee, pues podría traer entidades; nunca se expanden.",
      rule: "Antes de la raíz hay una declaración <!DOCTYPE …>.",
      example: "La segunda línea del archivo es <!DOCTYPE rutasMejoramiento SYSTEM \"ruta.dtd\">.",
      remedy: "Borre la declaración DOCTYPE o exporte el documento sin ella.",
      related: ["F004"]),
    Explanation(
      .f008,
      "El archivo supera un límite que ningún registro verdadero alcanza. Casi siempre es una comilla que se abrió y no se cerró.",
      rule:
        "Los límites son: 1.048.576 bytes en un campo o texto, 64 niveles de elementos, 65.536 bytes o 256 atributos en una etiqueta y 1.000 columnas en una fila; también se supera cuando una comilla no se cierra nunca, y cuando un libro, al descomprimirlo, crece más de lo que crece uno verdadero.",
      example:
        "La fila 120 abre comillas en «observaciones» y no las cierra: el resto del archivo quedaría dentro de ese campo.",
      remedy:
        "Vaya a la línea que indica el mensaje y cierre las comillas, o escriba dobles las que estén dentro del texto. Si se trata de un texto enorme, acórtelo. Un libro, ábralo y guárdelo otra vez.",
      related: ["F004"]),
    Explanation(
      .f009,
      "El archivo no trae ningún registro: está vacío o solo tiene el encabezado.",
      rule:
        "No hay ninguna fila de datos después del encabezado, o la raíz del XML no tiene filas.",
      example: "La plantilla de rg-300 se envió sin diligenciar.",
      remedy:
        "Pida el archivo diligenciado a quien lo envió. Si no hay nada que informar, retírelo de la carpeta de entrada.",
      related: ["F001"]),
    Explanation(
      .f011,
      "En la carpeta de entrada hay un enlace simbólico que lleva fuera de ella o a ninguna parte. Los enlaces no se siguen.",
      rule:
        "El destino del enlace no existe o no está dentro de la carpeta de entrada. Un enlace hacia adentro se pasa por alto, pues su destino se lee en su propio lugar.",
      example:
        "El enlace rutas-2024.csv apunta a una unidad de red que no está dentro de la carpeta.",
      remedy: "Copie el archivo verdadero en la carpeta de entrada y borre el enlace.",
      related: ["F002"]),
    Explanation(
      .f012,
      "La tabla tiene columnas que no son del registro. No se leen y lo demás se lee igual.",
      rule:
        "El nombre de una columna, sin mayúsculas, tildes ni signos, no es el de una columna del registro ni uno de sus otros nombres. Se dice una vez por tabla.",
      example: "Una columna «Semáforo» que la oficina agregó para su control.",
      remedy:
        "Si la columna hace falta, corrija su nombre o agréguelo en alias_columnas de la configuración. Si sobra, no tiene que hacer nada.",
      related: ["F001", "F006"]),
    Explanation(
      .f013,
      "El libro tiene una hoja con contenido que no es de ningún registro, junto a otras que sí lo son.",
      rule:
        "Ninguna de las primeras 20 filas de la hoja es un encabezado conocido, y otra hoja del mismo libro se reconoció.",
      example: "Una hoja «Instrucciones» en el mismo libro de la ruta.",
      remedy:
        "Si la hoja trae datos, corrija su encabezado. Si es de instrucciones o de apoyo, no tiene que hacer nada.",
      related: ["F001"]),
  ]
}
