import Model
import TemplateEngine

/// `validacion.html`: files, what was said of them, and the counts that must agree.
struct ValidationPage: Framed {
  let context: PageContext
  let frame: Frame

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "Validación de la entrada", section: .validation)
  }

  private struct CodeLine {
    let code: DiagnosticCode
    let summary: ValidationSummary.CodeSummary
  }

  private struct FileLine {
    let file: FileReport
    let summary: ValidationSummary.FileSummary?
  }

  private static let codeView = View<CodeLine> { names in
    names.plain("hallazgo", "Código.") { $0.code.text }
    names.text("hallazgo_gravedad", "Gravedad.") { $0.code.severity.label }
    names.plain("hallazgo_clase", "La gravedad, para clases.") { $0.code.severity.rawValue }
    names.text("hallazgo_nombre", "Qué quiere decir.") { $0.code.meaning }
    names.integer("hallazgo_cuenta", "Cuántas veces.") { $0.summary.total }
    names.integer("hallazgo_muestra", "Cuántos se muestran.") { $0.summary.examples.count }
    names.flag("hay_mas", "Si hay más.") { $0.summary.total > $0.summary.examples.count }
    names.list("ejemplos", "Los primeros.", FindingRow.view) { $0.summary.examples }
  }

  private static let fileView = View<FileLine> { names in
    names.text("archivo", "Archivo.") { $0.file.name }
    names.text("archivo_tipo", "Registros que trae.") {
      $0.file.kinds.map(\.name).joined(separator: ", ")
    }
    names.flag("hay_tipo", "Si se reconoció.") { !$0.file.kinds.isEmpty }
    names.text("archivo_formato", "Formato.") { $0.file.format }
    names.text("archivo_codificacion", "Codificación.") { $0.file.encoding }
    names.text("archivo_huella", "Huella SHA-256.") { $0.file.sha256 }
    names.text("archivo_huella_corta", "Su principio.") {
      $0.file.sha256.map { String($0.prefix(8)) }
    }
    names.integer("archivo_leidas", "Filas leídas.") { $0.file.read }
    names.integer("archivo_aceptadas", "Aceptadas.") { $0.file.accepted }
    names.integer("archivo_reemplazadas", "Reemplazadas.") { $0.file.superseded }
    names.integer("archivo_rechazadas", "Rechazadas.") { $0.file.rejected }
    names.integer("archivo_errores", "Errores.") { $0.summary?.errors ?? 0 }
    names.integer("archivo_advertencias", "Advertencias.") { $0.summary?.warnings ?? 0 }
  }

  private var codes: [CodeLine] {
    let codes = context.input.validation.codes
    return DiagnosticCode.allCases.compactMap { code in
      codes[code].map { CodeLine(code: code, summary: $0) }
    }
  }

  static let view = View<ValidationPage> { names in
    names.frame()
    names.record("conciliacion", "Lo que entró y lo que se contó.", Reconciliation.view) {
      Reconciliation($0.context)
    }
    names.rows("codigos", "Hallazgos, por código.", codeView) { $0.codes }
    names.stream("archivos", "Los archivos.", fileView) { page in
      page.context.report.files.map {
        FileLine(file: $0, summary: page.context.input.validation.files[$0.name])
      }
    }
  }
}
