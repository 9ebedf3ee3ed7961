import Reporting

/// Pages that the dashboard leads to and the navigation does not have.
enum PagesBeside {
  static let all = [
    RunFacts.OtherPage(path: "novedades.html", title: "Novedades desde la ejecución anterior"),
    RunFacts.OtherPage(
      path: "archivo.html", title: "RG-121, hoja de control, y RG-120, inventario documental"),
  ]
}
