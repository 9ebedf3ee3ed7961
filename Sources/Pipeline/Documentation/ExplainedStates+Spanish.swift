import Model
import Reporting

/// The states of the delivery of a route, in the order in which they are checked.
enum ExplainedDeliveryStates {
  static let all: [Explanation] = [
    state(
      .unregistered,
      "El rg-300 no tiene fila del establecimiento y ninguna fila de la ruta cuenta.",
      "El establecimiento no aparece en rg-300 ni en rg-382.",
      "Agregue el establecimiento al control de entregas con su fecha límite.", ["N08"]),
    state(
      .delivered,
      "Alguna fila de la ruta cuenta, y el rg-300 no tiene fila o no tiene fecha_entrega hasta el corte.",
      "La ruta está en la carpeta y en rg-300 la fecha_entrega está vacía.",
      "Registre en el rg-300 la fecha en que se recibió.", ["N29", "X204"]),
    state(
      .notDelivered,
      "El rg-300 no tiene fecha_entrega, ninguna fila de la ruta cuenta y el corte es posterior a la fecha_limite.",
      "Fecha límite 2025-03-31 y corte 2025-11-30, sin entrega ni ruta.",
      "Pida la ruta al establecimiento. Si llegó, póngala en la carpeta y registre la fecha.",
      ["N06", "I01"]),
    state(
      .pending,
      "El rg-300 no tiene fecha_entrega, ninguna fila de la ruta cuenta y el corte no pasa de la fecha_limite.",
      "Fecha límite 2025-12-15 y corte 2025-11-30, sin entrega ni ruta.",
      "Recuerde al establecimiento la fecha límite.", ["N07"]),
    state(
      .returned,
      "Hay fecha_entrega y fecha_devolucion hasta el corte, y ninguna fecha_reentrega entre la devolución y el corte.",
      "Entregada el 2025-03-28, devuelta el 2025-04-01 y sin reentrega.",
      "Pida la ruta corregida. Si ya volvió, registre fecha_reentrega en el rg-300.",
      ["N05", "I03"]),
    state(
      .announced, "Hay fecha_entrega hasta el corte y ninguna fila de la ruta cuenta.",
      "rg-300 dice entregada el 2025-03-28 y la ruta no está en la carpeta.",
      "Busque el archivo de la ruta, o corrija los errores que lo rechazaron.",
      ["N30", "X203"]),
    state(
      .late, "Hay ruta que cuenta y la fecha_entrega es posterior a la fecha_limite.",
      "Fecha límite 2025-03-31 y entrega 2025-04-10.",
      "Compruebe la fecha con el radicado y corrija el rg-300 si está mal.",
      ["N04", "I02", "dias_retraso"]),
    state(
      .onTime, "Hay ruta que cuenta y la fecha_entrega no pasa de la fecha_limite.",
      "Fecha límite 2025-03-31 y entrega 2025-03-31.",
      "No tiene que hacer nada. Envíe la retroalimentación y registre su fecha.", ["N03", "N28"]),
  ]

  private static func state(
    _ state: DeliveryState, _ rule: String, _ example: String, _ remedy: String,
    _ related: [String]
  ) -> Explanation {
    Explanation(
      .deliveryState, state.rawValue, title: state.label, meaning: [state.explanation],
      rule: [rule], example: example, remedy: remedy,
      source: "RG-300; MI-GE-PR-45, actividad 2.", related: related)
  }
}

/// The states of an activity of RG-217 against RG-22.
enum ExplainedActivityStates {
  static let all: [Explanation] = [
    state(
      .pending, "La actividad no se ha ejecutado y su fecha no ha pasado.",
      "No hay fila de rg-22 hasta el corte y la fecha_programada es igual o posterior al corte.",
      "Programada el 2025-12-05 y corte 2025-11-30.",
      "Prepare la actividad; está en la agenda (RG-68).", ["fecha_programada"]),
    state(
      .notExecuted, "La fecha de la actividad pasó y no consta que se haya ejecutado.",
      "No hay fila de rg-22 hasta el corte y la fecha_programada es anterior al corte.",
      "Programada el 2025-05-10, corte 2025-11-30 y sin ejecución.",
      "Si se ejecutó, regístrela en rg-22. Si no, reprográmela.", ["N22"]),
    state(
      .failsRequirements, "La actividad se ejecutó y no cumplió los requisitos establecidos.",
      "Hay filas de rg-22 hasta el corte y ninguna tiene cumple_requisitos SI.",
      "Una ejecución el 2025-05-12 con cumple_requisitos NO.",
      "Repita o complete la actividad y registre la nueva ejecución.", ["N22"]),
    state(
      .late, "La actividad se ejecutó y cumplió requisitos, pero después de lo programado.",
      "La primera fila de rg-22 que dice SI tiene fecha posterior a la fecha_programada.",
      "Programada el 2025-05-10 y ejecutada el 2025-05-20.",
      "No tiene que repetirla; cuenta como ejecutada. Ajuste el cronograma si se repite.",
      ["N21"]),
    state(
      .executed, "La actividad se ejecutó a tiempo y cumplió requisitos.",
      "La primera fila de rg-22 que dice SI tiene fecha hasta la fecha_programada.",
      "Programada el 2025-05-10 y ejecutada el 2025-05-10.",
      "No tiene que hacer nada. Haga seguimiento a los compromisos.", ["N21"]),
  ]

  private static func state(
    _ state: ActivityState, _ meaning: String, _ rule: String, _ example: String,
    _ remedy: String, _ related: [String]
  ) -> Explanation {
    Explanation(
      .activityState, state.rawValue, title: state.label, meaning: [meaning],
      rule: [
        rule,
        "Las filas se unen por vigencia, codigo_actividad y codigo_dane; las posteriores al corte no cuentan.",
      ],
      example: example, remedy: remedy,
      source: "MI-GE-PR-45, actividad 7; guía del analista, «Planear y seguir la asistencia».",
      related: related)
  }
}
