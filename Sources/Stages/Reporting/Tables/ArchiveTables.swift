import Model
import TemplateEngine

/// RG-121 and RG-120: what the archive receives of a run.
package enum ArchiveTables {
  package static let control = OutputTable(
    "rg-121-hoja-control", "Hoja de control del expediente: cada documento, en su orden.",
    [
      Field("orden", .integer, "Número de orden."),
      Field(
        "fecha", .date, "Fecha de corte, en los documentos de la ejecución; vacía en los recibidos."
      ),
      Field("tipo_documental", .text, "Serie a la que pertenece."),
      Field("nombre", .text, "Nombre del documento."),
      Field("folios", .integer, "Vacío: lo electrónico no se folia."),
      Field("soporte", .text, "ELECTRONICO."),
      Field("archivo", .text, "Lugar en el paquete de «pmi archive»; los recibidos, en entrada/."),
      Field(
        "sha256", .text,
        "Huella SHA-256; vacía en los documentos que dependen de esta hoja o de otra ejecución."),
    ])

  package static let inventory = OutputTable(
    "rg-120-fuid", "Formato único de inventario documental del expediente, por series.",
    [
      Field("orden", .integer, "Número de orden."),
      Field("codigo", .text, "Código del registro o procedimiento."),
      Field("serie", .text, "Nombre de la serie, subserie o asunto."),
      Field("fecha_inicial", .date, "Fecha extrema inicial; vacía si no tiene fecha."),
      Field("fecha_final", .date, "Fecha extrema final; vacía si no tiene fecha."),
      Field("unidad", .text, "Unidad de conservación."),
      Field("folios", .integer, "Vacío: lo electrónico no se folia."),
      Field("soporte", .text, "ELECTRONICO."),
      Field("frecuencia_consulta", .text, "ALTA, MEDIA, BAJA o NINGUNA; vacía si no se configura."),
      Field("notas", .text, "Cuántos archivos son, su formato y su tamaño."),
    ])

  package static func control(_ archive: Archive) -> ReportTable {
    ReportTable(control, of: Array(archive.documents.enumerated())) { order, document in
      [
        .integer(order + 1), Cell.date(document.date),
        .text(DocumentSeries.all[document.series].name), .text(document.title), .absent,
        .text(ArchiveTables.medium), .text(document.path), Cell.text(document.sha256),
      ]
    }
  }

  package static func inventory(_ archive: Archive, _ report: ReportInput) -> ReportTable {
    let frequency = report.entity.consultationFrequency
    return ReportTable(inventory, of: Array(archive.entries.enumerated())) { order, entry in
      [
        .integer(order + 1), .text(entry.series.code), .text(entry.series.name),
        Cell.date(entry.date), Cell.date(entry.date), .text(ArchiveTables.unit), .absent,
        .text(ArchiveTables.medium), Cell.text(frequency), .text(entry.notes),
      ]
    }
  }

  static let medium = "ELECTRONICO"
  static let unit = "CARPETA ELECTRONICA"
}
