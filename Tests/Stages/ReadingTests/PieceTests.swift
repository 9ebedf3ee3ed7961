import Model
import Testing

@testable import Reading

/// The schedule of one thread, under which documents are cut.
private struct Cutting: BlockSchedule {
  var cutsDocuments: Bool { true }

  func run<Piece: Sendable, Result>(
    _ next: () throws(FileFault) -> Piece?, _ work: @Sendable (Piece) -> Result,
    _ absorb: (Piece, Result) -> Bool
  ) throws(FileFault) {
    try InOneThread().run(next, work, absorb)
  }
}

/// Documents cut into pieces say what they say as a whole.
@Suite struct PieceTests {
  private static let root =
    "<?xml version=\"1.0\"?>\n<!-- <ruta> -->\r\n<rutasMejoramiento\n formato='x>'>\r\n"

  private static func route(_ number: Int, _ inside: String = "") -> String {
    """
    <ruta codigoDane="16801300001\(number % 10)" vigencia="2025">\r\n  \(inside)
      <oportunidad no="1" componente="DIR-1-2"><descripcion>Texto \(number) ñ</descripcion>\r
        <meta no="1"><descripcion>M</descripcion><indicador lineaBase="1"/>
          <accion no="\(number % 7)" fechaInicio="2025-02-0\(number % 10)"><descripcion>A</descripcion></accion>
        </meta></oportunidad></ruta>\n
    """
  }

  private static let routes = (1...40).map { route($0) }.joined()
  private static let flat = (1...60).map {
    "<accion codigoDane=\"16801300001\($0 % 10)\" vigencia=\"20x\">\n<accionNo>\($0)</accionNo></accion>\n"
  }.joined()

  /// Rows in which a field has the row's name.
  private static let valuations = (1...60).map {
    "<valoracion><vigencia>2025</vigencia><codigoDane>16801300001\($0 % 10)</codigoDane>"
      + "<componente>DIR-1-\($0 % 4 + 1)</componente>\($0 % 9 == 0 ? "<observaciones/>" : "")"
      + "<valoracion>\($0 % 4 + 1)</valoracion></valoracion>\($0 % 7 == 0 ? "<!-- x -->" : "")\r\n"
  }.joined()

  /// What may be wrong with a document, or look as if it were.
  private static let documents: [String] = [
    root + routes + "</rutasMejoramiento>",
    "\u{FEFF}" + root + routes + "</rutasMejoramiento>\n<!-- <ruta -->\n",
    root + routes + route(1, "<!-- <ruta vigencia='1'> " + routes + " -->")
      + routes
      + "</rutasMejoramiento>",
    root + routes + "<?x " + routes + "?>" + routes + "</rutasMejoramiento>",
    root + routes + "<![CDATA[" + routes + "]]>" + routes + "</rutasMejoramiento>",
    root + routes + "\r\r" + routes + "</rutasMejoramiento>",
    root + routes + route(3, "<ruta codigoDane='1' vigencia='1'>\n</ruta>") + routes
      + "</rutasMejoramiento>",
    root + routes + "<accion/>" + routes + "</rutasMejoramiento>",
    root + routes + "</rutasMejoramiento>" + routes,
    root + routes,
    root + routes + "<ruta codigoDane='1'></meta></rutasMejoramiento>",
    root + routes + "\u{1}" + routes + "</rutasMejoramiento>",
    "<!DOCTYPE a>" + root + routes + "</rutasMejoramiento>",
    "<?xml version='1.0' encoding='ISO-8859-1'?><rutasMejoramiento>" + routes
      + "</rutasMejoramiento>",
    "<rutasMejoramiento>" + flat + "</rutasMejoramiento>",
    "<autoevaluaciones>" + valuations + "</autoevaluaciones>",
    "<rutasMejoramiento/>", "<rutasMejoramiento></rutasMejoramiento>",
    "<otra>" + routes + "</otra>",
    "<x:rutasMejoramiento xmlns:x='y'>" + routes + "</x:rutasMejoramiento>",
  ]

  @Test(arguments: documents.indices, [16, 300, 1_000, 4_096, 1 << 20])
  func piecesSayWhatTheWholeSays(document: Int, size: Int) throws {
    let bytes = Array(PieceTests.documents[document].utf8)
    let whole = try Readings.read(bytes)
    let pieces = try Readings.read(bytes, blockSize: size, schedule: Cutting())
    #expect(pieces == whole)
  }

  /// The last start tag of the name is that of a field here.
  @Test func aFieldOfTheRowsNameIsNoRow() throws {
    let rows = PieceTests.valuations.split(separator: "\r\n").prefix(3).joined()
    let bytes = Array(("<autoevaluaciones>" + rows).utf8)
    try bytes.withUnsafeBytes { bytes in
      let frame = try #require(DocumentFrame(in: bytes))
      let cut = try #require(frame.lastCut(in: bytes, behind: 0))
      #expect(bytes.slice(cut, cut + 22).elementsEqual("<valoracion><vigencia>".utf8))
      #expect(
        String(decoding: bytes[cut...], as: UTF8.self).split(separator: "<componente>").count == 2)
    }
  }

  @Test func aDocumentIsCutBetweenTheChildrenOfItsRoot() throws {
    let bytes = Array((PieceTests.root + PieceTests.routes).utf8)
    try bytes.withUnsafeBytes { bytes in
      let frame = try #require(DocumentFrame(in: bytes))
      #expect(String(decoding: frame.opening, as: UTF8.self) == "<rutasMejoramiento  formato='x>'>")
      #expect(String(decoding: frame.closing, as: UTF8.self) == "</rutasMejoramiento>")
      let cut = try #require(frame.lastCut(in: bytes, behind: 0))
      #expect(bytes.slice(cut, cut + 6).elementsEqual("<ruta ".utf8))
      #expect(frame.lastCut(in: bytes.slice(cut, bytes.count), behind: 0) == nil)
    }
  }
}
