extension String {
  /// The text with some of its scalars written otherwise; `nil` leaves one as it is.
  ///
  /// As a `Character` a quote or `<` with a combining mark behind it is another one, and what is replaced
  /// by characters lets it through.
  public func rewriting(_ spelling: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let text = spelling(scalar) {
        result.append(contentsOf: text.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text with every quote doubled, as a field of CSV has it.
  public var doublingQuotes: String { rewriting { $0 == "\"" ? "\"\"" : nil } }
}
