import Glibc

/// What libFuzzer calls with each input; the environment names the target (`Tests/Fuzz/run`).
///
/// A target that finds a promise broken traps, which is what libFuzzer takes for a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  target(bytes)
  return 0
}

private let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "tokenizer": fuzzTokenizer, "reading": fuzzReading, "xml": fuzzXML, "plain": fuzzPlainXML,
  "values": fuzzValues, "template": fuzzTemplate, "configuration": fuzzConfiguration,
  "workbook": fuzzWorkbook, "partial": fuzzPartial,
]

private let target: @Sendable ([UInt8]) -> Void = {
  let name = getenv("PMI_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = targets[name] else {
    preconditionFailure("PMI_FUZZ_TARGET is none of \(targets.keys.sorted())")
  }
  return target
}()

/// Ends the process where two ways of doing the same disagree.
func expectSame<Value: Equatable>(_ left: Value, _ right: Value, _ text: String) {
  guard left == right else { fatalError("\(text):\n\(left)\n\(right)") }
}
