import Testing

@testable import TemplateEngine

/// Records whose values are made when they are asked for.
struct MadeRecordTests {
  /// The slots that a template asked for, in order.
  private final class Asked {
    var slots: [Int] = []
  }

  private final class Noting: MadeRecord {
    let values: [Value]
    let asked: Asked

    init(_ values: [Value], _ asked: Asked) {
      self.values = values
      self.asked = asked
    }

    var count: Int { values.count }

    func value(_ slot: Int) -> Value {
      asked.slots.append(slot)
      return values[slot]
    }
  }

  private static func made(_ values: [Value], _ asked: Asked = Asked()) -> Record {
    .made(Noting(values, asked))
  }

  private static func template(_ source: String, _ data: TestData) throws -> Template {
    try Template.compile("prueba", in: templateSet(source), for: data.shape, as: .html)
  }

  @Test func onlyWhatATemplateNamesIsMade() throws {
    let data: TestData = ["a": "uno", "b": "dos", "c": false, "d": "cuatro"]
    let template = try Self.template("{{b}}{{#c}}{{d}}{{/c}}{{b}}", data)
    let asked = Asked()
    let bytes = try template.bytes(Self.made(try data.record.values(), asked))
    #expect(String(decoding: bytes, as: UTF8.self) == "dosdos")
    #expect(asked.slots == [1, 2, 1])
  }

  @Test func theBytesAreThoseOfHeldValues() throws {
    let data: TestData = [
      "t": "<á>", "n": 1234, "f": true, "r": ["x": "a", "y": "b"],
      "filas": [["v": "1"], ["v": "2"]],
    ]
    let template = try Self.template(
      "{{t}} {{n}} {{#f}}sí{{/f}}{{^f}}no{{/f}} {{r.x}}{{#r}}{{y}}{{/r}}{{#filas}}{{v}}{{r.y}}{{/filas}}",
      data)
    let held = try data.record.values()
    guard case .record(let inner) = held[3], case .list(let rows) = held[4] else {
      Issue.record("the data are others")
      return
    }
    let values: [Value] =
      held[..<3] + [
        .record(Self.made(try inner.values())),
        .list(try rows.map { Self.made(try $0.values()) }),
      ]
    #expect(try template.bytes(Self.made(values)) == template.bytes(data.record))
  }

  @Test func aRecordThatDottedNamesGoThroughIsMadeOnce() throws {
    let row: TestData = ["p": ["a": "x", "b": "y"]]
    let template = try Self.template(
      "{{#filas}}{{p.a}}{{p.b}}{{p.a}};{{/filas}}", ["filas": .list([row])])
    let asked = [Asked(), Asked()]
    let rows = try asked.map { Self.made(try row.record.values(), $0) }
    let bytes = try template.bytes(Record([.list(rows)]))
    #expect(String(decoding: bytes, as: UTF8.self) == "xyx;xyx;")
    #expect(asked.map(\.slots) == [[0], [0]])
  }

  @Test func aRecordOfAnotherShapeIsAnError() throws {
    let template = try Self.template("{{a}}", ["a": "uno"])
    #expect(throws: TemplateError.self) {
      try template.bytes(Self.made([.text("uno"), .text("dos")]))
    }
  }

  @Test func whatAValueThrowsIsThrown() throws {
    struct Broken: Error {}
    final class BrokenRecord: MadeRecord {
      let count = 1
      func value(_ slot: Int) throws -> Value { throw Broken() }
    }
    let template = try Self.template("{{a}}", ["a": "uno"])
    #expect(throws: Broken.self) {
      try template.bytes(.made(BrokenRecord()))
    }
  }
}
