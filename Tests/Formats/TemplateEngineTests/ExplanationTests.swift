import TemplateEngine
import Testing

/// Every problem of a template makes a whole Spanish sentence.
@Suite struct TemplateExplanationTests {
  private static let problems: [TemplateError.Problem] = [
    .notUTF8, .unclosedTag, .malformedTag, .unescapedTag, .malformedDelimiters,
    .unclosedSection(name: "n"), .unopenedSection(name: "n"), .contentOutsideBlocks(parent: "n"),
    .repeatedBlock(name: "n"), .tooDeep(limit: 7), .tooLarge, .unknownName("n", nearest: nil),
    .unknownName("n", nearest: "m"), .notARecord(name: "n", kind: .text),
    .sectionOverPlainValue(name: "n", kind: .integer),
    .variableOverStructure(name: "n", kind: .flag), .noImplicitValue,
    .missingTemplate("n", nearest: nil), .recursion(["n", "m", "n"]),
    .unknownBlock("n", nearest: "m"), .streamReadTwice(name: "n"), .sectionBreaksMarkup,
    .unclosedMarkup, .notAWholeField, .sectionBreaksLine, .otherFieldCount(expected: 7, found: 8),
    .malformedQuotes, .valueOfOtherKind(expected: .date),
    .recordOfOtherShape(expected: 7, found: 8), .textNotPlain, .textNotALink,
    .unsafePlace(.rawText(element: "n")), .unsafePlace(.comment), .unsafePlace(.tag),
    .unsafePlace(.unquotedAttribute), .unsafePlace(.eventAttribute("n")),
    .unsafePlace(.codeAttribute("n")), .unsafePlace(.styleAttribute),
    .unsafePlace(.linkStart(attribute: "n")),
  ]

  @Test(arguments: problems) func aSentence(problem: TemplateError.Problem) {
    let text = problem.explanation
    #expect(text.hasSuffix(".") || text.hasSuffix("?"))
    #expect(text.count > 20)
    // The names and numbers of the problem stand in it.
    let said = "\(problem)"
    if said.contains("\"n\"") { #expect(text.contains("n")) }
    if said.contains("\"m\"") { #expect(text.contains("m")) }
    if said.contains("7") { #expect(text.contains("7")) }
    if said.contains("8") { #expect(text.contains("8")) }
  }

  @Test func noTwoProblemsSayTheSame() {
    let texts = TemplateExplanationTests.problems.map(\.explanation)
    #expect(Set(texts).count == texts.count)
  }

  @Test func everyKindHasANoun() {
    let kinds: [Kind] = [
      .text, .plain, .link, .integer, .decimal, .number, .measure, .date, .yesNo, .flag,
      .record(Shape([])), .list(Shape([])), .stream(Shape([])),
    ]
    for kind in kinds { #expect(kind.noun.hasPrefix("un")) }
    #expect(Set(kinds.map(\.noun)).count == kinds.count - 1, "a stream is a list")
  }
}
