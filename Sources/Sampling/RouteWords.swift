/// Phrases of which routes are made: a lead, a topic with its article, a tail.
enum RouteWords {
  static let leads = [
    "Falta consolidar ", "Conviene fortalecer ", "Falta actualizar ", "Falta documentar ",
    "Falta evaluar ", "Falta divulgar ",
  ]
  static let objectives = [
    "Fortalecer ", "Consolidar con toda la comunidad ", "Mejorar de manera continua ",
  ]
  static let goals = ["Actualizar ", "Implementar ", "Evaluar y ajustar ", "Consolidar "]
  static let goalTails = [
    "", "", "", "", "", "", " en todas las sedes", " con el 80 % de las familias",
    " en las sedes rurales; primero, en las más lejanas",
  ]
  static let actions = [
    "Socializar ", "Revisar y ajustar ", "Documentar ", "Evaluar con los docentes ",
    "Difundir ", "Reunir al equipo para actualizar ", "Aplicar ", "Ajustar ",
  ]
  static let actionTails = [
    "", "", "", "", "", "", "", "", "", " en tres jornadas", " por sedes",
    " con apoyo de la alcaldía", " en la semana de desarrollo institucional",
    "; dejar acta firmada",
    ":\n1. Diagnóstico\n2. Taller\n3. Evaluación", " (lema: \"Todos aprendemos\")",
    ", con evidencias y lista de asistencia",
  ]

  /// Topics by the area of management that a component's code begins with.
  static let topics: [String: [String]] = [
    "DIR": [
      "el horizonte institucional", "el manual de convivencia", "el gobierno escolar",
      "la autoevaluación institucional", "el plan operativo anual", "la política de inclusión",
      "el comité de convivencia", "la inducción a estudiantes nuevos",
    ],
    "ACA": [
      "el plan de estudios", "los planes de área", "el proyecto de lectura «Leer es crecer»",
      "las prácticas de aula", "el uso de los resultados SABER", "los proyectos transversales",
      "el sistema de evaluación (SIEE)", "el plan de apoyo a la recuperación",
    ],
    "ADM": [
      "el proceso de matrícula", "el archivo académico", "el mantenimiento de la planta física",
      "el inventario de equipos", "el plan de formación docente", "la rendición de cuentas",
      "el restaurante y el transporte escolar",
    ],
    "COM": [
      "la escuela de padres", "el servicio social estudiantil", "la atención a la diversidad",
      "el plan escolar de gestión del riesgo", "el seguimiento a egresados",
      "los proyectos de vida", "el consejo de padres",
    ],
  ]

  /// An indicator, and whether it is to go down.
  static let indicators: [(name: String, falling: Bool)] = [
    ("% de sedes que lo aplican", false), ("% de docentes formados", false),
    ("% de familias", false), ("% del documento", false), ("% de cumplimiento", false),
    ("% de estudiantes en nivel satisfactorio", false),
    ("Tasa de reprobación", true), ("Tasa de deserción", true),
  ]
  static let responsibles = [
    "Rector", "Rectora", "Coordinación académica", "Coordinación de convivencia",
    "Consejo directivo", "Consejo académico", "Comité de convivencia", "Orientación escolar",
    "Equipo de calidad", "Docentes de área", "Jefes de área; coordinación",
  ]
  static let resources = [
    "Talento humano", "Recursos del FSE", "Papelería", "Proyector, sonido", "Propios",
    "Refrigerios", "Conectividad", "Material impreso",
  ]
  static let evidence = [
    "Actas", "Lista de asistencia", "Acta y fotografías", "Documento ajustado",
    "Informe de la coordinación", "Encuesta aplicada",
  ]
  static let remarks = [
    "Reprogramada por ola invernal", "Se cumple según lo previsto",
    "Pendiente firma del \"acta 03\"; se anexa luego",
    "Se articula con el PAE.\nLa alcaldía aporta el transporte.",
  ]
}
