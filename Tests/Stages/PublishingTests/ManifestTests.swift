import Digest
import Testing

@testable import Publishing

@Suite struct ManifestTests {
  private static let digest = SHA256Stream.digest(of: UnsafeRawBufferPointer(start: nil, count: 0))

  private static func manifest(_ text: String = "Ñandú «1»") throws -> Manifest {
    Manifest(
      run: try #require(RunID("2025-11-30-1a2b3c4d5e6f7a8b")),
      description: RunDescription(
        version: "1.0.0", period: 2025, cutOff: "2025-11-30", arguments: ["--strict", text],
        configuration: [.init(key: "umbral_avance", value: "50"), .init(key: text, value: "")],
        templates: [.init(name: "rg-220.html", digest: digest)],
        inputs: [
          .init(
            path: "ruta/\(text).csv", content: Fingerprint(bytes: 12, digest: digest),
            kinds: ["rg-382", "rg-300"], read: 10, accepted: 7, superseded: 2, rejected: 1),
          .init(
            path: "x", content: Fingerprint(bytes: 0, digest: digest), kinds: [], read: 0,
            accepted: 0, superseded: 0, rejected: 0),
        ],
        counts: [.init(name: "establecimientos", value: 412), .init(name: "a", value: -1)]),
      outputs: [
        .init(path: "csv/rg-220.csv", content: Fingerprint(bytes: .max, digest: digest))
      ])
  }

  @Test func itsBytesAreThese() throws {
    let manifest = try ManifestTests.manifest()
    let hex = ManifestTests.digest.hex
    #expect(
      String(decoding: manifest.json, as: UTF8.self) == """
        {
          "format": "pmi-manifest-1",
          "run": "2025-11-30-1a2b3c4d5e6f7a8b",
          "version": "1.0.0",
          "period": 2025,
          "cutoff": "2025-11-30",
          "arguments": [
            "--strict",
            "Ñandú «1»"
          ],
          "configuration": {
            "umbral_avance": "50",
            "Ñandú «1»": ""
          },
          "templates": [
            {"name": "rg-220.html", "sha256": "\(hex)"}
          ],
          "inputs": [
            {"path": "ruta/Ñandú «1».csv", "bytes": 12, "sha256": "\(hex)", \
        "kinds": ["rg-382", "rg-300"], "read": 10, "accepted": 7, "superseded": 2, "rejected": 1},
            {"path": "x", "bytes": 0, "sha256": "\(hex)", \
        "kinds": [], "read": 0, "accepted": 0, "superseded": 0, "rejected": 0}
          ],
          "counts": {
            "establecimientos": 412,
            "a": -1
          },
          "outputs": [
            {"path": "csv/rg-220.csv", "bytes": 9223372036854775807, "sha256": "\(hex)"}
          ]
        }

        """)
  }

  @Test(arguments: ["", "\"\\/", "\u{0}\t\n\r\u{1f}\u{7f}", "e\u{301}ñ\u{1F600}", "\u{2028}"])
  func itReadsBack(text: String) throws {
    let manifest = try ManifestTests.manifest(text)
    let read = try Manifest(reading: manifest.json)
    #expect(read == manifest)
    #expect(read.json == manifest.json)
  }

  @Test func everyCutAndEveryChangedByteEndsWell() throws {
    let json = try ManifestTests.manifest().json
    for length in 0..<(json.count - 1) {
      #expect(throws: ManifestFault.self) { try Manifest(reading: Array(json.prefix(length))) }
    }
    for index in json.indices {
      for byte: UInt8 in [0x00, 0x22, 0x5c, 0x7b, 0x7d, 0x39, 0xff] {
        var changed = json
        changed[index] = byte
        if let read = try? Manifest(reading: changed) { #expect(Array(read.json).count > 0) }
      }
    }
  }

  @Test(arguments: [
    (#""period": 2025"#, #""period": "2025""#, ManifestFault.wrongValue(key: "period")),
    (#""period": 2025"#, #""period": 2025, "period": 2025"#, .repeatedKey("period")),
    (#""period": 2025"#, #""periods": 2025"#, .missingKey("period")),
    (#""period": 2025"#, #""period": 2025, "otra": 1"#, .unknownKey("otra")),
    (#""pmi-manifest-1""#, #""pmi-manifest-2""#, .otherFormat),
    ("2025-11-30-1a2b3c4d5e6f7a8b", "../../etc", .wrongValue(key: "run")),
    ("csv/rg-220.csv", "../rg-220.csv", .unusablePath("../rg-220.csv")),
    ("csv/rg-220.csv", "/rg-220.csv", .unusablePath("/rg-220.csv")),
    ("csv/rg-220.csv", "manifest.json", .unusablePath("manifest.json")),
    ("csv/rg-220.csv", #"a\u0000b"#, .unusablePath("a\0b")),
    ("9223372036854775807", "9223372036854775808", .syntax(offset: 935)),
  ]) func aFaultIsNamed(old: String, new: String, fault: ManifestFault) throws {
    let text = String(decoding: try ManifestTests.manifest().json, as: UTF8.self)
    let place = try #require(text.firstRange(of: old))
    let changed = text.replacingCharacters(in: place, with: new)
    #expect(throws: fault) { try Manifest(reading: Array(changed.utf8)) }
  }

  @Test func aDocumentIsNamedOnce() throws {
    let manifest = try ManifestTests.manifest()
    let twice = Manifest(
      run: manifest.run, description: manifest.description,
      outputs: manifest.outputs + manifest.outputs)
    #expect(throws: ManifestFault.repeatedPath("csv/rg-220.csv")) {
      try Manifest(reading: twice.json)
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
