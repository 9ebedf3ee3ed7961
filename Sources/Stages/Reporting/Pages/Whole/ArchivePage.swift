import Model
import TemplateEngine

/// `archivo.html`: the control sheet (RG-121) and the inventory (RG-120) of the run's expediente, to be
/// printed and signed (activity 10).
struct ArchivePage: Framed {
  let context: PageContext
  let frame: Frame
  let archive: Archive

  static let template = "archivo.html"

  init(_ context: PageContext, _ archive: Archive) {
    self.context = context
    self.archive = archive
    frame = Frame(context, "RG-121 y RG-120 · Archivo", section: nil)
  }

  private var entity: Entity { context.report.entity }

  private typealias Numbered<Element> = (order: Int, element: Element)

  private static let documentView = View<Numbered<Archive.Document>> { names in
    names.integer("orden", "Número de orden.") { $0.order }
    names.date("fecha", "Fecha del documento.") { $0.element.date }
    names.flag("hay_fecha", "Si la tiene.") { $0.element.date != nil }
    names.text("tipo_documental", "Serie a la que pertenece.") {
      DocumentSeries.all[$0.element.series].name
    }
    names.text("nombre", "Nombre del documento.") { $0.element.title }
    names.text("archivo", "Lugar en el paquete.") { $0.element.path }
    names.text("sha256", "Huella.") { $0.element.sha256 }
    names.flag("hay_sha256", "Si se puede decir aquí.") { $0.element.sha256 != nil }
  }

  private static let entryView = View<Numbered<Archive.Entry>> { names in
    names.integer("orden", "Número de orden.") { $0.order }
    names.text("codigo", "Código del registro o procedimiento.") { $0.element.series.code }
    names.text("serie", "Nombre de la serie.") { $0.element.series.name }
    names.integer("primero", "Número de orden de su primer documento.") { $0.element.first }
    names.date("fecha", "Fechas extremas, que son la misma.") { $0.element.date }
    names.flag("hay_fecha", "Si la tiene.") { $0.element.date != nil }
    names.text("notas", "Qué archivos son.") { $0.element.notes }
  }

  static let view = View<ArchivePage> { names in
    names.frame()
    names.stream("documentos", "Los documentos, en su orden.", documentView) { page in
      page.archive.documents.enumerated().map { ($0 + 1, $1) }
    }
    names.integer("documentos_total", "Cuántos son.") { $0.archive.documents.count }
    names.list("series", "Las series del inventario.", entryView) { page in
      page.archive.entries.enumerated().map { ($0 + 1, $1) }
    }
    names.text("unidad_administrativa", "Unidad administrativa.") { $0.entity.administrativeUnit }
    names.text("oficina_productora", "Oficina productora.") { $0.entity.producingOffice }
    names.text("objeto", "Para qué es el inventario.") { $0.entity.inventoryPurpose }
    names.text("codigo_trd", "Código de la serie en la tabla de retención.") {
      $0.entity.retentionCode
    }
    names.text("serie_trd", "Nombre de la serie en la tabla de retención.") {
      $0.entity.retentionSeries
    }
    names.text("soporte", "Soporte de los documentos.") { _ in ArchiveTables.medium }
    names.text("unidad", "Unidad de conservación.") { _ in ArchiveTables.unit }
    names.text("frecuencia", "Frecuencia de consulta.") { $0.entity.consultationFrequency }
    names.text("lider", "Quien entrega.") { $0.entity.leaderName }
    names.text("cargo_lider", "Su cargo.") { $0.entity.leaderPosition }
    names.text("profesional", "Quien elabora.") { $0.entity.professionalName }
    names.text("cargo_profesional", "Su cargo.") { $0.entity.professionalPosition }
    names.text("ciudad", "Ciudad desde la que se firma.") { $0.entity.city }
  }
}
