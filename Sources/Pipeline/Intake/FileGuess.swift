import Delimited
import Model
import Reading

/// What the head of a file lets expect, only to order the work: what a file is, its reading decides.
package struct FileGuess {
  private static let headLength = 8192

  private let kind: RecordKind?
  let isWorkbook: Bool

  var mayHoldDirectory: Bool { isWorkbook || kind == nil || kind == .establishments }
  var mayHoldRoutes: Bool { isWorkbook || kind == nil || kind == .routes }
  var mayHoldOthers: Bool { kind != .establishments && kind != .routes }

  /// Of a file whose kinds are known.
  init(kinds: [RecordKind]) {
    kind = kinds.first
    isWorkbook = kinds.count > 1
  }

  private init(kind: RecordKind?, isWorkbook: Bool) {
    self.kind = kind
    self.isWorkbook = isWorkbook
  }

  static func make(_ file: SourceFile, in folder: InputFolder, vocabulary: Vocabulary) -> FileGuess
  {
    let asUTF8 = guess(file, in: folder, encoding: nil, vocabulary: vocabulary)
    guard asUTF8.kind == nil, !asUTF8.isWorkbook else { return asUTF8 }
    return guess(file, in: folder, encoding: .windows1252, vocabulary: vocabulary)
  }

  private static func guess(
    _ file: SourceFile, in folder: InputFolder, encoding: SourceEncoding?, vocabulary: Vocabulary
  ) -> FileGuess {
    let unknown = FileGuess(kind: nil, isWorkbook: false)
    do throws(FileFault) {
      let raw = try RawFile(file.path, in: folder) { _ in }
      let reader = try BlockReader(raw, encoding: encoding, size: headLength)
      let (head, isWhole) = try reader.head(headLength)
      switch ContentSniffer.content(head.bytes) {
      case .table: break
      case .archive: return FileGuess(kind: nil, isWorkbook: true)
      case .element(let name):
        let kind = RecordKind.allCases.first { $0.rootElement == name }
        return FileGuess(kind: kind, isWorkbook: name == "Workbook")
      case .unknownDocument, .compoundFile: return unknown
      }
      let search = HeaderSearch(head, isWhole: isWhole, vocabulary: vocabulary)
      guard case .opened(let opening) = search.run() else { return unknown }
      return FileGuess(kind: opening.header.kind, isWorkbook: false)
    } catch {
      return unknown
    }
  }
}
