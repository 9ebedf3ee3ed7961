import Reporting

/// The indicators N01 to N30 of RG-380.
enum ExplainedIndicators {
  static let all: [Explanation] = deliveries + routes + assistance + conditions + remaining

  private static let deliveries = [
    indicator(
      "N01", "Es el número de establecimientos sobre los que se informa.",
      "El directorio tiene 120 filas y 5 están inactivas: 115.",
      "Mantenga al día el directorio: agregue los que faltan y cambie el estado de los que cerraron.",
      "actividad 1", ["X202", "N09"]),
    indicator(
      "N02", "Es el número de establecimientos cuya ruta llegó y se pudo leer.",
      "De 115 establecimientos, 98 tienen al menos una fila que cuenta: 98.",
      "Compárelo con N01 y pida las rutas que faltan; corrija las que llegaron con errores.",
      "actividad 2", ["N09", "I01", "I08"]),
    indicator(
      "N03", "Es el número de rutas que llegaron dentro del plazo.",
      "Fecha límite 2025-03-31 y entrega 2025-03-28: cuenta aquí.",
      "Compruebe que el rg-300 tenga las fechas de todas las entregas.",
      "actividad 2", ["A TIEMPO", "N28"]),
    indicator(
      "N04", "Es el número de rutas que llegaron después de la fecha límite.",
      "Fecha límite 2025-03-31 y entrega 2025-04-10: cuenta aquí.",
      "Revise con esos establecimientos por qué se retrasaron y recuérdeles el próximo plazo.",
      "actividad 2", ["EXTEMPORANEA", "I02"]),
    indicator(
      "N05", "Es el número de rutas que están devueltas para corregir.",
      "Devuelta el 2025-04-01 y sin reentrega hasta el corte: cuenta aquí.",
      "Pida las rutas corregidas y registre su fecha_reentrega.",
      "actividades 2 y 6", ["DEVUELTA", "I03"]),
    indicator(
      "N06", "Es el número de rutas que no han llegado y cuyo plazo terminó.",
      "Fecha límite 2025-03-31, corte 2025-11-30 y sin entrega: cuenta aquí.",
      "Requiera esas rutas y ofrezca asistencia a los establecimientos.",
      "actividad 2", ["NO ENTREGADA", "I01"]),
    indicator(
      "N07", "Es el número de rutas que no han llegado y todavía están en plazo.",
      "Fecha límite 2025-12-15, corte 2025-11-30 y sin entrega: cuenta aquí.",
      "Recuerde la fecha límite a esos establecimientos.", "actividad 2", ["PENDIENTE"]),
    indicator(
      "N08", "Es el número de establecimientos de los que no se sabe nada de la ruta.",
      "El establecimiento no está en el rg-300 ni hay filas de su ruta: cuenta aquí.",
      "Agregue esos establecimientos al control de entregas con su fecha_limite.",
      "actividad 2", ["SIN REGISTRO"]),
    indicator(
      "N09", "Es la parte de los establecimientos cuya ruta llegó y se pudo leer.",
      "98 rutas de 115 establecimientos: 98 ÷ 115 × 100 = 85,22 %.",
      "Para subirla, pida las rutas que faltan y corrija las que se rechazaron.",
      "actividad 8", ["N01", "N02", "N28"]),
  ]

  private static let routes = [
    indicator(
      "N10", "Es el número de oportunidades de mejora de todas las rutas.",
      "Una ruta con las oportunidades 1, 2 y 3, y otra con la 1: suman 4.",
      "Vea en rg-220 en qué componentes están y en rg-220-detalle cada una.", "actividad 6",
      ["oportunidades"]),
    indicator(
      "N11", "Es el número de metas de todas las rutas.",
      "Una ruta con las metas 1 a 5 y otra con 1 y 2: suman 7.",
      "Compárelo con N12 para saber cuántas se pueden medir.", "actividad 6", ["N12"]),
    indicator(
      "N12", "Es el número de metas de las que se puede decir si se alcanzaron.",
      "Indicador «docentes capacitados», línea base 10, valor meta 80: es medible.",
      "Acompañe a los establecimientos a completar indicador, línea base y valor meta.",
      "actividad 6", ["I04", "N14"]),
    indicator(
      "N13", "Es el número de metas medibles que se alcanzaron.",
      "Línea base 10, valor meta 80 y valor logrado 82: está cumplida.",
      "Compruebe las evidencias y registre el valor_logrado de las que faltan.", "actividad 6",
      ["N14", "N15"]),
    indicator(
      "N14", "Es la parte de las metas medibles que se alcanzó por completo.",
      "30 metas cumplidas de 120 medibles: 30 ÷ 120 × 100 = 25,00 %.",
      "Revise las metas con valor_logrado vacío: cuentan como no alcanzadas.", "actividad 8",
      ["N12", "N13"]),
    indicator(
      "N15", "Dice cuánto del camino hacia sus metas se ha recorrido, en promedio.",
      "Línea base 10, valor meta 80 y valor logrado 45: 35 ÷ 70 = 50 %. Con otra meta en 100 %, el promedio es 75,00 %.",
      "Pida el valor_logrado de las metas que no lo tienen: sin él, su logro es 0.", "actividad 8",
      ["N14", "X211"]),
    indicator(
      "N16", "Es el número de acciones de todas las rutas que cuentan.",
      "Una ruta con 40 acciones y otra con 25: suman 65.",
      "Compárelo con N17 y N18 para ver cuántas van bien y cuántas no.", "actividad 6",
      ["N17", "N18"]),
    indicator(
      "N17", "Es el número de acciones que ya se hicieron por completo.",
      "Una acción con avance 100 cuenta; una con 99,99 no.",
      "Verifique las evidencias de las acciones cumplidas.", "actividad 6", ["N16", "N19"]),
    indicator(
      "N18", "Es el número de acciones que ya debían terminar y no están cumplidas.",
      "Fecha de fin 2025-06-30, corte 2025-11-30 y avance 80: está vencida.",
      "Acuerde con los establecimientos nuevas fechas o apoyos para esas acciones.",
      "actividad 6", ["I06", "N17"]),
    indicator(
      "N19", "Dice cuánto se ha hecho de las acciones, en promedio.",
      "Tres acciones con 100, 50 y sin avance: 150 ÷ 3 = 50,00 %.",
      "Pida el avance de las acciones que no lo tienen: cuentan como 0.", "actividad 8",
      ["I06", "avance_promedio"]),
  ]

  private static let assistance = [
    indicator(
      "N20", "Es el número de actividades de asistencia técnica que el plan tiene en la vigencia.",
      "Una actividad para tres establecimientos son tres filas de rg-217: cuenta 3.",
      "Compruebe que el plan tenga una fila por actividad y establecimiento.", "actividad 3",
      ["N21", "N22"]),
    indicator(
      "N21", "Es el número de actividades del plan que se ejecutaron y cumplen requisitos.",
      "Programada el 2025-05-10 y ejecutada con requisitos el 2025-05-20: es TARDIA y cuenta.",
      "Registre en rg-22 lo ejecutado y si cumplió los requisitos.", "actividad 7",
      ["EJECUTADA", "TARDIA"]),
    indicator(
      "N22", "Es la parte del plan de asistencia técnica que se cumplió.",
      "45 ejecutadas de 60 programadas: 45 ÷ 60 × 100 = 75,00 %.",
      "Reprograme las actividades NO EJECUTADA y repita las que incumplieron requisitos.",
      "actividad 7", ["N20", "N21"]),
    indicator(
      "N23", "Es la parte del plan de asistencia técnica que responde al PAM.",
      "54 de 60 actividades tienen una estrategia del PAM: 90,00 %.",
      "Alinee las actividades que tienen X209.", "actividad 4", ["X209", "alineada"]),
  ]

  private static let conditions = [
    indicator(
      "N24", "Es el número de establecimientos con al menos un indicio en la vigencia.",
      "Un establecimiento con I02 y I05 cuenta una sola vez.",
      "Vea en irregularidades.csv qué condición tiene cada uno y atienda primero las sistemáticas.",
      "actividades 6 y 9", ["N25", "N26"]),
    indicator(
      "N25", "Es el número de establecimientos con un indicio que se repite.",
      "I04 en 2024 y 2025, con minimo_vigencias 2: cuenta.",
      "Dé asistencia a los que están en REQUIERE ASISTENCIA.", "actividad 9",
      ["REQUIERE ASISTENCIA", "CANDIDATO"]),
    indicator(
      "N26",
      "Es el número de establecimientos sobre los que el líder debe decidir si se reportan a Inspección y Vigilancia.",
      "I01 en 2024 y 2025 y una asistencia que cumple requisitos: cuenta.",
      "Presente los casos al líder y registre su decisión.", "actividad 9",
      ["CANDIDATO", "X217"]),
  ]

  private static let remaining = [
    indicator(
      "N27", "Dice en qué nivel se valoran los establecimientos, de 1 a 4, en promedio.",
      "Valoraciones 1, 2, 2 y 4: 9 ÷ 4 = 2,25.",
      "Vea en rg-220 los componentes con la valoración más baja y oriente hacia ellos el apoyo.",
      "actividades 1 y 8", ["valoracion", "valoracion_promedio"]),
    indicator(
      "N28", "Es la parte de los establecimientos cuya ruta llegó dentro del plazo.",
      "80 a tiempo de 115 establecimientos: 69,57 %.",
      "Recuerde el plazo con anticipación y complete las fechas del rg-300.", "actividad 8",
      ["N03", "N09"]),
    indicator(
      "N29", "Es el número de rutas que llegaron y cuya fecha de entrega no se registró.",
      "Hay ruta y el rg-300 no tiene fecha_entrega: cuenta aquí.",
      "Registre en el rg-300 la fecha en que se recibió cada una.", "actividad 2",
      ["ENTREGADA", "X204"]),
    indicator(
      "N30", "Es el número de rutas que el control da por recibidas y que no se pueden leer.",
      "El rg-300 dice entregada y en la carpeta no hay filas que cuenten: cuenta aquí.",
      "Busque esos archivos o corrija los errores que los rechazaron.", "actividad 2",
      ["ANUNCIADA", "X203"]),
  ]

  private static func indicator(
    _ code: String, _ meaning: String, _ example: String, _ remedy: String, _ activity: String,
    _ related: [String]
  ) -> Explanation {
    let note = IndicatorNote.of(code)
    return Explanation(
      .indicator, code, title: IndicatorNames.name(code), meaning: [meaning],
      rule: [note.formula], example: example, remedy: remedy,
      source: "\(note.source); RG-380 en Tablas; MI-GE-PR-45, \(activity).", related: related)
  }
}
