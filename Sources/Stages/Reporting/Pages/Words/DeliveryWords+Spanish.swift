import Model

extension DeliveryState {
  /// The order in which pages show the states: what is well first, what is unknown last.
  static let reading: [DeliveryState] = [
    .onTime, .delivered, .late, .returned, .announced, .pending, .notDelivered, .unregistered,
  ]

  /// The state as a sentence has it.
  package var label: String {
    switch self {
    case .unregistered: "Sin registro"
    case .delivered: "Entregada, sin fecha"
    case .notDelivered: "No entregada"
    case .pending: "Pendiente"
    case .returned: "Devuelta"
    case .announced: "Anunciada, sin ruta"
    case .late: "Extemporánea"
    case .onTime: "A tiempo"
    }
  }

  /// A name for anchors and classes.
  var slug: String {
    switch self {
    case .unregistered: "sin-registro"
    case .delivered: "entregada"
    case .notDelivered: "no-entregada"
    case .pending: "pendiente"
    case .returned: "devuelta"
    case .announced: "anunciada"
    case .late: "extemporanea"
    case .onTime: "a-tiempo"
    }
  }

  /// What it means to the establishment, and what follows.
  package var explanation: String {
    switch self {
    case .unregistered:
      "No hay registro de la entrega ni filas de la ruta. No es un indicio: falta información."
    case .delivered:
      "La ruta se recibió, pero el control de entregas no tiene la fecha. La Secretaría debe completarlo."
    case .notDelivered: "El plazo terminó y la ruta no se ha recibido. Falta enviarla."
    case .pending: "El plazo no ha terminado y la ruta todavía no se ha recibido."
    case .returned:
      "La ruta se devolvió para corregir y la versión corregida no ha llegado. Falta reenviarla."
    case .announced:
      "El control dice que la ruta se entregó, pero no hay filas que cuenten. Falta el archivo de la ruta, o corregir el que llegó."
    case .late: "La ruta se recibió después de la fecha límite."
    case .onTime: "La ruta se recibió dentro del plazo."
    }
  }
}

extension ConditionState {
  static let reading: [ConditionState] = [.candidate, .needsSupport, .alert]

  package var label: String {
    switch self {
    case .candidate: "Candidato a reporte"
    case .needsSupport: "Requiere asistencia"
    case .alert: "Alerta"
    }
  }

  var slug: String {
    switch self {
    case .candidate: "candidato"
    case .needsSupport: "asistencia"
    case .alert: "alerta"
    }
  }

  package var explanation: String {
    switch self {
    case .candidate:
      "El indicio se repite en varias vigencias aunque hubo asistencia que cumple requisitos. El líder decide si se reporta."
    case .needsSupport:
      "El indicio se repite en varias vigencias y no hay una asistencia anterior que cumpla requisitos. La Secretaría debe darla primero."
    case .alert: "El indicio es de esta vigencia. Se avisa para que se corrija."
    }
  }
}

extension Modality {
  static let reading: [Modality] = [.integral, .punctual, .training, .none]

  package var label: String {
    switch self {
    case .none: "Ninguna"
    case .integral: "Acompañamiento integral"
    case .punctual: "Asesoría puntual"
    case .training: "Capacitación"
    }
  }
}

extension AssistanceMotive {
  package var explanation: String {
    switch self {
    case .saber: "Establecimiento oficial con categoría baja en SABER 11"
    case .controlled: "Establecimiento no oficial en régimen controlado"
    case .systematic: "Tiene una condición sistemática"
    case .requestsIntegral: "La ruta pide acompañamiento integral"
    case .condition: "Tiene una condición en la vigencia"
    case .requestsPunctual: "La ruta pide asesoría puntual"
    case .requestsTraining: "La ruta pide capacitación"
    }
  }
}

extension ActivityState {
  static let reading: [ActivityState] = [
    .executed, .late, .failsRequirements, .notExecuted, .pending,
  ]

  package var label: String {
    switch self {
    case .pending: "Pendiente"
    case .notExecuted: "No ejecutada"
    case .failsRequirements: "Incumple requisitos"
    case .late: "Tardía"
    case .executed: "Ejecutada"
    }
  }

  var slug: String {
    switch self {
    case .pending: "pendiente"
    case .notExecuted: "no-ejecutada"
    case .failsRequirements: "incumple"
    case .late: "tardia"
    case .executed: "ejecutada"
    }
  }
}

extension Severity {
  var label: String {
    switch self {
    case .error: "Error"
    case .warning: "Advertencia"
    case .info: "Información"
    }
  }
}

/// The names of the levels of the self-evaluation, 1 to 4.
enum LevelWords {
  static func name(_ level: Int) -> String {
    let names = ["Existencia", "Pertinencia", "Apropiación", "Mejoramiento continuo"]
    return (1...4).contains(level) ? names[level - 1] : ""
  }
}
