import Model

/// The folder that `pmi init` makes: a place for the input, blank forms and a configuration.
package enum WorkingFolder {
  /// Writes it below `folder`; returns how many files.
  ///
  /// A file that is there already is not touched, and nothing is written then.
  package static func create(at folder: String) throws(RunFailure) -> Int {
    let files = try files()
    try NewFiles.write(files, below: folder)
    for kind in RecordKind.allCases {
      try NewFiles.createFolder("\(folder)/entrada/\(kind.name)")
    }
    return files.count
  }

  private static func files() throws(RunFailure) -> [(path: String, bytes: [UInt8])] {
    let catalogue: Catalogue
    do throws(ConfigurationError) {
      catalogue = try Settings(Configuration(), folder: ".").vocabulary.catalogue
    } catch {
      throw .configuration(error)
    }
    let forms = RecordKind.allCases.map { BlankForm($0, catalogue: catalogue) }
    return [
      ("LEAME.md", Array(Markdown.document(WorkingFolderTexts.readme).utf8)),
      ("pmi.yaml", Array(ConfigurationFile.initial.utf8)),
      ("entrada/LEAME.md", Array(Markdown.document(WorkingFolderTexts.inputReadme).utf8)),
    ] + forms.map { ("formularios/csv/\($0.kind.name).csv", $0.csv) }
      + forms.map { ("formularios/excel/\($0.kind.name).xml", $0.spreadsheet) }
  }
}
