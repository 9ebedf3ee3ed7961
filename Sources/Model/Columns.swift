/// The columns of the nine kinds: names, types and obligations of contract 1 §1, §3 and §4. The
/// place of a column in its list is the raw value of its case in the enumerations below.
extension RecordKind {
  private static let vigencia = Column(
    "vigencia", .vigencia, required: true, identifies: true,
    "Año al que pertenece el registro (2000 a 2100).")
  private static let establishment = Column(
    "codigo_dane", .establishment, required: true, identifies: true,
    "Código DANE del establecimiento educativo: 12 dígitos, como texto.")
  private static let component = Column(
    "componente", .component, required: true, identifies: true,
    "Componente de la Guía 34: su código o su nombre.")
  private static let edition = Column(
    "edicion", .word([Word("2008", 2008), Word("2026", 2026)]),
    "Edición de la Guía 34 en la que se escribió el nombre del componente.")
  private static let supportWords = [
    Word("INTEGRAL", 1), Word("PUNTUAL", 2), Word("CAPACITACION", 3),
  ]

  static let establishmentColumns: [Column] = [
    Column(
      "codigo_dane", .establishment, required: true, identifies: true,
      "Código DANE del establecimiento educativo: 12 dígitos, como texto."),
    Column("nombre", .plainText, required: true, identifies: true, "Nombre del establecimiento."),
    Column(
      "codigo_municipio", .municipality, required: true, identifies: true,
      "Código DIVIPOLA del municipio: 5 dígitos."),
    Column(
      "sector", .word([Word("OFICIAL", 0), Word("NO OFICIAL", 1)]), required: true,
      identifies: true, "Sector: oficial o no oficial."),
    Column(
      "zona", .word([Word("URBANA", 0), Word("RURAL", 1), Word("URBANA-RURAL", 2)]),
      "Zona en la que funciona."),
    Column(
      "regimen",
      .word([Word("LIBERTAD REGULADA", 0), Word("LIBERTAD VIGILADA", 1), Word("CONTROLADO", 2)]),
      "Régimen de los establecimientos no oficiales (Ley 115 de 1994, artículo 202)."),
    Column(
      "categoria_saber",
      .word([Word("A+", 0), Word("A", 1), Word("B", 2), Word("C", 3), Word("D", 4)]),
      "Categoría del establecimiento en las pruebas SABER 11."),
    Column("matricula", .count, "Número de estudiantes matriculados."),
    Column(
      "estado",
      .word([
        Word("ACTIVO", 1), Word("INACTIVO", 0), Word("NUEVO-ACTIVO", 1), Word("ANTIGUO-ACTIVO", 1),
        Word("CIERRE TEMPORAL", 0), Word("CIERRE DEFINITIVO", 0),
      ]), "Estado en el directorio; si falta, está activo."),
    Column("correo", .plainText, "Correo institucional."),
  ]

  static let routeColumns: [Column] = [
    vigencia, establishment,
    Column("version", .integer(1...999_999_999), "Versión de la ruta; si falta, es la 1."),
    component,
    Column(
      "oportunidad_no", .integer(1...999), required: true, identifies: true,
      "Número de la oportunidad de mejora dentro de la ruta."),
    Column(
      "oportunidad", .plainText, required: true, identifies: true,
      "Oportunidad de mejora: la debilidad encontrada."),
    Column("objetivo", .plainText, "Objetivo de la oportunidad de mejora."),
    Column(
      "meta_no", .integer(1...999), required: true, identifies: true,
      "Número de la meta dentro de la ruta."),
    Column("meta", .plainText, required: true, identifies: true, "Meta que se propone."),
    Column("indicador", .markedText, "Indicador con el que se mide la meta."),
    Column("linea_base", .decimal(nil), "Valor del indicador al empezar."),
    Column("valor_meta", .decimal(nil), "Valor del indicador que se quiere alcanzar."),
    Column("valor_logrado", .decimal(nil), "Valor alcanzado hasta el seguimiento, acumulado."),
    Column(
      "accion_no", .integer(1...9999), required: true, identifies: true,
      "Número de la acción dentro de la ruta."),
    Column("accion", .plainText, required: true, identifies: true, "Acción de mejoramiento."),
    Column("responsable", .markedText, identifies: true, "Quién responde por la acción."),
    Column("fecha_inicio", .date, identifies: true, "Día en que empieza la acción."),
    Column("fecha_fin", .date, identifies: true, "Día en que termina la acción."),
    Column("recursos", .markedText, identifies: true, "Recursos que necesita la acción."),
    Column("presupuesto", .money, "Valor en pesos."),
    Column("avance", .percentage, "Porcentaje de avance de la acción, acumulado (0 a 100)."),
    edition,
    Column("fecha_seguimiento", .date, "Día del último seguimiento."),
    Column("evidencia", .markedText, "Evidencia del avance."),
    Column(
      "requiere_asistencia", .word([Word("NO", 0)] + supportWords),
      "Asistencia técnica que el establecimiento solicita; si falta, ninguna."),
    Column("observaciones", .plainText, "Observaciones."),
  ]

  static let deliveryColumns: [Column] = [
    vigencia, establishment,
    Column(
      "fecha_limite", .date, required: true, identifies: true,
      "Fecha máxima de entrega fijada por la secretaría."),
    Column("fecha_entrega", .date, identifies: true, "Día en que se recibió la ruta."),
    Column("medio", .plainText, "Medio por el que llegó."),
    Column("radicado", .plainText, "Número de radicado."),
    Column("fecha_devolucion", .date, "Día en que se devolvió para corregir."),
    Column("fecha_reentrega", .date, "Día en que volvió corregida."),
    Column("fecha_retroalimentacion", .date, "Día en que se envió la retroalimentación."),
    Column("observaciones", .plainText, "Observaciones."),
  ]

  static let valuationColumns: [Column] = [
    vigencia, establishment, component,
    Column(
      "valoracion", .integer(1...4), required: true, identifies: true,
      "1 Existencia, 2 Pertinencia, 3 Apropiación, 4 Mejoramiento continuo."),
    edition,
  ]

  static let plannedActivityColumns: [Column] = [
    vigencia,
    Column(
      "codigo_actividad", .markedText, required: true, identifies: true,
      "Código de la actividad de asistencia técnica."),
    establishment,
    Column(
      "modalidad", .word(supportWords), required: true, identifies: true,
      "Modalidad de la asistencia técnica."),
    Column(
      "fecha_programada", .date, required: true, identifies: true,
      "Día para el que se programó la actividad."),
    Column("tema", .plainText, "Tema de la actividad."),
    Column("proceso", .process, "Proceso de la Guía 34: su código."),
    Column("codigo_pam", .markedText, "Estrategia del PAM con la que se alinea."),
    Column("responsable", .markedText, "Quién responde por la actividad."),
  ]

  static let executedActivityColumns: [Column] = [
    vigencia,
    Column(
      "codigo_actividad", .markedText, required: true, identifies: true,
      "Código de la actividad de asistencia técnica."),
    establishment,
    Column(
      "fecha_ejecucion", .date, required: true, identifies: true, "Día en que se ejecutó."),
    Column(
      "cumple_requisitos", .yesNo, required: true, identifies: true,
      "Si cumplió los requisitos establecidos."),
    Column("horas", .amount, "Horas de asistencia."),
    Column("asistentes", .count, "Número de asistentes."),
    Column("compromisos", .plainText, "Compromisos acordados."),
    Column("observaciones", .plainText, "Observaciones."),
  ]

  static let strategyColumns: [Column] = [
    vigencia,
    Column(
      "codigo_pam", .markedText, required: true, identifies: true,
      "Código de la estrategia en el Plan de Apoyo al Mejoramiento."),
    Column("estrategia", .plainText, required: true, identifies: true, "Estrategia del PAM."),
    Column("meta", .plainText, "Meta de la estrategia."),
    Column("proceso", .process, "Proceso de la Guía 34: su código."),
  ]

  static let exclusionColumns: [Column] = [
    vigencia, establishment,
    Column("motivo", .plainText, required: true, identifies: true, "Motivo de la exclusión."),
    Column("autoriza", .plainText, required: true, identifies: true, "Quién la autoriza."),
    Column(
      "condicion", .word(Condition.allCases.map { Word($0.code, Int($0.rawValue)) }),
      "Condición que se excluye; si falta, todas."),
  ]

  static let decisionColumns: [Column] = [
    vigencia, establishment,
    Column(
      "decision", .word([Word("REPORTAR", 1), Word("NO REPORTAR", 0)]), required: true,
      identifies: true, "Decisión del líder del grupo."),
    Column("motivo", .plainText, required: true, identifies: true, "Motivo de la decisión."),
    Column("fecha", .date, required: true, identifies: true, "Día de la decisión."),
    Column("responsable", .markedText, "Quién decide."),
  ]
}

/// Places of the columns of rg-382.
public enum RouteColumn: Int, CaseIterable, Sendable {
  case vigencia, codigo_dane, version, componente, oportunidad_no, oportunidad, objetivo, meta_no
  case meta, indicador, linea_base, valor_meta, valor_logrado, accion_no, accion, responsable
  case fecha_inicio, fecha_fin, recursos, presupuesto, avance, edicion, fecha_seguimiento
  case evidencia, requiere_asistencia, observaciones
}

/// Places of the columns of the directory.
public enum EstablishmentColumn: Int, CaseIterable {
  case codigo_dane, nombre, codigo_municipio, sector, zona, regimen, categoria_saber, matricula
  case estado, correo
}

/// Places of the columns of rg-300.
public enum DeliveryColumn: Int, CaseIterable {
  case vigencia, codigo_dane, fecha_limite, fecha_entrega, medio, radicado, fecha_devolucion
  case fecha_reentrega, fecha_retroalimentacion, observaciones
}

/// Places of the columns of the self-evaluation.
public enum ValuationColumn: Int, CaseIterable {
  case vigencia, codigo_dane, componente, valoracion, edicion
}

/// Places of the columns of rg-217.
public enum PlannedActivityColumn: Int, CaseIterable {
  case vigencia, codigo_actividad, codigo_dane, modalidad, fecha_programada, tema, proceso
  case codigo_pam, responsable
}

/// Places of the columns of rg-22.
public enum ExecutedActivityColumn: Int, CaseIterable {
  case vigencia, codigo_actividad, codigo_dane, fecha_ejecucion, cumple_requisitos, horas
  case asistentes, compromisos, observaciones
}

/// Places of the columns of the PAM.
public enum StrategyColumn: Int, CaseIterable {
  case vigencia, codigo_pam, estrategia, meta, proceso
}

/// Places of the columns of the exclusions.
public enum ExclusionColumn: Int, CaseIterable {
  case vigencia, codigo_dane, motivo, autoriza, condicion
}

/// Places of the columns of the decisions.
public enum DecisionColumn: Int, CaseIterable {
  case vigencia, codigo_dane, decision, motivo, fecha, responsable
}
