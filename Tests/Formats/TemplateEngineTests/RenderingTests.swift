import Testing

@testable import TemplateEngine

struct RenderingTests {
  /// A sink that keeps the sizes of its chunks and can be full.
  private struct MeteredSink: ByteSink {
    struct Full: Error {}
    var bytes: [UInt8] = []
    var chunks: [Int] = []
    var limit = Int.max

    mutating func write(_ chunk: UnsafeRawBufferPointer) throws {
      guard bytes.count + chunk.count <= limit else { throw Full() }
      bytes += chunk
      chunks.append(chunk.count)
    }
  }

  private static let row = Shape([Field("n", .integer, ""), Field("t", .text, "")])

  private static func table(_ source: String, _ kind: Kind) throws -> Template {
    try Template.compile(
      "prueba", in: templateSet(source), for: Shape([Field("filas", kind, "")]), as: .html)
  }

  private static func stream(of count: Int) -> RecordStream {
    var next = 0
    return RecordStream {
      guard next < count else { return nil }
      next += 1
      return Record([.integer(next), .text("fila")])
    }
  }

  @Test func streamsRowsAsTheyArePulled() throws {
    let template = try Self.table("{{#filas}}{{n}}{{t}};{{/filas}}", .stream(Self.row))
    var sink = MeteredSink()
    try template.render(Record([.stream(Self.stream(of: 50_000))]), into: &sink, chunk: 4096)
    #expect(String(decoding: sink.bytes.suffix(11), as: UTF8.self) == "50.000fila;")
    #expect(sink.chunks.allSatisfy { $0 <= 4096 })
    #expect(sink.chunks.count >= sink.bytes.count / 4096)
  }

  @Test func pullsNoRowAheadOfTheOutput() throws {
    let template = try Self.table("{{#filas}}{{t}}{{/filas}}", .stream(Self.row))
    var pulled = 0
    let text = String(repeating: "x", count: 100)
    let rows = RecordStream {
      pulled += 1
      return Record([.integer(pulled), .text(text)])
    }
    var sink = MeteredSink()
    sink.limit = 1000
    #expect(throws: MeteredSink.Full.self) {
      try template.render(Record([.stream(rows)]), into: &sink, chunk: 100)
    }
    #expect(pulled < 20)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 100, 65_536])
  func chunksDoNotChangeTheBytes(_ chunk: Int) throws {
    let source = "<ul>{{#filas}}<li title=\"{{t}}\">{{n}}</li>{{/filas}}</ul>"
    let template = try Self.table(source, .list(Self.row))
    let rows = (0..<40).map { number in
      Record([.integer(number * 997), .text(String(repeating: "a\"ñ<", count: number * 3))])
    }
    var sink = MeteredSink()
    try template.render(Record([.list(rows)]), into: &sink, chunk: chunk)
    #expect(sink.bytes == (try template.bytes(Record([.list(rows)]))))
  }

  @Test(arguments: [0, 1, 3])
  func looksAheadForAnEmptyStream(_ count: Int) throws {
    let source = "{{^filas}}nada{{/filas}}{{#filas}}{{n}}{{/filas}}{{^filas}}nada{{/filas}}"
    let template = try Self.table(source, .stream(Self.row))
    let bytes = try template.bytes(Record([.stream(Self.stream(of: count))]))
    let expected = count == 0 ? "nadanada" : (1...count).map(String.init).joined()
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func refusesAStreamThatWasReadBefore() throws {
    let template = try Self.table("{{#filas}}{{n}}{{/filas}}", .stream(Self.row))
    let record = Record([.stream(Self.stream(of: 2))])
    _ = try template.bytes(record)
    let error = #expect(throws: TemplateError.self) { try template.bytes(record) }
    #expect(error?.problem == .streamReadTwice(name: "filas"))
  }

  @Test func passesOnTheErrorOfAStream() throws {
    struct Broken: Error {}
    let template = try Self.table("{{#filas}}{{n}}{{/filas}}", .stream(Self.row))
    #expect(throws: Broken.self) {
      try template.bytes(Record([.stream(RecordStream { throw Broken() })]))
    }
  }

  @Test func aListServesAsAStream() throws {
    let template = try Self.table("{{#filas}}{{n}}{{/filas}}", .stream(Self.row))
    let bytes = try template.bytes(Record([.list([Record([.integer(7), .absent])])]))
    #expect(bytes == Array("7".utf8))
  }

  @Test(arguments: [Kind.text, .integer, .decimal, .date, .yesNo, .plain, .link, .measure])
  func refusesAValueOfAnotherKind(_ kind: Kind) {
    let error = #expect(throws: TemplateError.self) { try rendered(kind, .flag(true)) }
    #expect(error?.problem == .valueOfOtherKind(expected: kind))
    #expect(error?.place.text == "prueba:1:1")
  }

  @Test func refusesARecordOfAnotherShape() throws {
    let template = try Self.table("{{#filas}}{{t}}{{/filas}}", .list(Self.row))
    let rows = Record([.list([Record([.integer(1)])])])
    let inner = #expect(throws: TemplateError.self) { try template.bytes(rows) }
    #expect(inner?.problem == .recordOfOtherShape(expected: 2, found: 1))
    let outer = #expect(throws: TemplateError.self) { try template.bytes(Record([])) }
    #expect(outer?.problem == .recordOfOtherShape(expected: 1, found: 0))
    let text = #expect(throws: TemplateError.self) { try template.bytes(Record([.text("x")])) }
    #expect(text?.tag == "{{#filas}}")
  }
}
