/// How the files of a sample are written (contract 4, `--form`).
package enum SampleForm: String, CaseIterable, Sendable {
  case csv
  case xml
  case spreadsheet2003 = "xml-2003"
  case mixed
}

/// How the routes are laid out in files (contract 4, `--layout`).
package enum SampleLayout: String, CaseIterable, Sendable {
  /// One file a kind.
  case combined
  /// One rg-382 file an EE, in a folder a municipality; the other kinds one file a vigencia.
  case perEstablishment = "per-establishment"
}

/// What a synthetic territory is made of (contract 4, `pmi sample`).
package struct SampleOptions: Sendable {
  /// EE of the directory, 1 to 1,000,000.
  package var establishments: Int
  /// Vigencias, within 2000–2099, at most 20 of them.
  package var periods: ClosedRange<Int>
  package var seed: UInt64
  /// Mean number of actions of a route, 1 to 4,000.
  package var actions = 40
  package var form = SampleForm.mixed
  package var layout = SampleLayout.perEstablishment
  /// Share of bad rows, in parts per million.
  package var errorsPerMillion = 0

  package init(establishments: Int, periods: ClosedRange<Int>, seed: UInt64) {
    self.establishments = establishments
    self.periods = periods
    self.seed = seed
  }

  /// Parts per million of a share as typed, `0`, `0.02`, `0,02` or `1`; nil if it is not one.
  package static func perMillion(_ text: String) -> Int? {
    let parts = text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
    guard let whole = parts.first, whole == "0" || whole == "1", parts.count <= 2 else {
      return nil
    }
    var value = whole == "1" ? 1_000_000 : 0
    if parts.count == 2 {
      let digits = parts[1]
      guard (1...6).contains(digits.count), digits.utf8.allSatisfy({ 48...57 ~= $0 }) else {
        return nil
      }
      let padded = String(digits) + String(repeating: "0", count: 6 - digits.count)
      value += Int(padded) ?? 0
    }
    return value <= 1_000_000 ? value : nil
  }

  func validate() throws(SampleError) {
    guard 1...1_000_000 ~= establishments else {
      throw .badOption("--establishments", "un entero de 1 a 1000000")
    }
    guard periods.lowerBound >= 2000, periods.upperBound <= 2099, periods.count <= 20 else {
      throw .badOption("--periods", "hasta 20 vigencias entre 2000 y 2099")
    }
    guard 1...4000 ~= actions else {
      throw .badOption("--actions", "un entero de 1 a 4000")
    }
    guard 0...1_000_000 ~= errorsPerMillion else {
      throw .badOption("--errors", "una proporción de 0 a 1")
    }
  }
}

/// The catalogues that the sample draws on; the caller reads them.
package struct SampleCatalogue: Sendable {
  /// A component of the Guía 34.
  package struct Component: Sendable {
    /// 2008 or 2026.
    package var edition: Int
    package var code: String
    package var name: String
    package var processCode: String

    package init(edition: Int, code: String, name: String, processCode: String) {
      self.edition = edition
      self.code = code
      self.name = name
      self.processCode = processCode
    }
  }

  package struct Municipality: Sendable {
    /// Five digits.
    package var divipola: String
    package var name: String
    /// Certified in education, so outside the department's jurisdiction.
    package var certified: Bool

    package init(divipola: String, name: String, certified: Bool) {
      self.divipola = divipola
      self.name = name
      self.certified = certified
    }
  }

  package var components: [Component]
  package var municipalities: [Municipality]

  package init(components: [Component], municipalities: [Municipality]) {
    self.components = components
    self.municipalities = municipalities
  }
}

/// What was written.
package struct SampleSummary: Sendable, Equatable {
  /// Records written, by kind (`rg-382`, …); those of `defectuosos/` are not among them.
  package var rows: [String: Int] = [:]
  /// How often the cause of a diagnostic was written, by code (contract 2).
  ///
  /// A run may tell fewer: one version of a route counts, and some codes are told once a route.
  package var planted: [String: Int] = [:]
  package var files = 0
  package var bytes = 0

  mutating func plant(_ code: String) {
    planted[code, default: 0] += 1
  }
}

/// Why a sample could not be written.
package enum SampleError: Error, Equatable, CustomStringConvertible {
  /// An option and what it expects.
  case badOption(String, String)
  /// A catalogue without what the sample needs.
  case poorCatalogue(String)
  /// A path and the `errno` of the call that failed.
  case cannotWrite(path: String, errno: Int32)

  package var description: String {
    switch self {
    case .badOption(let option, let expected): "\(option): se espera \(expected)"
    case .poorCatalogue(let lack): "el catálogo no basta para la muestra: \(lack)"
    case .cannotWrite(let path, let errno): "no se pudo escribir \(path) (errno \(errno))"
    }
  }
}
