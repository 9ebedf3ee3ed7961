/// How the columns are computed that only runs of several entities have.
enum EntityNotes {
  static let all = [
    OutputNote(
      "codigo_entidad", .directory,
      "Un municipio certificado es una entidad; los demás son de la entidad de su departamento, según el catálogo de entidades. La entidad de un establecimiento es la de su codigo_municipio.",
      "68001 es Bucaramanga; 68, el departamento de Santander.", ["X215"]),
    OutputNote("entidad", .catalogue, "Es su nombre en el catálogo de entidades.", "Santander."),
    OutputNote(
      "tipo_entidad", .catalogue,
      "Es DEPARTAMENTO si el código tiene dos dígitos y MUNICIPIO si tiene cinco.",
      "El de 68001 es MUNICIPIO."),
    OutputNote("departamento", .catalogue, nil, "El de 68001 es Santander."),
    OutputNote("entregadas_a_tiempo", .delivery, nil, nil, ["N03"]),
    OutputNote("tasa_entrega_oportuna", .delivery, nil, nil, ["N28"]),
    OutputNote(
      "ee_sistematicas", .rules, "Cada establecimiento cuenta una vez.", nil, ["N25"]),
    OutputNote(
      "ee_reportados", .decisions,
      "Se cuentan los candidatos sobre los que el líder no dijo NO REPORTAR.", nil),
  ]

  /// What is to be added in a run of several entities to the rules of columns that every run has.
  static let additions: [String: String] = [
    "establecimientos":
      "En rg-380-entidades y entidades-municipios son todos los activos de la entidad o del municipio.",
    "ambito":
      "En una ejecución de varias entidades hay además ENTIDAD, entre TERRITORIO y PROVINCIA, con los mismos ítems que TERRITORIO.",
    "posicion": "En rg-220-entidades es el lugar dentro de la entidad.",
  ]
}
