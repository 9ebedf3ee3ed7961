/// The templates that come inside the program, by their path in a folder of templates.
///
/// One line a file; a test holds the list against the folder.
package enum BuiltInTemplates {
  package static let files: [(path: String, bytes: @Sendable () -> [UInt8])] = [
    ("csv/archivos.csv", { PackageResources.archivos_csv }),
    ("csv/asistencia-clasificacion.csv", { PackageResources.asistencia_clasificacion_csv }),
    ("csv/asistencia-cumplimiento.csv", { PackageResources.asistencia_cumplimiento_csv }),
    ("csv/diagnosticos.csv", { PackageResources.diagnosticos_csv }),
    ("csv/exclusiones.csv", { PackageResources.exclusiones_csv }),
    ("csv/infraestructura.csv", { PackageResources.infraestructura_csv }),
    ("csv/irregularidades.csv", { PackageResources.irregularidades_csv }),
    ("csv/pam-alineacion.csv", { PackageResources.pam_alineacion_csv }),
    ("csv/poaiv.csv", { PackageResources.poaiv_csv }),
    ("csv/pr-42-caracterizacion.csv", { PackageResources.pr_42_caracterizacion_csv }),
    ("csv/pr-43-pam.csv", { PackageResources.pr_43_pam_csv }),
    ("csv/pr-44-pei.csv", { PackageResources.pr_44_pei_csv }),
    ("csv/pr-55-control.csv", { PackageResources.pr_55_control_csv }),
    ("csv/rechazos.csv", { PackageResources.rechazos_csv }),
    ("csv/rg-217-propuesta.csv", { PackageResources.rg_217_propuesta_csv }),
    ("csv/rg-220-detalle.csv", { PackageResources.rg_220_detalle_csv }),
    ("csv/rg-220-municipios.csv", { PackageResources.rg_220_municipios_csv }),
    ("csv/rg-220-transiciones.csv", { PackageResources.rg_220_transiciones_csv }),
    ("csv/rg-220.csv", { PackageResources.rg_220_csv }),
    ("csv/rg-380-establecimientos.csv", { PackageResources.rg_380_establecimientos_csv }),
    ("csv/rg-380-indicadores.csv", { PackageResources.rg_380_indicadores_csv }),
    ("csv/rg-380-municipios.csv", { PackageResources.rg_380_municipios_csv }),
  ]
}
