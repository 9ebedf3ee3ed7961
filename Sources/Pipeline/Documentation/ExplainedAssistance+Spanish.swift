import Model
import Reporting

/// The classes of technical assistance and the motives that lead to them.
enum ExplainedAssistance {
  static func all(_ configuration: Configuration) -> [Explanation] {
    classes + motives(configuration)
  }

  private static let source =
    "MI-GE-PR-45, actividad 3; guía del analista, «Planear y seguir la asistencia»."

  private static let classes: [Explanation] = [
    modality(
      .integral, "El establecimiento debe acompañarse integralmente.",
      "Tiene alguno de los motivos SABER, CONTROLADO, SISTEMATICA o SOLICITA_INTEGRAL.",
      "Un establecimiento oficial con categoría D en SABER 11.",
      "Incluya al establecimiento en el plan (RG-217) con modalidad INTEGRAL.",
      ["SABER", "CONTROLADO", "SISTEMATICA", "SOLICITA_INTEGRAL"]),
    modality(
      .punctual, "Al establecimiento le basta una asesoría puntual.",
      "No tiene motivos de INTEGRAL y tiene CONDICION o SOLICITA_PUNTUAL.",
      "Un establecimiento con I02 solo en esta vigencia.",
      "Programe una asesoría sobre lo que muestran sus condiciones o lo que solicitó.",
      ["CONDICION", "SOLICITA_PUNTUAL"]),
    modality(
      .training, "El establecimiento requiere capacitación.",
      "No tiene motivos de INTEGRAL ni de PUNTUAL y tiene SOLICITA_CAPACITACION.",
      "Una acción de su ruta tiene requiere_asistencia CAPACITACION.",
      "Programe la capacitación que solicitó.", ["SOLICITA_CAPACITACION"]),
    modality(
      .none, "No hay motivo para programar asistencia técnica.",
      "No tiene ninguno de los siete motivos.",
      "Entregó a tiempo, no tiene condiciones y no solicitó nada.",
      "No tiene que hacer nada. No entra en la propuesta del plan.", ["motivos"]),
  ]

  private static func motives(_ configuration: Configuration) -> [Explanation] {
    [
      motive(
        .saber, "El sector es OFICIAL y su categoria_saber está en saber_bajo.",
        parameters: Explanation.Parameter.effective(["saber_bajo"], configuration),
        "Sector OFICIAL y categoria_saber D.",
        "Programe acompañamiento integral y actualice la categoría en el directorio cada año.",
        ["INTEGRAL", "categoria_saber"]),
      motive(
        .controlled, "El sector es NO OFICIAL y el regimen del directorio es CONTROLADO.",
        "Sector NO OFICIAL y regimen CONTROLADO.",
        "Programe acompañamiento integral y compruebe el régimen en su evaluación institucional.",
        ["INTEGRAL", "regimen"]),
      motive(
        .systematic, "Tiene en el periodo alguna condición sistemática.",
        parameters: Explanation.Parameter.effective(
          ["ventana", "minimo_vigencias"], configuration),
        "I04 en 2024 y 2025.",
        "Programe acompañamiento integral sobre lo que se repite.", ["INTEGRAL", "N25"]),
      motive(
        .requestsIntegral, "Alguna fila que cuenta de la ruta tiene requiere_asistencia INTEGRAL.",
        "Una acción con requiere_asistencia INTEGRAL.",
        "Responda la solicitud e inclúyala en el plan.", ["INTEGRAL", "requiere_asistencia"]),
      motive(
        .condition, "Tiene en el periodo alguna condición y ninguna es sistemática.",
        "I05 solo en esta vigencia.", "Programe una asesoría puntual sobre esa condición.",
        ["PUNTUAL", "N24"]),
      motive(
        .requestsPunctual, "Alguna fila que cuenta de la ruta tiene requiere_asistencia PUNTUAL.",
        "Una acción con requiere_asistencia PUNTUAL.",
        "Responda la solicitud e inclúyala en el plan.", ["PUNTUAL", "requiere_asistencia"]),
      motive(
        .requestsTraining,
        "Alguna fila que cuenta de la ruta tiene requiere_asistencia CAPACITACION.",
        "Una acción con requiere_asistencia CAPACITACION.",
        "Responda la solicitud e inclúyala en el plan.",
        ["CAPACITACION", "requiere_asistencia"]),
    ]
  }

  private static func modality(
    _ modality: Modality, _ meaning: String, _ rule: String, _ example: String, _ remedy: String,
    _ related: [String]
  ) -> Explanation {
    Explanation(
      .modality, modality.word, title: modality.label, meaning: [meaning], rule: [rule],
      example: example, remedy: remedy, source: source, related: related)
  }

  private static func motive(
    _ motive: AssistanceMotive, _ rule: String, parameters: [Explanation.Parameter] = [],
    _ example: String, _ remedy: String, _ related: [String]
  ) -> Explanation {
    Explanation(
      .motive, motive.rawValue, title: motive.explanation,
      meaning: ["\(motive.explanation)."], rule: [rule], parameters: parameters,
      example: example, remedy: remedy, source: source, related: related)
  }
}
