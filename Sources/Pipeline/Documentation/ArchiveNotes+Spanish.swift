/// How the columns of novedades and of the archive's forms are made.
enum ArchiveNotes {
  static let all = news + archive

  private static let news = [
    OutputNote(
      "asunto", .program, "Es CONDICION si cambió una condición y ENTREGA si llegó una ruta.",
      "ENTREGA."),
    OutputNote(
      "cambio", .program,
      "LLEGA: el estado de la entrega avanzó (nada, ANUNCIADA, DEVUELTA, recibida) o cuenta una versión más alta. APARECE: la condición se cumple ahora y antes no. TERMINA: se cumplía y ya no, o ahora está excluida.",
      "LLEGA."),
    OutputNote(
      "antes", .program, "Se lee de las tablas de la ejecución anterior; vacío si no lo tenía.",
      "NO ENTREGADA.", ["estado_entrega", "estado"]),
    OutputNote(
      "ahora", .program, "Vacío si la condición terminó.", "A TIEMPO.",
      ["estado_entrega", "estado"]),
    OutputNote(
      "version_antes", .program, "Vacía si no contaba ninguna ruta.", "La versión 1.", ["version"]),
    OutputNote(
      "version_ahora", .program, "Vacía si no cuenta ninguna ruta.", "La versión 2.", ["version"]),
    OutputNote(
      "desde_ejecucion", .program,
      "Es la que «current» nombraba antes de esta, de cualquier corte; si no la hay o no se puede leer, la tabla queda sin filas y la página novedades.html dice por qué.",
      "2025-10-31-1a2b3c4d5e6f7a8b."),
  ]

  private static let archive = [
    OutputNote(
      "orden", .program,
      "En rg-121-hoja-control van primero los archivos recibidos, en el orden de lectura, luego los documentos por su ruta y al final el manifiesto.",
      "El primero es 1."),
    OutputNote(
      "fecha", .program,
      "Es la fecha de corte; vacía en los archivos recibidos, porque nada en su contenido dice cuándo se hicieron.",
      "2025-11-30."),
    OutputNote("tipo_documental", .program, nil, "Carta a Inspección y Vigilancia.", ["serie"]),
    OutputNote(
      "folios", .program,
      "Siempre vacía: los documentos son electrónicos y los identifican su huella y su tamaño.",
      "Se escribe vacía."),
    OutputNote("soporte", .program, nil, "ELECTRONICO."),
    OutputNote(
      "serie", .program, "Es el registro o procedimiento de MI-GE-PR-45.", nil, ["codigo"]),
    OutputNote("fecha_inicial", .program, nil, nil, ["fecha"]),
    OutputNote("fecha_final", .program, nil, nil, ["fecha"]),
    OutputNote(
      "frecuencia_consulta", .program, "Es la que dice la configuración en frecuencia_consulta.",
      "BAJA."),
    OutputNote(
      "notas", .program, nil, "5 archivos (csv, html), 427284 bytes, huellas en RG-121."),
  ]
}
