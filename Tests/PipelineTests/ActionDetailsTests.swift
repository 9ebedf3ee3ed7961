import Foundation
import Model
import Testing

@testable import Pipeline

@Suite struct ActionDetailsTests {
  /// Keeps an action whose texts all begin with `text`.
  private static func keep(
    _ number: UInt16, _ text: String, in store: ActionDetails, after previous: TextReference
  ) throws -> TextReference {
    var row = RouteRow()
    (row.opportunity, row.goal, row.action) = (1, 2, number)
    (row.component, row.progress) = (7, 65_35)
    row.end = Day.startOfYear(2025).number
    let place = Place(file: 3, line: UInt32.max, rank: UInt32(number))
    let texts = ["oportunidad", "meta", "", "acción", "evidencia"].map {
      Array((text + $0).utf8)
    }
    return try texts[0].withUnsafeBytes { opportunity in
      try texts[1].withUnsafeBytes { goal in
        try texts[3].withUnsafeBytes { action in
          try texts[4].withUnsafeBytes { evidence in
            try store.keep(
              row, place: place,
              texts: RouteTexts(
                opportunity: opportunity, goal: goal,
                indicator: UnsafeRawBufferPointer(start: nil, count: 0), action: action,
                evidence: evidence),
              previous: previous)
          }
        }
      }
    }
  }

  @Test func theActionsOfARouteComeBackInTheirOrder() throws {
    let store = try ActionDetails(in: NSTemporaryDirectory(), actions: true)
    var (one, other) = (TextReference.none, TextReference.none)
    let long = String(repeating: "larga ", count: 3000)
    for number in 1...40 as ClosedRange<UInt16> {
      one = try Self.keep(number, number == 20 ? long : "uno ", in: store, after: one)
      if number.isMultiple(of: 3) {
        other = try Self.keep(number, "otro ", in: store, after: other)
      }
    }
    let kept = try store.reading()
    let found = try kept.actions(one)
    #expect(found.map(\.action) == Array(1...40))
    #expect(found[19].actionText == long + "acción")
    #expect(try kept.actions(other).map(\.action) == stride(from: 3, to: 40, by: 3).map { $0 })
    #expect(try kept.actions(.none).isEmpty)
  }

  @Test func everythingOfAnActionComesBack() throws {
    let store = try ActionDetails(in: NSTemporaryDirectory(), actions: true)
    // The accent of its own becomes one letter.
    let last = try Self.keep(UInt16.max, "e\u{301} ", in: store, after: .none)
    let action = try #require(try store.reading().actions(last).first)
    #expect(action.place == Place(file: 3, line: UInt32.max, rank: UInt32(UInt16.max)))
    #expect((action.opportunity, action.goal, action.action) == (1, 2, Int(UInt16.max)))
    #expect((action.component, action.progress) == (7, 65_35))
    #expect((action.start, action.end, action.followUp) == (nil, Day.startOfYear(2025), nil))
    #expect(Array(action.opportunityText.utf8) == Array("\u{E9} oportunidad".utf8))
    #expect(Array(action.goalText.utf8) == Array("\u{E9} meta".utf8))
    #expect(action.indicatorText.isEmpty)
    #expect(Array(action.evidenceText.utf8) == Array("\u{E9} evidencia".utf8))
  }
}
