import Model
import Reporting

/// The conditions I01 to I10, with the thresholds in force.
enum ExplainedConditions {
  static func all(_ configuration: Configuration) -> [Explanation] {
    notes.map { explanation($0, configuration) }
  }

  /// What the code itself does not say of a condition.
  private struct Note {
    let condition: Condition
    let meaning: String
    let detail: String
    var parameters: [String] = []
    let example: String
    let remedy: String
    let related: [String]
  }

  private static func explanation(_ note: Note, _ configuration: Configuration) -> Explanation {
    Explanation(
      .condition, note.condition.code, title: note.condition.label,
      meaning: [note.condition.description, note.meaning],
      rule: [note.condition.rule(configuration.thresholds), note.detail, exclusion],
      parameters: .effective(note.parameters + common, configuration),
      example: note.example, remedy: note.remedy,
      source: "MI-GE-PR-45, actividades 6 y 9; guía del analista, «Decidir y firmar la carta».",
      related: note.related + ["CANDIDATO", "REQUIERE ASISTENCIA", "ALERTA"])
  }

  private static let common = ["ventana", "minimo_vigencias", "plazo_reaccion_dias"]

  private static let exclusion =
    "Se mira en cada vigencia de la ventana, con su corte. Si una fila de exclusiones la nombra, no cuenta en ninguna cifra y queda en exclusiones.csv."

  private static let notes: [Note] = [
    Note(
      condition: .i01,
      meaning:
        "El control de entregas tiene fecha límite, el plazo terminó y no hay ruta. No dice por qué no llegó.",
      detail:
        "El estado es NO ENTREGADA cuando el rg-300 no tiene fecha de entrega, ninguna fila de la ruta cuenta y el corte es posterior a la fecha límite. I08 se mira como hecho, antes de las exclusiones.",
      example: "Fecha límite 2025-03-31, corte 2025-11-30, sin fecha de entrega y sin ruta.",
      remedy:
        "Pida al establecimiento la ruta (RG-382) y ofrézcale asistencia. Si la ruta llegó, póngala en la carpeta de entrada y registre la fecha en el rg-300.",
      related: ["NO ENTREGADA", "I08", "N06"]),
    Note(
      condition: .i02,
      meaning: "La ruta llegó, pero tarde según las fechas del control de entregas.",
      detail:
        "Una fecha de entrega posterior al corte cuenta como ausente. Los días de retraso están en dias_retraso.",
      example: "Fecha límite 2025-03-31 y entrega 2025-04-10: 10 días de retraso.",
      remedy:
        "Compruebe la fecha con el radicado y corrija el rg-300 si está mal. Si es correcta, acuerde con el establecimiento el calendario de la próxima entrega.",
      related: ["EXTEMPORANEA", "dias_retraso", "N04"]),
    Note(
      condition: .i03,
      meaning:
        "La Secretaría devolvió la ruta para corregir y el plazo de corrección pasó sin que volviera.",
      detail:
        "El corte es igual o posterior a la fecha de devolución más plazo_correccion_dias, y no hay fecha de reentrega entre la devolución y el corte.",
      parameters: ["plazo_correccion_dias"],
      example:
        "Devuelta el 2025-04-01, con un plazo de 15 días: se cumple en todo corte desde el 2025-04-16 si no ha vuelto.",
      remedy:
        "Pida la ruta corregida y ayude con lo que se devolvió. Si ya volvió, registre fecha_reentrega en el rg-300.",
      related: ["DEVUELTA", "N05"]),
    Note(
      condition: .i04,
      meaning: "Sin una meta medible no se puede saber si la ruta logra lo que propone.",
      detail:
        "Una meta es medible si tiene indicador, linea_base y valor_meta, y el valor_meta es distinto de la linea_base.",
      example: "Todas las metas dicen «mejorar la convivencia», sin indicador ni valores.",
      remedy:
        "Acompañe al establecimiento a escribir en al menos una meta el indicador, la línea base y el valor que quiere alcanzar.",
      related: ["N12", "N15", "X211"]),
    Note(
      condition: .i05,
      meaning: "Las acciones empezaron y nadie ha registrado cómo van.",
      detail:
        "Cuenta la fecha_inicio hasta el corte. Una fecha_seguimiento posterior al corte se lee como ausente (R112).",
      example: "Diez acciones empezaron en febrero y en noviembre ninguna tiene fecha_seguimiento.",
      remedy:
        "Haga con el establecimiento el seguimiento de las acciones iniciadas y registre su fecha_seguimiento, avance y evidencia.",
      related: ["I06", "R112"]),
    Note(
      condition: .i06,
      meaning: "Lo que ya debía estar terminado va, en promedio, por debajo de lo esperado.",
      detail:
        "Se promedia el avance de las filas con fecha_fin hasta el corte; sin avance cuenta como 0. Se compara el promedio exacto, sin redondear. I05 se mira como hecho, antes de las exclusiones.",
      parameters: ["umbral_avance"],
      example:
        "Tres acciones debían terminar en junio y tienen 20, 40 y 60: el promedio es 40, menor que un umbral de 50.",
      remedy:
        "Revise con el establecimiento qué impide terminar, acuerde nuevas fechas o apoyos y actualice el avance real.",
      related: ["I05", "N18", "N19"]),
    Note(
      condition: .i07,
      meaning:
        "La autoevaluación encontró componentes en el nivel más bajo y la ruta no trabaja ninguno.",
      detail:
        "Hay componentes con valoracion 1 en la autoevaluación de la vigencia y ninguno de ellos está en las filas que cuentan de la ruta. Basta con que la ruta atienda uno.",
      example: "Dos componentes tienen valoracion 1 y la ruta tiene acciones solo en otros.",
      remedy:
        "Pida al establecimiento que incluya acciones sobre al menos un componente en nivel 1, o que explique por qué los deja para después.",
      related: ["valoracion", "I10"]),
    Note(
      condition: .i08,
      meaning:
        "El establecimiento envió la ruta y ninguna de sus filas se pudo aceptar. No es lo mismo que no entregarla.",
      detail:
        "Ninguna fila de rg-382 cuenta, llegaron filas del establecimiento y vigencia, y todas se rechazaron. Las filas cuyo código o vigencia no se puede leer no son de nadie.",
      example: "Las 30 acciones de la ruta tienen la fecha escrita como «marzo».",
      remedy:
        "Envíe al establecimiento sus hallazgos, ayúdele a corregirlos y vuelva a poner el archivo en la carpeta de entrada.",
      related: ["I01", "X203", "X216"]),
    Note(
      condition: .i09,
      meaning: "A buena parte de las acciones le falta quién, cuándo o con qué se harán.",
      detail:
        "Una acción es incompleta si le falta responsable, fecha_inicio, fecha_fin o recursos. Se compara la proporción exacta con umbral_incompletas y debe superarlo.",
      parameters: ["umbral_incompletas"],
      example: "De 10 acciones, 6 no tienen recursos: 60 %, más que un umbral de 50 %.",
      remedy:
        "Pida que se completen responsable, fechas y recursos de las acciones y que la ruta vuelva con una version mayor.",
      related: ["R113"]),
    Note(
      condition: .i10,
      meaning:
        "La ruta debe partir de la autoevaluación y la de este establecimiento no está, aunque sí la de otros.",
      detail:
        "Si en la vigencia no hay filas de autoevaluación de ningún establecimiento activo, no se cumple para nadie: falta el insumo y no se supone nada.",
      example:
        "Hay autoevaluación de 80 establecimientos; este entregó ruta y no tiene ninguna fila.",
      remedy:
        "Pida la autoevaluación de la vigencia (PR-41) o búsquela, y póngala en la carpeta de entrada.",
      related: ["I07", "N27"]),
  ]
}

/// CANDIDATO, REQUIERE ASISTENCIA and ALERTA.
enum ExplainedConditionStates {
  static func all(_ configuration: Configuration) -> [Explanation] {
    [
      state(
        .candidate,
        rule:
          "La condición es sistemática y hay asistencia anterior que cumple requisitos: alguna fila de rg-22 con cumple_requisitos SI, desde el 1 de enero de la primera vigencia de la ventana en la que se cumple, hasta plazo_reaccion_dias antes del corte.",
        example:
          "I01 en 2024 y 2025, y una asistencia que cumple requisitos en marzo de 2025, con corte 2025-11-30.",
        remedy:
          "Presente el caso al líder del grupo y registre su palabra en decisiones: REPORTAR o NO REPORTAR, con motivo y fecha. Mientras no decida, queda PENDIENTE.",
        configuration),
      state(
        .needsSupport,
        rule:
          "La condición es sistemática y no hay asistencia anterior que cumpla requisitos. Sin ella no es candidato a reporte.",
        example: "I04 en 2023 y 2025, sin asistencia ejecutada en la ventana.",
        remedy:
          "Programe la asistencia técnica en el plan (RG-217), ejecútela y regístrela en rg-22.",
        configuration),
      state(
        .alert,
        rule:
          "La condición se cumple en el periodo y no es sistemática: se cumple en menos vigencias de la ventana que minimo_vigencias.",
        example: "I02 en 2025 y en ninguna otra vigencia de la ventana.",
        remedy: "Avise al establecimiento para que corrija y ofrézcale una asesoría puntual.",
        configuration),
    ]
  }

  private static let systematic =
    "Una condición es sistemática si se cumple en el periodo y en al menos minimo_vigencias vigencias de la ventana, contando el periodo."

  private static func state(
    _ state: ConditionState, rule: String, example: String, remedy: String,
    _ configuration: Configuration
  ) -> Explanation {
    Explanation(
      .conditionState, state.rawValue, title: state.label,
      meaning: [state.explanation, "Es siempre un indicio, nunca una falta probada."],
      rule: [rule, systematic],
      parameters: .effective(
        ["ventana", "minimo_vigencias", "plazo_reaccion_dias"], configuration),
      example: example, remedy: remedy,
      source: "MI-GE-PR-45, actividad 9; guía del analista, «Decidir y firmar la carta».",
      related: ["N24", "N25", "N26"])
  }
}

extension [Explanation.Parameter] {
  fileprivate static func effective(_ names: [String], _ configuration: Configuration) -> Self {
    Explanation.Parameter.effective(names, configuration)
  }
}
