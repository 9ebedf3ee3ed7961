import Delimited
import Model
import Reading

/// What the head of a file lets expect, only to order the work: what a file is, its reading decides.
package struct FileGuess {
  private static let headLength = 8192

  private let kind: RecordKind?
  let isWorkbook: Bool
  private var isByName = false

  var mayHoldDirectory: Bool { isWorkbook || kind == nil || kind == .establishments }
  var mayHoldRoutes: Bool { isWorkbook || kind == nil || kind == .routes }
  var mayHoldOthers: Bool { kind != .establishments && kind != .routes }

  /// Whether the file was taken for another by its name, so that it was not asked for what it holds.
  func misleads(_ file: IntakeFile) -> Bool {
    isByName && !file.outcome.kinds.allSatisfy { $0 == kind }
  }

  /// Of a file whose kinds are known.
  init(kinds: [RecordKind]) {
    kind = kinds.first
    isWorkbook = kinds.count > 1
  }

  private init(kind: RecordKind?, isWorkbook: Bool) {
    self.kind = kind
    self.isWorkbook = isWorkbook
  }

  /// Of a document by the name of its root element.
  private init(root name: String) {
    kind = RecordKind.allCases.first { $0.rootElement == name }
    isWorkbook = name == "Workbook"
  }

  /// Of a file of routes by its name or its folder's, so that thousands of them are not opened twice;
  /// `nil` where neither tells.
  static func byName(_ file: SourceFile) -> FileGuess? {
    let path = file.path
    let end = path.count - 4
    guard isSpelled(".xml", path, at: end) || isSpelled(".csv", path, at: end),
      path.indices.contains(where: { place in
        (place == 0 || path[place - 1] == 0x2F) && isSpelled("rg-382", path, at: place)
      })
    else { return nil }
    var guess = FileGuess(kind: .routes, isWorkbook: false)
    guess.isByName = true
    return guess
  }

  /// Whether a word without capitals stands at a place, in any case.
  private static func isSpelled(_ word: StaticString, _ path: [UInt8], at place: Int) -> Bool {
    guard place >= 0, place + word.utf8CodeUnitCount <= path.count else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { offset in
      Folding.lowercase(path[place + offset]) == word.utf8Start[offset]
    }
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
      if encoding == nil, let name = try ContentSniffer.rootElement(of: raw) {
        return FileGuess(root: name)
      }
      let reader = try BlockReader(raw, encoding: encoding, size: headLength)
      let (head, isWhole) = try reader.head(headLength)
      switch ContentSniffer.content(head.bytes) {
      case .table: break
      case .archive: return FileGuess(kind: nil, isWorkbook: true)
      case .element(let name): return FileGuess(root: name)
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
