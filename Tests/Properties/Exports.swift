import Model
import TestSupport

/// Records of every kind as the rows of tables, before they are written as files.
struct Exports {
  typealias Row = [String: String]

  struct File {
    /// Path in the input folder.
    var name: String
    let kind: RecordKind
    var rows: [Row]
  }

  var files: [File] = []

  /// Every row of a kind, in the order of files.
  func rows(_ kind: RecordKind) -> [Row] {
    files.filter { $0.kind == kind }.flatMap(\.rows)
  }

  /// Adds rows at the end of the last file of their kind, or in a file of its own.
  mutating func append(_ rows: [Row], _ kind: RecordKind) {
    guard let place = files.lastIndex(where: { $0.kind == kind }) else {
      return files.append(File(name: "zz-\(kind.name).csv", kind: kind, rows: rows))
    }
    files[place].rows += rows
  }

  /// Adds rows in a file that is read after all others.
  mutating func appendLast(_ rows: [Row], _ kind: RecordKind) {
    files.append(File(name: "zzz-\(kind.name).csv", kind: kind, rows: rows))
  }

  mutating func removeRows(_ isUnwanted: (RecordKind, Row) -> Bool) {
    for place in files.indices {
      let kind = files[place].kind
      files[place].rows.removeAll { isUnwanted(kind, $0) }
    }
  }

  func without(_ isUnwanted: (RecordKind, Row) -> Bool) -> Exports {
    var copy = self
    copy.removeRows(isUnwanted)
    return copy
  }

  /// The rows of each file in another order.
  func shuffled(_ random: inout SeededRandom) -> Exports {
    var copy = self
    for place in copy.files.indices { copy.files[place].rows.shuffle(using: &random) }
    return copy
  }

  enum Form: CaseIterable {
    case csv, xml
  }

  /// Writes the files, all in one form.
  func write(to folder: TemporaryFolder, as form: Form = .csv) throws {
    for file in files {
      try folder.write(form == .xml ? XMLText.of(file) : Exports.text(file), to: file.name)
    }
  }

  private static func text(_ file: File) -> String {
    let columns = file.kind.columns.map(\.name)
    var text = columns.joined(separator: ";") + "\n"
    for row in file.rows {
      text += columns.map { quoted(row[$0] ?? "") }.joined(separator: ";") + "\n"
    }
    return text
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ";\"\n".contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
