import Model

/// Findings that need several records: X201 to X217.
enum ExplainedCrossChecks {
  static let all: [Explanation] = (directory + routes + others).sorted { $0.code < $1.code }

  private static let directory: [Explanation] = [
    Explanation(
      .x201, "La fila nombra un código DANE que el directorio de establecimientos no tiene.",
      rule: "Ninguna fila aceptada de establecimientos tiene ese codigo_dane.",
      example: "La ruta viene con 168001000132 y el directorio tiene 168001000123.",
      remedy:
        "Corrija el código si está mal escrito. Si el establecimiento existe, agréguelo al directorio. Si es una sede, use el código de su establecimiento.",
      related: ["X202", "R106"]),
    Explanation(
      .x202, "La fila es de un establecimiento que el directorio da por inactivo.",
      rule:
        "El estado en el directorio es INACTIVO, CIERRE TEMPORAL o CIERRE DEFINITIVO. Se usa el directorio de hoy para todas las vigencias.",
      example: "Llegó la ruta de un establecimiento en CIERRE TEMPORAL.",
      remedy: "Si el establecimiento volvió a funcionar, actualice su estado en el directorio.",
      related: ["X201"]),
    Explanation(
      .x210,
      "El municipio que lleva dentro el código DANE no es el que dice el directorio.",
      rule:
        "Los dígitos 2 a 6 del codigo_dane son distintos del codigo_municipio de la fila del directorio.",
      example: "El código 168001000123 lleva 68001 y el directorio dice 68013.",
      remedy:
        "Verifique el código y el municipio en el DUE y corrija el que esté mal. Algunos códigos antiguos son así; en ese caso no tiene que hacer nada.",
      related: ["X213", "X215"]),
    Explanation(
      .x212,
      "El último dígito del código DANE no es el que resulta de los demás. Suele ser un error al digitar; algunos códigos verdaderos tampoco lo cumplen.",
      rule:
        "Los dígitos 11 a 1 se multiplican por 2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6 y se suman; con r, el residuo de dividir por 11, el dígito 12 debe ser (11 − r) módulo 10. Se dice una vez por fila del directorio.",
      example:
        "En 168001000123 la suma es 82 y el residuo 5: el dígito esperado es 6 y el código termina en 3.",
      remedy: "Compare el código con el DUE y corríjalo si es distinto. Si es igual, déjelo así.",
      related: ["R106", "X213"]),
    Explanation(
      .x213, "El primer dígito del código DANE dice un sector o una zona distintos del directorio.",
      rule:
        "El primer dígito es 1 para oficial urbano, 2 para oficial rural, 3 para no oficial urbano y 4 para no oficial rural. Con zona URBANA-RURAL o sin zona sirve cualquiera de los dos de su sector.",
      example: "El código empieza por 1 y el directorio dice NO OFICIAL.",
      remedy: "Verifique sector y zona en el DUE y corrija el directorio si no coinciden.",
      related: ["X210", "X212"]),
    Explanation(
      .x215,
      "El establecimiento es de un municipio certificado en educación, que tiene su propia secretaría y está fuera de la jurisdicción del departamento.",
      rule:
        "El codigo_municipio de la fila del directorio es de un municipio certificado en el catálogo de municipios. En una ejecución de varias entidades (clave entidades), su entidad no es una de ellas.",
      example: "Una fila del directorio con el municipio 68001, Bucaramanga.",
      remedy:
        "Retire del directorio los establecimientos que no son de la jurisdicción, o corrija el municipio. Mientras estén, cuentan en los resultados.",
      activity: "alcance", related: ["X210"]),
  ]

  private static let routes: [Explanation] = [
    Explanation(
      .x203,
      "El control de entregas dice que la ruta se recibió, pero no hay ninguna fila de ella que cuente. Falta el archivo o llegó con errores.",
      rule:
        "La fila de rg-300 tiene fecha_entrega hasta el corte de su vigencia, y ninguna fila de rg-382 cuenta para ese establecimiento y vigencia, hasta el periodo.",
      example: "rg-300 dice entregada el 2025-03-28 y en la carpeta no está la ruta.",
      remedy:
        "Busque el archivo de la ruta y póngalo en la carpeta de entrada. Si está, corrija los errores que lo rechazaron. Si la fecha se anotó por error, corrija el rg-300.",
      related: ["ANUNCIADA", "N30", "I08"]),
    Explanation(
      .x204, "Llegó la ruta, pero el control de entregas no tiene su fecha de entrega.",
      rule:
        "Hay filas de la ruta que cuentan, y rg-300 no tiene fila del establecimiento o no tiene fecha_entrega hasta el corte. Se dice una vez por establecimiento y vigencia, hasta el periodo.",
      example: "La ruta de 2025 está en la carpeta y el establecimiento no aparece en rg-300.",
      remedy:
        "Registre en el rg-300 la fecha en que se recibió la ruta. Mientras falte, no se puede decir si llegó a tiempo.",
      related: ["ENTREGADA", "N29"]),
    Explanation(
      .x206, "Hay una versión más alta de la misma ruta; esta no cuenta.",
      rule:
        "Para cada establecimiento y vigencia cuenta entera la versión más alta que tenga alguna fila en pie. Las versiones nunca se mezclan. Se dice una vez por versión reemplazada.",
      example: "Llegaron las versiones 1 y 2: cuenta la 2 y la 1 queda reemplazada.",
      remedy:
        "No tiene que hacer nada si la versión más alta es la buena. Si no lo es, envíe la correcta con un número mayor.",
      related: ["X207", "X216"]),
    Explanation(
      .x207,
      "La misma versión de una ruta llegó en dos archivos. Cuenta la del primero en el orden de lectura.",
      rule:
        "Dos archivos tienen filas en pie de un mismo establecimiento, vigencia y version. Se rechazan todas las filas de los archivos posteriores.",
      example: "La ruta está en «ruta.csv» y en «ruta (copia).csv», ambas con version 1.",
      remedy: "Borre la copia. Si el segundo archivo es una corrección, dele una version mayor.",
      related: ["X206", "R110"]),
    Explanation(
      .x211,
      "Una meta tiene valores distintos en sus filas. Vale el primero que esté presente.",
      rule:
        "Las filas de un mismo meta_no tienen distinta linea_base, valor_meta o valor_logrado. Se dice una vez por meta, en la primera fila distinta.",
      example: "La meta 2 tiene valor_meta 80 en una acción y 90 en otra.",
      remedy: "Escriba los mismos valores en todas las filas de la meta.",
      activity: "actividades 3 y 6", related: ["N12", "N15", "I04"]),
    Explanation(
      .x214,
      "La ruta usa componentes de dos ediciones de la Guía 34. Los de ediciones distintas nunca se suman.",
      rule: "Las filas que cuentan de una ruta tienen componentes de más de una edición.",
      example: "La ruta tiene DIR-1-2, de 2008, y DIR26-1-1, de 2026.",
      remedy:
        "Escriba todos los componentes en una misma edición, o aclare la edición de los nombres con la columna edicion.",
      related: ["edicion", "componente"]),
    Explanation(
      .x216,
      "La versión más alta de la ruta llegó con errores en todas sus filas; los resultados muestran una versión anterior.",
      rule:
        "Todas las filas de la versión más alta se rechazaron y una más baja tiene filas en pie. Se dice una vez por ruta, en la primera fila rechazada.",
      example:
        "Todas las filas de la versión 2 tienen mal escrita la fecha de fin; cuenta la versión 1.",
      remedy:
        "Corrija los errores de la versión más alta y envíela de nuevo. Hasta entonces, las cifras del establecimiento son anteriores.",
      related: ["X206", "I08"]),
  ]

  private static let others: [Explanation] = [
    Explanation(
      .x208, "Se ejecutó una asistencia que el plan no tiene.",
      rule:
        "La fila de rg-22 nombra un codigo_actividad que rg-217 no tiene para la misma vigencia y el mismo establecimiento.",
      example: "rg-22 tiene AT-09 para un establecimiento y rg-217 lo tiene solo para otro.",
      remedy:
        "Corrija el código de la actividad, o agregue la actividad al plan si se aprobó después.",
      activity: "actividad 7", related: ["N20", "N21"]),
    Explanation(
      .x209, "Una actividad del plan de asistencia no está alineada con el PAM.",
      rule:
        "La fila de rg-217 no tiene codigo_pam, o el PAM de esa vigencia no tiene esa estrategia.",
      example: "La actividad AT-12 tiene PAM-7 y el PAM de 2025 llega hasta PAM-5.",
      remedy:
        "Escriba la estrategia del PAM a la que responde la actividad. Si no responde a ninguna, ejecute la acción de mejora que la alinee.",
      activity: "actividad 4", related: ["N23", "alineada"]),
    Explanation(
      .x217,
      "Hay una decisión del líder sobre un establecimiento que en este informe no es candidato a reporte.",
      rule:
        "La fila de decisiones es del periodo y el establecimiento no tiene ninguna condición en estado CANDIDATO.",
      example:
        "Se decidió REPORTAR en octubre; en noviembre llegó la ruta y dejó de ser candidato.",
      remedy:
        "Revise si la decisión sigue haciendo falta. Si no, retírela; si el código o la vigencia están mal, corríjalos.",
      activity: "actividad 9", related: ["CANDIDATO", "N26"]),
  ]
}
