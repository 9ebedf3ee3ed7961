import Model
import TemplateEngine

/// The counts that must agree: the directory with the states, the rows read with what became of them.
struct Reconciliation {
  let establishments: Int
  let states: Int
  let received: Int
  let files: Int
  let recognised: Int
  let read: Int
  let accepted: Int
  let superseded: Int
  let rejected: Int

  init(_ context: PageContext) {
    let files = context.report.files
    establishments = context.territory.establishments.count
    states = context.counts(of: context.territory.establishments.indices).values.reduce(0, +)
    received = context.report.municipalities.reduce(0) { $0 + $1.figure.received }
    self.files = files.count
    recognised = files.count { !$0.kinds.isEmpty }
    read = files.reduce(0) { $0 + $1.read }
    accepted = files.reduce(0) { $0 + $1.accepted }
    superseded = files.reduce(0) { $0 + $1.superseded }
    rejected = files.reduce(0) { $0 + $1.rejected }
  }

  private static func verdict(_ agrees: Bool) -> String { agrees ? "Cuadra" : "No cuadra" }

  static let view = View<Reconciliation> { names in
    names.integer("activos", "Establecimientos activos.") { $0.establishments }
    names.integer("con_estado", "Suma de los estados de entrega.") { $0.states }
    names.integer("recibidas", "Rutas recibidas.") { $0.received }
    names.integer("sin_ruta", "Establecimientos sin ruta.") { $0.establishments - $0.received }
    names.text("estados_veredicto", "Si las dos cuentas coinciden.") {
      verdict($0.establishments == $0.states)
    }
    names.integer("archivos_total", "Archivos de entrada.") { $0.files }
    names.integer("archivos_leidos", "Los que se reconocieron.") { $0.recognised }
    names.integer("archivos_no_leidos", "Los que no.") { $0.files - $0.recognised }
    names.integer("leidas", "Filas leídas.") { $0.read }
    names.integer("aceptadas", "Filas aceptadas.") { $0.accepted }
    names.integer("reemplazadas", "Filas de versiones reemplazadas.") { $0.superseded }
    names.integer("rechazadas", "Filas rechazadas.") { $0.rejected }
    names.text("filas_veredicto", "Si las dos cuentas coinciden.") {
      verdict($0.read == $0.accepted + $0.superseded + $0.rejected)
    }
  }
}
