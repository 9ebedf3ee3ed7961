/// Phrases of deliveries, assistance, exclusions and decisions.
enum SupportWords {
  static let channels = ["SAC", "Correo electrónico", "Ventanilla"]
  static let deliveryRemarks = [
    "Recibida completa", "Se pidió ajustar los indicadores", "Falta la firma del rector",
    "Remitida por el SAC; \"segunda entrega\"",
  ]
  static let subjects = [
    "Formulación de metas e indicadores", "Seguimiento y evaluación del PMI",
    "Uso pedagógico de resultados SABER", "Autoevaluación institucional",
    "Convivencia escolar y rutas de atención", "Inclusión y equidad en la educación",
  ]
  static let teams = ["Grupo de Calidad Educativa", "Profesional universitario", "Tutor PTA"]
  static let commitments = [
    "Ajustar las metas y enviar la ruta en 15 días", "Completar responsables y fechas",
    "Socializar la ruta con el consejo directivo",
    "Cargar evidencias; revisar avance\ncada bimestre",
  ]
  static let assistanceRemarks = [
    "Visita a la sede principal", "Sesión virtual", "No asistió el equipo de gestión",
  ]
  static let strategies: [(strategy: String, goal: String)] = [
    ("Acompañamiento a EE con resultados SABER bajos", "40 EE acompañados"),
    ("Formación de equipos de gestión", "80 % de los equipos formados"),
    ("Fortalecimiento de la autoevaluación", "Todos los EE con autoevaluación"),
    ("Escuelas de familia", "60 % de los EE con escuela de familia"),
    ("Planes de gestión del riesgo", "Planes actualizados en todas las sedes"),
    ("Lectura, escritura y oralidad", "Biblioteca activa en cada EE"),
    ("Convivencia y paz", "Comités de convivencia en funcionamiento"),
    ("Educación inclusiva", "PIAR elaborados; docentes formados"),
  ]
  static let exclusionReasons = [
    "Vía cerrada por emergencia invernal", "Cambio de rector durante la entrega",
    "Falla del correo institucional, radicado posterior",
  ]
  static let authorities = ["Líder de Calidad Educativa", "Comité directivo, acta 04"]
  static let reportReasons = [
    "Persisten los indicios a pesar del apoyo", "Sin respuesta a los requerimientos",
  ]
  static let otherReasons = ["Plan de trabajo acordado; se revisa en el próximo corte"]
}
