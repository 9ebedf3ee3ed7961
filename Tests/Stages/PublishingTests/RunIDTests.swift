import Digest
import Publishing
import Testing

@Suite struct RunIDTests {
  private func identity(_ parts: [(String, String)]) -> String {
    var identity = RunIdentity(year: 2025, month: 3, day: 5)
    for (name, value) in parts { identity.add(name, value) }
    return identity.runID.description
  }

  @Test func theCutOffLeadsAndTheSamePartsGiveTheSameName() {
    let name = identity([("version", "1.0.0"), ("dialecto", "excel-es")])
    #expect(name == "2025-03-05-f46fd0ccdcd2dafa")
    #expect(RunID(name)?.description == name)
  }

  @Test func anyDifferenceGivesAnotherName() {
    let names = [
      identity([("a", "b"), ("c", "d")]), identity([("c", "d"), ("a", "b")]),
      identity([("a", "bc"), ("", "d")]), identity([("ab", ""), ("c", "d")]),
      identity([("a", "b")]), identity([("a", "b"), ("", "")]), identity([]),
      identity([("a", "e\u{301}")]), identity([("a", "é")]),
    ]
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [
    "", "2025-11-30", "2025-11-30-1a2b3c4d5e6f7a8", "2025-11-30-1a2b3c4d5e6f7a8bb",
    "2025-11-30-1A2B3C4D5E6F7A8B", "2025/11/30-1a2b3c4d5e6f7a8b", "2025-11-30-1a2b3c4d5e6f7a8g",
    "a025-11-30-1a2b3c4d5e6f7a8b", "../2025-11-30-1a2b3c4d5e6f7",
  ]) func anotherFormIsNoName(text: String) {
    #expect(RunID(text) == nil)
  }
}
