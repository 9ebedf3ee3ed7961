import Foundation
import Model
import Testing

@Suite struct DaneCodeTests {
  private func code(_ text: String) -> DaneCode? { DaneCode(text: text) }

  @Test func numbersAreFilledUpWithZeros() {
    #expect(DaneCode.zeroPadded(0, width: 5) == "00000")
    #expect(DaneCode.zeroPadded(68_001, width: 5) == "68001")
    #expect(DaneCode.zeroPadded(123_456, width: 2) == "123456")
    #expect(DaneCode.zeroPadded(7, width: 20) == "00000000000000000007")
    #expect(DaneCode.zeroPadded(.max, width: 0) == "18446744073709551615")
  }

  /// The published codes of the fixture, with what their check digit is known to be.
  @Test func checkDigitOfKnownCodes() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/dane-code-testvectors.csv")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count == 140)
    for line in lines {
      let cells = line.split(separator: ",").map(String.init)
      let code = try #require(self.code(cells[0]))
      #expect(code.text == cells[0])
      #expect(code.hasValidCheckDigit == (cells[1] == "valid"), "\(line)")
      if let expected = cells[3].split(separator: " ").last.flatMap({ Int($0) }) {
        #expect(code.expectedCheckDigit == expected, "\(line)")
      }
    }
  }

  @Test(arguments: [
    "", "16800100012", "1680010001230", "16800100012a", "168001000 23", "-68001000123",
    "١٦٨٠٠١٠٠٠١٢٣", "1,68E+11",
  ]) func otherThanTwelveDigitsIsNoCode(text: String) {
    #expect(code(text) == nil)
  }

  @Test func partsOfACode() throws {
    let code = try #require(self.code("005001000123"))
    #expect(code.text == "005001000123")
    #expect(code.sectorDigit == 0)
    #expect(MunicipalityCode(number: code.municipality).text == "05001")
    #expect(self.code("268368000019")?.sectorDigit == 2)
    #expect(self.code("268368000019")?.municipality == 68_368)
  }
}

@Suite struct DiagnosticCodeTests {
  /// Contract 2's table, by severity.
  @Test func severities() {
    let warnings =
      "F001 F009 F011 R113 R112 X203 X204 X208 X209 X210 X212 X213 X214 X211 X215 X216 X217"
    let infos = "F003 F012 F013 X206"
    let errors =
      "F002 F004 F005 F006 F007 F008 R101 R102 R103 R104 R105 R106 R107 R108 R109 R110 R111 X201 X202 X207"
    for (severity, codes) in [
      (Severity.warning, warnings), (.info, infos), (.error, errors),
    ] {
      let found = DiagnosticCode.allCases.filter { $0.severity == severity }.map(\.text)
      #expect(Set(found) == Set(codes.split(separator: " ").map(String.init)))
    }
    for code in DiagnosticCode.allCases { #expect(DiagnosticCode(text: code.text) == code) }
  }

  @Test func orderOfFindingsPutsAnAbsentColumnBeforeTheFirst() {
    let findings = [
      Diagnostic(.r101, line: 2, column: 1, message: ""), Diagnostic(.x206, line: 2, message: ""),
      Diagnostic(.r104, line: 1, column: 9, message: ""),
      Diagnostic(.r102, line: 2, column: 1, message: ""),
    ]
    let sorted = findings.sorted(by: Diagnostic.precedes).map(\.code)
    #expect(sorted == [.r104, .x206, .r101, .r102])
  }
}

@Suite struct ConditionTests {
  @Test func setsHoldWhatWasPutIn() {
    let all = Condition.allCases
    #expect(all.map(\.code).joined(separator: " ") == "I01 I02 I03 I04 I05 I06 I07 I08 I09 I10")
    for condition in all {
      #expect(ConditionSet(condition).conditions == [condition])
      #expect(Condition(code: condition.code) == condition)
    }
    #expect(ConditionSet.all.conditions == all)
    #expect(Condition(code: "I11") == nil)
  }
}
