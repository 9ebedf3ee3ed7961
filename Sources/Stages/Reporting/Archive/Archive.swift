import Model

/// The expediente of a run, its inputs and outputs, as the archive takes it (contract 3, Archive).
package struct Archive: Sendable {
  /// A document that the run wrote or is about to write.
  package struct Output: Sendable {
    /// Relative to the run.
    package let path: String
    package let bytes: Int
    package let sha256: String

    package init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  struct Document: Sendable {
    /// In the folder that `pmi archive` packs.
    let path: String
    let series: Int
    let title: String
    /// Absent for what came in: nothing in a file says when it was made.
    let date: Day?
    var bytes: Int?
    var sha256: String?
  }

  /// A series of the inventory with what it holds.
  struct Entry: Sendable {
    let series: DocumentSeries
    /// Place of its first document in the list, from 1.
    var first = 0
    var documents = 0
    var date: Day?
    /// Absent where a size depends on this inventory or on another run.
    var bytes: Int? = 0
    var forms: Set<String> = []
  }

  /// In order: inputs in their reading order, outputs by path, the manifest.
  private(set) var documents: [Document]
  let entries: [Entry]

  /// Where inputs lie in the packed folder; documents of the run lie at its top.
  package static let inputFolder = "entrada/"

  /// Documents that tell of this list, so that it can't tell their digests: the manifest does.
  private static let telling = [
    "csv/rg-121-hoja-control.csv", "html/archivo.html", "manifest.json",
  ]
  /// Documents that depend on another run, so that nothing else may depend on them.
  private static let dependent: Set = ["csv/novedades.csv", "html/novedades.html"]
  private static let inventory = "csv/rg-120-fuid.csv"

  /// `outputs` are the documents written so far, by path; those that tell of the archive are added.
  package init(_ report: ReportInput, outputs: [Output], writesTables: Bool, writesPages: Bool) {
    let cutoff = report.territory.judgement.cutoff
    let inputs = report.files.filter { $0.sha256 != nil }.map { file in
      Document(
        path: Archive.inputFolder + file.name, series: DocumentSeries.place(of: file.kinds),
        title: Archive.lastPart(of: file.name), date: nil, bytes: file.bytes, sha256: file.sha256)
    }
    // Only pages are of somebody, and a run may have none.
    lazy var names = Archive.names(report)
    var known = outputs.map { (path: $0.path, output: Optional($0)) }
    var planned = writesTables ? [Archive.inventory, Archive.telling[0]] : []
    if writesPages { planned.append(Archive.telling[1]) }
    for path in planned where !known.contains(where: { $0.path == path }) {
      let place = known.firstIndex { path.utf8.lexicographicallyPrecedes($0.path.utf8) }
      known.insert((path, nil), at: place ?? known.endIndex)
    }
    known.append((Archive.telling[2], nil))
    let made = known.map { path, written in
      let (series, title) = DocumentSeries.of(path) { names[$0] }
      let isTold = !Archive.telling.contains(path) && !Archive.dependent.contains(path)
      let output = isTold ? written : nil
      return Document(
        path: path, series: series, title: title, date: cutoff, bytes: output?.bytes,
        sha256: output?.sha256)
    }
    documents = inputs + made
    entries = Archive.entries(documents)
  }

  /// The same archive when its inventory is written, so that RG-121 can tell its digest.
  package func telling(inventory: Output) -> Archive {
    var archive = self
    for place in documents.indices where documents[place].path == Archive.inventory {
      archive.documents[place].bytes = inventory.bytes
      archive.documents[place].sha256 = inventory.sha256
    }
    return archive
  }

  private static func entries(_ documents: [Document]) -> [Entry] {
    var entries = DocumentSeries.all.map { Entry(series: $0) }
    for (place, document) in documents.enumerated() {
      if entries[document.series].documents == 0 { entries[document.series].first = place + 1 }
      entries[document.series].documents += 1
      entries[document.series].date = document.date
      let bytes = document.path == inventory ? nil : document.bytes
      entries[document.series].bytes = entries[document.series].bytes.flatMap { sum in
        bytes.map { sum + $0 }
      }
      if let dot = document.path.utf8.lastIndex(of: UInt8(ascii: ".")) {
        let form = document.path.utf8[dot...].dropFirst()
        entries[document.series].forms.insert(String(form)?.lowercased() ?? "")
      }
    }
    return entries.filter { $0.documents > 0 }
  }

  /// What stands behind the last slash of a path.
  private static func lastPart(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path.utf8[slash...].dropFirst()) ?? path
  }

  /// Names of establishments and municipalities by their codes, of entities by theirs as entities.
  private static func names(_ report: ReportInput) -> [String: String] {
    var names: [String: String] = [:]
    for establishment in report.territory.establishments {
      names[establishment.code.text] = establishment.name
    }
    for area in report.municipalities {
      names[area.code.text] = "Municipio de \(report.municipalityName(area.code))"
    }
    for figure in report.entities ?? [] {
      names[DocumentSeries.entity(figure.entity.code.text)] = "Entidad: \(figure.entity.name)"
    }
    return names
  }
}

extension Archive.Entry {
  /// What there is besides the columns of the form.
  var notes: String {
    let count = documents == 1 ? "1 archivo" : "\(documents) archivos"
    let place = bytes.map { "\($0) bytes, huellas en RG-121" } ?? "huellas en manifest.json"
    return "\(count) (\(forms.sorted().joined(separator: ", "))), \(place)."
  }
}
