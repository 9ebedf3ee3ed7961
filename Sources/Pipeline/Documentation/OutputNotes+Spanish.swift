/// How the columns of the results are computed (contract 3), by table family.
enum OutputNotes {
  static let byName: [String: OutputNote] = Dictionary(
    (places + counts + means + changes + conditions + assistance + indicators + validation
      + ArchiveNotes.all + EntityNotes.all).map {
        ($0.name, $0)
      }, uniquingKeysWith: { first, _ in first })

  private static let places = [
    OutputNote("codigo_dane", .directory, nil, "168001000123.", ["X201"]),
    OutputNote("codigo_municipio", .directory, nil, "68013.", ["X210"]),
    OutputNote("municipio", .directory, "Es el nombre del catálogo de municipios.", "Aguada."),
    OutputNote(
      "provincia", .catalogue, "Es la provincia del municipio en el catálogo de municipios.",
      "Vélez."),
    OutputNote("nombre", .directory), OutputNote("sector", .directory),
    OutputNote("zona", .directory),
    OutputNote("regimen", .directory), OutputNote("categoria_saber", .directory),
    OutputNote("edicion", .catalogue, "Es la edición a la que pertenece el componente.", "2008."),
    OutputNote("gestion", .catalogue, nil, "DIR."),
    OutputNote(
      "proceso", .catalogue,
      "En rg-217-propuesta es, entre los procesos de la ruta, el de avance_promedio más bajo; en un empate, el primero por código.",
      "DIR-1."),
    OutputNote("componente", .catalogue, nil, "DIR-1-2.", ["X214"]),
    OutputNote(
      "vigencia", .program, "Es el periodo del informe o, en exclusiones, el año de la condición.",
      "2025."),
    OutputNote(
      "version", .route, "Es la más alta que tiene alguna fila en pie.",
      "Con las versiones 1 y 2 en pie, es 2.", ["X206"]),
    OutputNote("oportunidad_no", .route), OutputNote("oportunidad", .route),
    OutputNote(
      "archivo", .files,
      "Es el lugar del archivo dentro de la carpeta de entrada; en rg-121-hoja-control, dentro del paquete de «pmi archive».",
      "rutas/2025/aguada.csv."),
    OutputNote(
      "linea", .files,
      "Es la línea física en la que empieza el registro, contando también los saltos dentro de comillas; en XML, la de su elemento.",
      "128."),
  ]

  private static let counts = [
    OutputNote(
      "establecimientos", .route,
      "Cada establecimiento cuenta una vez. En rg-380-municipios son todos los activos; en las demás, los que tienen ruta con ese componente o proceso.",
      "Cinco acciones de una misma ruta en DIR-1-2 cuentan 1.", ["N01"]),
    OutputNote("municipios", .route, "Cada municipio cuenta una vez.", nil),
    OutputNote(
      "oportunidades", .route,
      "Se cuentan los oportunidad_no distintos de cada ruta. Cuentan solo las rutas entregadas de establecimientos activos en el periodo.",
      nil, ["N10"]),
    OutputNote("metas", .route, "Se cuentan los meta_no distintos de cada ruta.", nil, ["N11"]),
    OutputNote(
      "metas_medibles", .route,
      "Una meta es medible si tiene indicador, linea_base y valor_meta, y el valor_meta es distinto de la linea_base.",
      "Línea base 10 y valor meta 80: es medible.", ["N12", "I04"]),
    OutputNote(
      "metas_cumplidas", .route,
      "El logro es (valor_logrado − linea_base) ÷ (valor_meta − linea_base), limitado entre 0 y 1; está cumplida si llega a 1.",
      "Línea base 10, valor meta 80 y valor logrado 82: está cumplida.", ["N13"]),
    OutputNote("acciones", .route, "Se cuentan las filas de la ruta que cuentan.", nil, ["N16"]),
    OutputNote(
      "acciones_cumplidas", .route, "Se cuentan las filas con avance igual a 100.",
      "Un avance de 99,99 no cuenta.", ["N17"]),
    OutputNote(
      "acciones_vencidas", .route,
      "Se cuentan las filas con fecha_fin anterior al corte y avance distinto de 100.",
      "Fecha de fin 2025-06-30, corte 2025-11-30 y avance 80: está vencida.", ["N18"]),
    OutputNote(
      "rutas_recibidas", .route,
      "Se cuentan los establecimientos con al menos una fila que cuenta.",
      nil, ["N02"]),
    OutputNote(
      "estado_entrega", .delivery,
      "Sale del rg-300 y de las filas de la ruta que cuentan. Es el primero que corresponde de: SIN REGISTRO, ENTREGADA, NO ENTREGADA o PENDIENTE, DEVUELTA, ANUNCIADA, EXTEMPORANEA, A TIEMPO.",
      "A TIEMPO.", ["A TIEMPO", "EXTEMPORANEA", "NO ENTREGADA", "SIN REGISTRO"]),
    OutputNote(
      "dias_retraso", .delivery,
      "Es fecha_entrega − fecha_limite, en días, si es positivo, sea cual sea el estado; si no, vacío.",
      "Límite 2025-03-31 y entrega 2025-04-10: 10.", ["I02"]),
  ]

  private static let means = [
    OutputNote(
      "avance_promedio", .route,
      "Es la suma del avance de las filas ÷ el número de filas; sin avance cuenta como 0. Sin filas queda vacío.",
      "Filas con 100, 50 y sin avance: 150 ÷ 3 = 50,00.", ["N19"]),
    OutputNote(
      "avance_anterior", .route,
      "Es el avance_promedio de la ruta del año anterior, con corte 31 de diciembre.", nil,
      ["avance_promedio"]),
    OutputNote(
      "tasa_entrega", .route, "Es rutas_recibidas ÷ establecimientos × 100.",
      "9 de 12: 75,00.", ["N09"]),
    OutputNote(
      "valoracion_promedio", .valuation,
      "Es el promedio de las valoraciones del periodo de los establecimientos activos, tengan ruta o no; sin valoraciones queda vacío.",
      "Niveles 1, 2 y 2: 5 ÷ 3 = 1,67.", ["N27"]),
    OutputNote(
      "posicion", .program,
      "Se ordena por establecimientos de mayor a menor, luego por valoracion_promedio de menor a mayor, con los vacíos al final, y luego por componente.",
      "Con 40 establecimientos cada uno, va primero el de valoración 1,80 que el de 2,10.",
      ["valoracion_promedio"]),
  ]

  private static let changes = [
    OutputNote("valoracion_1", .valuation), OutputNote("valoracion_2", .valuation),
    OutputNote("valoracion_3", .valuation), OutputNote("valoracion_4", .valuation),
    OutputNote("valoracion", .valuation, nil, "3 es Apropiación."),
    OutputNote(
      "valoracion_anterior", .valuation,
      "Se cuentan los establecimientos con valoración del componente en las dos vigencias.",
      "2 es Pertinencia."),
    OutputNote(
      "nuevas", .route, both + " El componente está en la actual y no en la anterior.", nil),
    OutputNote("persistentes", .route, both + " El componente está en ambas.", nil),
    OutputNote(
      "superadas", .route,
      both
        + " El componente está en la anterior y no en la actual, y su valoración subió de un año al otro.",
      "En la ruta de 2024 y no en la de 2025, con valoración 1 y luego 2.", ["retiradas"]),
    OutputNote(
      "retiradas", .route,
      both
        + " El componente está en la anterior y no en la actual, y no consta que su valoración subiera.",
      "En la ruta de 2024 y no en la de 2025, con valoración 2 en ambos años.", ["superadas"]),
  ]

  private static let both =
    "Se cuentan los establecimientos cuyas rutas del periodo y del año anterior tienen ambas algún componente de la edición."

  private static let conditions = [
    OutputNote("condicion", .rules, nil, "I04.", ["I01", "I10"]),
    OutputNote(
      "descripcion", .rules, "Habla siempre de un indicio, nunca de una falta probada.",
      "Indicio: la ruta se entregó después de la fecha límite."),
    OutputNote(
      "condiciones", .rules, "Son códigos en orden, separados por un blanco.", "I02 I05."),
    OutputNote(
      "vigencias", .rules, "Son las de la ventana, en orden, separadas por un blanco.",
      "2024 2025.", ["CANDIDATO"]),
    OutputNote(
      "primera_vigencia", .rules,
      "Es la primera de la ventana en la que se cumple alguna de sus condiciones.", "2023."),
    OutputNote(
      "apoyos", .assistance,
      "Se cuentan las filas de rg-22 con cumple_requisitos SI, desde el 1 de enero de la primera vigencia de la ventana en la que se cumple la condición hasta plazo_reaccion_dias antes del corte.",
      "Con corte 2025-11-30 y plazo de 30 días, una asistencia del 2025-11-15 no cuenta.",
      ["CANDIDATO", "REQUIERE ASISTENCIA"]),
    OutputNote(
      "ultimo_apoyo", .assistance, "Es la fecha más reciente de las filas que cuenta apoyos.", nil,
      ["apoyos"]),
    OutputNote(
      "estado", .rules,
      "En irregularidades sale de si la condición es sistemática y hay apoyos; en asistencia-cumplimiento, de comparar rg-217 con rg-22.",
      "ALERTA.", ["CANDIDATO", "ALERTA", "EJECUTADA", "NO EJECUTADA"]),
    OutputNote("evidencia", .files, "Se escribe archivo:linea.", "rg-300.csv:14."),
    OutputNote("motivo", .exclusions), OutputNote("autoriza", .exclusions),
    OutputNote(
      "decision", .decisions,
      "Un establecimiento con NO REPORTAR no aparece en la tabla. La decisión cuenta sea cual sea su fecha.",
      "PENDIENTE.", ["X217"]),
    OutputNote(
      "ee_con_condiciones", .rules, "Cada establecimiento cuenta una vez.", nil, ["N24"]),
    OutputNote(
      "ee_candidatos", .rules, "Cada establecimiento cuenta una vez.", nil, ["N26"]),
  ]

  private static let assistance = [
    OutputNote(
      "clase", .classes, "Es la primera que corresponde a los motivos.", "PUNTUAL.",
      ["INTEGRAL", "PUNTUAL", "CAPACITACION", "NINGUNA"]),
    OutputNote(
      "motivos", .classes,
      "Van separados por un blanco, en este orden: SABER, CONTROLADO, SISTEMATICA, SOLICITA_INTEGRAL, CONDICION, SOLICITA_PUNTUAL, SOLICITA_CAPACITACION.",
      "SABER CONDICION.", ["SABER", "CONTROLADO", "SISTEMATICA", "CONDICION"]),
    OutputNote("codigo_actividad", .assistance), OutputNote("fecha_programada", .assistance),
    OutputNote(
      "modalidad", .assistance, "En rg-217-propuesta es la clase del establecimiento.",
      "INTEGRAL.", ["clase"]),
    OutputNote(
      "fecha_ejecucion", .assistance,
      "Es la primera de las filas de rg-22 con la misma vigencia, actividad y establecimiento, hasta el corte.",
      nil),
    OutputNote(
      "cumple_requisitos", .assistance,
      "Es SI si alguna fila de rg-22 hasta el corte dice SI, NO si ninguna lo dice y vacío si no hay filas.",
      nil),
    OutputNote("codigo_pam", .assistance, nil, "PAM-3.", ["X209"]),
    OutputNote(
      "alineada", .assistance, "Es SI si el codigo_pam está en el PAM del periodo.", nil, ["X209"]),
    OutputNote("estrategia", .strategies),
    OutputNote("actividades", .assistance, "Se cuentan filas de rg-217.", nil, ["N20"]),
    OutputNote(
      "ejecutadas", .assistance, "Se cuentan las actividades EJECUTADA y TARDIA.", nil,
      ["EJECUTADA", "TARDIA"]),
    OutputNote(
      "asistencias_programadas", .assistance,
      "Se cuentan las filas de rg-217 del establecimiento en el periodo.", nil, ["N20"]),
    OutputNote(
      "asistencias_ejecutadas", .assistance,
      "Se cuentan las actividades EJECUTADA y TARDIA del establecimiento.", nil, ["N21"]),
    OutputNote("integral", .classes, nil, nil, ["INTEGRAL"]),
    OutputNote("puntual", .classes, nil, nil, ["PUNTUAL"]),
    OutputNote("capacitacion", .classes, nil, nil, ["CAPACITACION"]),
  ]

  private static let indicators = [
    OutputNote(
      "codigo", .program,
      "En rg-380-indicadores va de N01 a N30; en diagnosticos es el del hallazgo; en pr-42-caracterizacion es el del ámbito; en rg-120-fuid, el del registro o procedimiento.",
      "N09."),
    OutputNote("indicador", .program, nil, "Tasa de entrega (%).", ["N01", "N30"]),
    OutputNote(
      "valor", .program,
      "En rg-380-indicadores y en pr-42-caracterizacion es la cifra; en diagnosticos es el valor encontrado, cortado a 80 caracteres.",
      "85,22."),
    OutputNote(
      "numerador", .program, "En un conteo es igual al valor; en un promedio es la suma.",
      "En N09, 98."),
    OutputNote(
      "denominador", .program, "Es el número por el que se divide; en un conteo queda vacío.",
      "En N09, 115."),
    OutputNote(
      "valor_anterior", .program,
      "Es lo que daría un informe del año anterior con corte 31 de diciembre sobre los mismos registros y el directorio de hoy; vacío si no hay registros de ese año.",
      "80,00."),
    OutputNote(
      "diferencia", .program, "Se restan los valores ya redondeados.",
      "85,22 y 80,00: 5,22."),
    OutputNote("ambito", .program, nil, "MUNICIPIO."),
    OutputNote(
      "item", .program,
      "Son los indicadores N01 a N30, rutas_recibidas, tasa_entrega, avance_promedio, ee_con_condiciones y los procesos más frecuentes: proceso_1, proceso_2 y proceso_3.",
      "proceso_1.", ["N01", "N30"]),
    OutputNote(
      "unidad", .program,
      "Es EE, %, promedio, cantidad o código; en rg-120-fuid, la unidad de conservación.",
      "EE, en N01."),
    OutputNote("fuente", .program, nil, "rg-380-municipios.csv."),
  ]

  private static let validation = [
    OutputNote("gravedad", .files, "Un error rechaza la fila o el archivo; lo demás no.", "error."),
    OutputNote("columna", .files, "Cuenta desde 1; en XML queda vacía.", "4 es el cuarto campo."),
    OutputNote("campo", .files, nil, "fecha_limite."),
    OutputNote(
      "mensaje", .files, nil,
      "No es una fecha. Se espera 2025-03-31 o 31/03/2025. Valor: «marzo»."),
    OutputNote(
      "codigos", .files, "Son distintos, en orden, separados por un blanco.", "R101 R104."),
    OutputNote(
      "registro", .files, "Es el texto del registro en UTF-8, cortado a 65.536 bytes.", nil),
    OutputNote("tipo", .files, "Van en orden de aparición, separados por un blanco.", "rg-382."),
    OutputNote("formato", .files, "Lo decide el contenido, no el nombre.", "xlsx."),
    OutputNote("codificacion", .files, nil, "utf-8-bom.", ["F003"]),
    OutputNote("bytes", .program),
    OutputNote(
      "sha256", .program,
      "«pmi verify» la vuelve a calcular: si no coincide, el documento cambió después de publicarse.",
      "Son 64 cifras hexadecimales, que empiezan por e3b0c442."),
    OutputNote(
      "leidas", .files, "Siempre es aceptadas + reemplazadas + rechazadas.",
      "100 = 90 + 6 + 4."),
    OutputNote("aceptadas", .files, nil, nil, ["leidas"]),
    OutputNote("reemplazadas", .files, nil, nil, ["X206"]),
    OutputNote("rechazadas", .files, "Están en rechazos.csv, como llegaron.", nil, ["leidas"]),
  ]
}
