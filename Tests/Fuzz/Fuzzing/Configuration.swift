import Pipeline

/// A configuration is refused or read; shown and read again it is the same.
func fuzzConfiguration(_ input: [UInt8]) {
  let text = String(decoding: input.dropFirst(), as: UTF8.self)
  guard let configuration = try? ConfigurationFile.parse(text, file: "pmi.yaml") else { return }
  let shown = ConfigurationFile.text(configuration)
  expectSame(try? ConfigurationFile.parse(shown, file: "pmi.yaml"), configuration, shown)
}
