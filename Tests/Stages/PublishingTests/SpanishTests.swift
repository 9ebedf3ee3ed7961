import Digest
import Glibc
import Publishing
import Testing

@Suite struct SpanishTests {
  @Test func aMessageTellsWhatWasExpectedWhereAndWhyNot() {
    let error = PublishingError.refused(.writeFile, path: "/s/2025/a.csv", errno: ENOSPC)
    #expect(
      error.message
        == "se esperaba poder escribir el archivo «/s/2025/a.csv»: no queda espacio en el disco.")
  }

  @Test(arguments: PublishingStep.allCases) func everyStepMakesASentence(step: PublishingStep) {
    for code in 1...133 as ClosedRange<Int32> {
      let message = PublishingError.refused(step, path: "/s", errno: code).message
      #expect(message.hasPrefix("se esperaba "))
      #expect(message.contains(" «/s»: "))
      #expect(message.hasSuffix("."))
    }
  }

  @Test func otherErrorsNameTheirPathToo() {
    for error in [
      PublishingError.heldByAnotherRun(lock: "/s"), .unusablePath("/s"), .unfinished(path: "/s"),
    ] {
      #expect(error.message.contains("«/s»"))
    }
  }

  @Test func aChangedDocumentTellsWhatChanged() {
    var stream = SHA256Stream()
    let empty = stream.digest()
    stream.update("a")
    let other = stream.digest()
    let size = RunProblem.changed(
      path: "a", expected: Fingerprint(bytes: 1, digest: empty),
      found: Fingerprint(bytes: 2, digest: other))
    #expect(size.message == "«a» cambió: el manifiesto dice 1 bytes y tiene 2.")
    let content = RunProblem.changed(
      path: "a", expected: Fingerprint(bytes: 1, digest: empty),
      found: Fingerprint(bytes: 1, digest: other))
    #expect(content.message.contains(empty.hex) && content.message.contains(other.hex))
  }

  private static let faults: [ManifestFault] = [
    .syntax(offset: 41), .tooLarge(limit: 42), .otherFormat, .missingKey("k42"), .unknownKey("k42"),
    .repeatedKey("k42"), .wrongValue(key: "k42"), .unusablePath("../k42"), .repeatedPath("k42"),
  ]

  @Test(arguments: faults) func aFaultyManifestTellsWhy(fault: ManifestFault) {
    let message = RunProblem.unreadableManifest(fault).message
    #expect(message.hasSuffix("."))
    #expect(message.contains("manifest.json"))
    if fault != .otherFormat { #expect(message.contains("42"), "\(message)") }
    #expect(SpanishTests.faults.count { $0.explanation == fault.explanation } == 1)
  }

  @Test func whatCannotBeOpenedTellsWhy() {
    for problem in [RunProblem.noRun(errno: EACCES), .unreadable(path: "a", errno: EACCES)] {
      #expect(problem.message.contains("permiso"), "\(problem.message)")
    }
  }
}
