import Model
import Testing

/// A sentence is what a String of the same pieces is.
@Suite struct SentenceTests {
  @Test(arguments: [0, 1, 9, 10, 99, 100, 2025, 65_535] as [UInt16])
  func numbersAreWrittenInDigits(_ number: UInt16) {
    let sentence: Sentence = "La acción \(number) de \(UInt32(number) * 65_537)."
    #expect(sentence.text == "La acción \(number) de \(UInt32(number) * 65_537).")
  }

  @Test(arguments: [0, 7, 168_013_000_016, 999_999_999_999, 1_000_000_000_000] as [UInt64])
  func codesHaveTwelveDigits(_ number: UInt64) {
    let code = DaneCode(number: number)
    let sentence: Sentence = "\(code)"
    #expect(sentence.text == code.text)
  }

  @Test func piecesStandInTheirOrder() {
    let key: Sentence = "vigencia \(2025 as UInt16), «\("año\0")»"
    let sentence: Sentence = "Ya está (\(key))\(UInt32.max)."
    #expect(sentence.text == "Ya está (vigencia 2025, «año\0»)4294967295.")
    #expect(Sentence(stringLiteral: "ñ").bytes == Array("ñ".utf8))
  }
}
